import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openLibrary } from '../src/library.ts';
import { makeLog } from '../src/log.ts';
import type { Row } from './measure.ts';
import { ownWorld, withFolder } from './setting.ts';
import { held } from './stall.ts';

/** What somebody who edits the content costs those who learn meanwhile. */
export function benchReload(): Promise<Row[]> {
  return withFolder(async (folder) => {
    const { CONTENT_DIR: content = '' } = ownWorld(folder);
    const library = await openLibrary(content, join(folder, 'content.cache'), makeLog('error', []));
    await library.learn();
    const pack = join(content, 'pack.yaml');
    const reload = async (title: string): Promise<number> => {
      await writeFile(pack, (await readFile(pack, 'utf8')).replace(/^title: .*$/m, `title: ${title}`));
      const { longest } = await held(library.reload);
      if (library.course().pack.title !== title) throw new Error('The changed content is not in use.');
      return longest;
    };
    await reload('First');
    return [{ what: 'the content is read anew, longest stall', unit: 'ms', ours: await reload('Second'), bar: { most: 50 } }];
  });
}
