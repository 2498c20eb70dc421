import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What was made of some texts at great cost, kept in a file for as long as none of the texts changes. */
export interface KeptFile {
  readonly file: string;
  /** Of all that it was made from: see {@link fingerprint}. */
  readonly print: string;
}

export function fingerprint(...all: readonly ReadonlyMap<string, string>[]): string {
  const hash = createHash('sha256');
  for (const texts of all) for (const [name, text] of texts) hash.update(`\0${name}\0${text}`);
  return hash.digest('base64url');
}

/** The prints of these folders when the program was built: in a bundle, there are none any more. From source, this is not there. */
declare const codePrints: Readonly<Record<string, string>> | undefined;

/** From source: what runs is what was read then, and does not change with the files. */
const readPrints = new Map<string, Promise<string>>();

/** The code in some folders of `src/`, by its prints: what another version of it made has to be made anew. */
export async function codeIn(...folders: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return new Map(await Promise.all(folders.map(async (folder) => [folder, await printOf(folder)] as const)));
}

async function printOf(folder: string): Promise<string> {
  const built = typeof codePrints === 'undefined' ? undefined : codePrints[folder];
  const print =
    readPrints.get(folder) ?? (built === undefined ? codePrint(new URL(`../${folder}`, import.meta.url)) : Promise.resolve(built));
  readPrints.set(folder, print);
  return print;
}

/** Of the code in a folder and below it. */
export async function codePrint(folder: URL): Promise<string> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.[jt]s$/.test(name)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(fileURLToPath(folder), name), 'utf8')));
  return fingerprint(new Map(names.map((name, at) => [name, texts[at] ?? ''])));
}

/** What was kept, undefined when it was made from something else. A file that cannot be read, or not understood, is as good as none. */
export async function readKept<T>({ file, print }: KeptFile, parse: (bytes: Buffer) => T): Promise<T | undefined> {
  try {
    const bytes = await readFile(file);
    const end = bytes.indexOf('\n');
    return bytes.toString('utf8', 0, end) === print ? parse(bytes.subarray(end + 1)) : undefined;
  } catch {
    return undefined;
  }
}

/** Written beside and renamed, so that a process that dies leaves no half of it. What cannot be written is made again next time. */
export async function keep({ file, print }: KeptFile, bytes: Uint8Array): Promise<void> {
  const draft = `${file}.${process.pid}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(draft, Buffer.concat([Buffer.from(`${print}\n`), bytes]));
    await rename(draft, file);
  } catch {
    // As good as none.
  }
}
