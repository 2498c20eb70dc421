import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Pack } from '../core/pack.ts';
import type { Files } from './files.ts';
import type { ReadPack } from './pack.ts';

/** To be raised when the reader or its schema changes: what an older reader accepted is then checked anew. */
const readerVersion = 2;

/**
 * Reads a pack, or takes the result of an earlier run when not one byte of the content has changed since: parsing a megabyte of YAML is most of
 * the time that a start takes. Only packs without problems are kept; a cache that cannot be read or written is as good as none.
 */
export async function readPackCached(files: Files, cacheFile: string): Promise<ReadPack> {
  const print = fingerprint(files);
  const kept = await keptPack(cacheFile, print);
  if (kept) return { kind: 'pack', pack: kept };
  // The reader and its libraries cost more to load than the kept pack does, so they are loaded only when there is something to read.
  const { readPack } = await import('./pack.ts');
  const read = readPack(files);
  if (read.kind === 'pack') await keep(cacheFile, print, read.pack).catch(() => undefined);
  return read;
}

function fingerprint(files: Files): string {
  const hash = createHash('sha256').update(`reader ${readerVersion}`);
  for (const [name, text] of files) hash.update(`\0${name}\0${text}`);
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
async function keep(file: string, print: string, pack: Pack): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${print}\n${JSON.stringify(pack)}`);
  await rename(draft, file);
}
