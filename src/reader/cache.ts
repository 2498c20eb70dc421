import type { Pack } from '../core/pack.ts';
import { codeIn, fingerprint, keep, type KeptFile, readKept } from '../support/kept-file.ts';
import { type Files, textsIn } from './files.ts';
import type { ReadPack } from './pack.ts';

/** Where the program keeps what it has read, from the folder that it is started in. */
export const usualCache = 'data/content.cache';

/**
 * Reads a pack, or takes the result of an earlier run when not one byte of the content has changed since: parsing a megabyte of YAML is most of
 * the time that a start takes. Only packs without problems are kept.
 */
export async function readPackCached(files: Files, cacheFile: string): Promise<ReadPack> {
  const { read, isKept } = await readOrTake(files, cacheFile);
  if (read.kind === 'pack' && !isKept) await keepPack(files, cacheFile, read.pack);
  return read;
}

/** The same for a tool, which keeps nothing: a bot beside it that runs from other code would lose what is kept for it. */
export async function readPackKept(files: Files, cacheFile: string): Promise<ReadPack> {
  return (await readOrTake(files, cacheFile)).read;
}

async function readOrTake(files: Files, cacheFile: string): Promise<{ readonly read: ReadPack; readonly isKept: boolean }> {
  const pack = await readKept(await cacheOf(files, cacheFile), (bytes) => JSON.parse(bytes.toString()) as Pack);
  if (pack) return { read: { kind: 'pack', pack }, isKept: true };
  // The reader and its libraries cost more to load than the kept pack does, so they are loaded only when there is something to read.
  const { readPack } = await import('./pack.ts');
  return { read: readPack(files), isKept: false };
}

/** Keeps a pack that was read from these files, for the next start. */
export async function keepPack(files: Files, cacheFile: string, pack: Pack): Promise<void> {
  await keep(await cacheOf(files, cacheFile), Buffer.from(JSON.stringify(pack)));
}

/** The reader's own code, schema and all, counts as well: what an older one accepted has to be read again. */
async function cacheOf(files: Files, file: string): Promise<KeptFile> {
  return { file, print: fingerprint(await codeIn('reader'), textsIn(files)) };
}
