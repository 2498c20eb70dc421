import { mkdir, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { schemas } from '../reader/schema.ts';

/** Writes the JSON Schemas from which editors complete and check the YAML while it is typed. */

const folder = 'docs/schemas';

await mkdir(folder, { recursive: true });
for (const [name, schema] of Object.entries(schemas)) {
  const json = z.toJSONSchema(schema, { io: 'input' });
  await writeFile(`${folder}/${name}.json`, `${JSON.stringify(json, null, 2)}\n`);
}
