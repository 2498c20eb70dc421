import { readFile, writeFile } from 'node:fs/promises';
import { envExample, withVariables } from './env-example.ts';

/** `npm run env-example`: writes `.env.example`, and the table of docs/hosting.md, from what the platforms and the configuration declare. */
await writeFile(new URL('../../.env.example', import.meta.url), envExample());
const page = new URL('../../docs/hosting.md', import.meta.url);
await writeFile(page, withVariables(await readFile(page, 'utf8')));
