import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The YAML texts of a pack by their path inside the pack's folder, with `/` between folders on every system. */
export type Files = ReadonlyMap<string, string>;

/** Reads every `.yaml` file below `folder`. Throws what the disk throws. */
export async function readFiles(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true });
  const names = entries.filter((name) => name.endsWith('.yaml')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return new Map(names.map((name, index) => [name.replaceAll('\\', '/'), texts[index] ?? '']));
}
