import { checkBank } from './authoring/check.ts';
import type { Pack } from './core/pack.ts';
import { rememberingCourse, weightsBeside } from './learned.ts';
import { keepPack } from './reader/cache.ts';
import type { Files } from './reader/files.ts';
import { readDraft } from './reader/pack.ts';
import type { Problem } from './reader/problem.ts';

export interface Edited {
  readonly files: Files;
  /** Where what is made of them is kept. */
  readonly cacheFile: string;
}

/** A pack that was read, with what makes it poor, which keeps no bot from teaching it; or all that is wrong with it. */
export type Anew =
  | { readonly kind: 'pack'; readonly pack: Pack; readonly poor: readonly Problem[] }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** All that is done for content that has changed, in seconds of the processor: read, checked, learned and kept. Runs in a thread of its own. */
export async function readAnew({ files, cacheFile }: Edited): Promise<Anew> {
  const { draft: pack, documents, problems } = readDraft(files);
  if (pack === undefined || documents === undefined || problems.length > 0) return { kind: 'problems', problems };
  await keepPack(files, cacheFile, pack);
  await (await rememberingCourse(pack, files, weightsBeside(cacheFile))).learn();
  return { kind: 'pack', pack, poor: checkBank(documents) };
}
