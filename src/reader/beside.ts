import { readdir, readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** A pack in a folder beside another one. */
export interface PackBeside {
  readonly folder: string;
  readonly title: string;
}

/** A folder of packs has a few; one with more than this is somebody's home, where looking around may take long. */
const mostBeside = 100;

/** The packs beside this folder that have this id. Only their pack.yaml is read, and only one with that id is parsed. */
export async function packsBeside(folder: string, id: string): Promise<PackBeside[]> {
  const [all, own] = [dirname(resolve(folder)), await realpath(folder)];
  const names = (await readdir(all).catch(() => [])).filter((name) => !name.startsWith('.') && name !== basename(resolve(folder)));
  if (names.length > mostBeside) return [];
  const found = await Promise.all(names.map((name) => packIn(join(all, name), own, id).catch(() => undefined)));
  return found.filter((pack) => pack !== undefined);
}

/** Nothing for another id, for the same folder under another name, and for what is no pack or cannot be read. */
async function packIn(folder: string, own: string, id: string): Promise<PackBeside | undefined> {
  const text = await readFile(join(folder, 'pack.yaml'), 'utf8');
  if (/^id:\s*["']?([\w-]+)/m.exec(text)?.[1] !== id || (await realpath(folder)) === own) return undefined;
  const { parse } = await import('yaml');
  const pack: unknown = parse(text);
  return isTitled(pack) ? { folder, title: pack.title } : undefined;
}

function isTitled(pack: unknown): pack is { readonly title: string } {
  return typeof pack === 'object' && pack !== null && 'title' in pack && typeof pack.title === 'string';
}
