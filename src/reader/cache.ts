import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pack } from '../core/pack.ts';
import type { Files } from './files.ts';
import type { ReadPack } from './pack.ts';

/**
 * Reads a pack, or takes the result of an earlier run when not one byte of the content has changed since: parsing a megabyte of YAML is most of
 * the time that a start takes. Only packs without problems are kept; a cache that cannot be read or written is as good as none.
 */
export async function readPackCached(files: Files, cacheFile: string): Promise<ReadPack> {
  const print = fingerprint(await ownCode(), files);
  const kept = await keptPack(cacheFile, print);
  if (kept) return { kind: 'pack', pack: kept };
  // The reader and its libraries cost more to load than the kept pack does, so they are loaded only when there is something to read.
  const { readPack } = await import('./pack.ts');
  const read = readPack(files);
  if (read.kind === 'pack') await keepPack(files, cacheFile, read.pack);
  return read;
}

/** Keeps a pack that was read from these files, for the next start. */
export async function keepPack(files: Files, cacheFile: string, pack: Pack): Promise<void> {
  await write(cacheFile, fingerprint(await ownCode(), files), pack).catch(() => undefined);
}

/** The reader's own code, schema and all: what an older one accepted has to be read again. */
const readerFolder = dirname(fileURLToPath(import.meta.url));

async function ownCode(): Promise<Files> {
  const names = (await readdir(readerFolder)).filter((name) => /\.[jt]s$/.test(name)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(readerFolder, name), 'utf8')));
  return new Map(names.map((name, at) => [name, texts[at] ?? '']));
}

function fingerprint(...all: readonly Files[]): string {
  const hash = createHash('sha256');
  for (const files of all) for (const [name, text] of files) hash.update(`\0${name}\0${typeof text === 'string' ? text : text.found}`);
  return hash.digest('base64url');
}

async function keptPack(file: string, print: string): Promise<Pack | undefined> {
  try {
    const text = await readFile(file, 'utf8');
    const end = text.indexOf('\n');
    return text.slice(0, end) === print ? (JSON.parse(text.slice(end)) as Pack) : undefined;
  } catch {
    return undefined;
  }
}

/** Written beside and renamed, so that a process that dies leaves no half of it. */
async function write(file: string, print: string, pack: Pack): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${print}\n${JSON.stringify(pack)}`);
  await rename(draft, file);
}
