import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { closest } from '../core/closest.ts';

/** Why a folder of content cannot be read; of a mistyped one, which is there instead. */
export async function whyNoFolder(folder: string, error: unknown): Promise<string> {
  if (!(error instanceof Error)) return String(error);
  if (!('code' in error) || error.code !== 'ENOENT') return error.message;
  const meant = await nearest(folder);
  return `there is no such folder. ${meant === undefined ? wayOut : `Did you mean ${meant}?`}`;
}

const wayOut = 'Name the folder of one pack, the one with its pack.yaml, such as content/ml-pro.';

/** The same path with its first missing name as the disk has it, if the rest is there then. */
async function nearest(folder: string): Promise<string | undefined> {
  const parent = dirname(folder);
  if (parent === folder) return undefined;
  const beside = await namesIn(parent);
  if (beside?.includes(basename(folder))) return folder;
  if (beside) {
    const name = closest(basename(folder), beside);
    return name && join(parent, name);
  }
  const above = await nearest(parent);
  return above === undefined || above === parent ? undefined : nearest(join(above, basename(folder)));
}

function namesIn(folder: string): Promise<string[] | undefined> {
  return readdir(folder).catch(() => undefined);
}
