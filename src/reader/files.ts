import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { listFolder, type Listed } from './folder.ts';
import { type Problem, wholeFile } from './problem.ts';
import { fingerprint } from '../support/kept-file.ts';

/** Texts by their path inside the folder of a pack; in place of a text that cannot be read, the reason. */
export type Files = ReadonlyMap<string, string | Problem>;

/** Reads every file below `folder` that may be meant as content. Throws what the disk throws when the folder itself cannot be read. */
export async function readFiles(folder: string): Promise<Files> {
  return readListed(await listFolder(folder));
}

export async function readListed(listed: readonly Listed[]): Promise<Files> {
  const texts = await Promise.all(listed.map(readOne));
  return new Map(listed.map(({ name }, at) => [name, texts[at] ?? '']));
}

const prints = new WeakMap<Files, ReadonlyMap<string, string>>();

/** The texts by their print, which is taken once: megabytes are behind it, and more than one thing is made of them. */
export function textsIn(files: Files): ReadonlyMap<string, string> {
  const print = prints.get(files) ?? new Map([['texts', fingerprint(readIn(files))]]);
  prints.set(files, print);
  return print;
}

/** The texts alone; for one that cannot be read, what was found instead. */
function readIn(files: Files): ReadonlyMap<string, string> {
  return new Map([...files].map(([name, text]) => [name, typeof text === 'string' ? text : text.found]));
}

async function readOne({ name, real = name, problem }: Listed): Promise<string | Problem> {
  if (problem !== undefined) return problem;
  // A text in another format has no place here, so nobody has to understand its bytes.
  if (!/\.ya?ml$/i.test(name)) return '';
  try {
    return textOf(name, await readFile(real));
  } catch (error) {
    const found = `a file that cannot be opened (${error instanceof Error && 'code' in error ? String(error.code) : 'for no known reason'})`;
    return { ...wholeFile(name), found, expected: 'a file that this program may read', remedy: 'Look at its owner and its permissions.' };
  }
}

/** Signs that no screen shows, and the one that stands where an earlier program lost a letter. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const unreadable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/;

function textOf(name: string, bytes: Buffer): string | Problem {
  if (isUtf16(bytes)) return { ...wholeFile(name), ...encoding, found: 'a text saved as UTF-16' };
  const text = new TextDecoder().decode(bytes);
  const at = text.search(unreadable);
  if (at < 0) return text;
  const before = text.slice(0, at).split('\n');
  const found = isUtf8(bytes) ? 'a sign that no screen shows' : 'a letter that is not saved as UTF-8';
  return { file: name, line: before.length, column: (before.at(-1) ?? '').length + 1, found, ...(isUtf8(bytes) ? sign : encoding) };
}

const encoding = { expected: 'UTF-8', remedy: 'Save the file as UTF-8: editors have it under "Save with encoding".' };
const sign = { expected: 'letters, digits and marks', remedy: 'Delete what stands there, and type it again.' };

/** Half of what UTF-16 makes of English is zeros. */
function isUtf16(bytes: Buffer): boolean {
  const mark = bytes.subarray(0, 2).toString('hex');
  const start = bytes.subarray(0, 200);
  return mark === 'fffe' || mark === 'feff' || (start.length > 3 && start.filter((byte) => byte === 0).length > start.length / 4);
}
