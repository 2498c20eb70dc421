import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Texts by their path inside a folder, such as that of a pack, with `/` between folders on every system. */
export type Files = ReadonlyMap<string, string>;

/** Reads every file below `folder` with such a name, `.yaml` when nothing is said. Throws what the disk throws. */
export async function readFiles(folder: string, named = /\.yaml$/): Promise<Files> {
  const entries = await readdir(folder, { recursive: true });
  const names = entries.filter((name) => named.test(name)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return new Map(names.map((name, index) => [name.replaceAll('\\', '/'), texts[index] ?? '']));
}
