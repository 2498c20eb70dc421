import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pack } from '../core/pack.ts';
import { fingerprint, keep, readKept } from '../support/kept-file.ts';
import { type Files, readFiles } from './files.ts';
import type { ReadPack } from './pack.ts';

/**
 * Reads a pack, or takes the result of an earlier run when not one byte of the content has changed since: parsing a megabyte of YAML is most of
 * the time that a start takes. Only packs without problems are kept.
 */
export async function readPackCached(files: Files, cacheFile: string): Promise<ReadPack> {
  const cache = { file: cacheFile, print: fingerprint(await readFiles(readerFolder, /\.[jt]s$/), files) };
  const kept = await readKept(cache, (bytes) => JSON.parse(bytes.toString()) as Pack);
  if (kept) return { kind: 'pack', pack: kept };
  // The reader and its libraries cost more to load than the kept pack does, so they are loaded only when there is something to read.
  const { readPack } = await import('./pack.ts');
  const read = readPack(files);
  if (read.kind === 'pack') await keep(cache, Buffer.from(JSON.stringify(read.pack)));
  return read;
}

/** The reader's own code, schema and all: what an older one accepted has to be read again. */
const readerFolder = dirname(fileURLToPath(import.meta.url));
