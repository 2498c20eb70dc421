import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Change } from '../../src/core/state.ts';
import { openStorage } from '../../src/storage/open.ts';
import { tuesday } from '../fixtures/people.ts';
import { stateIn } from '../fixtures/state.ts';
import { storageInMemory } from '../fixtures/storage.ts';
import { storeConformance } from './conformance.ts';

let folder = '';
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
  await (await openStorage(`sqlite:${join(folder, 'made.db')}`, 'tiny')).store.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

storeConformance(
  'the SQLite store',
  (pack = 'tiny') => openStorage(`sqlite:${join(folder, `${count}.db`)}`, pack),
  // As it was right after the first start: to make the tables each time takes longer than most tests.
  () => copyFile(join(folder, 'made.db'), join(folder, `${++count}.db`)),
);

it('others are served between two members while the board of a group is reckoned', async () => {
  const { store } = await storageInMemory('tiny');
  const learners = Array.from({ length: 20 }, (_, nth) => `console:${nth}`);
  const changes = learners.flatMap((learner): Change[] => [
    { kind: 'board-joined', member: { learner, group: 'console:here', nickname: null, joinedAt: tuesday } },
    {
      kind: 'attempted',
      attempt: { learner, askedIn: 's1', item: '1.1-q01', lesson: '1.1', picks: 'a', correct: true, at: tuesday },
    },
  ]);
  await store.save(changes);
  const served: string[] = [];
  const board = stateIn(store, { board: { group: 'console:here', at: tuesday } }).then((state) => {
    served.push('the board');
    return state.board;
  });
  await Promise.all([board, stateIn(store, { attemptCount: true }, 'console:1').then(() => served.push('another learner'))]);
  expect(served).toEqual(['another learner', 'the board']);
  expect((await board)?.standings.map(({ member }) => member.learner)).toEqual(
    [...learners].sort((one, other) => one.localeCompare(other)),
  );
  await store.close();
});

it('a store in memory holds nothing of an earlier one, not even its key', async () => {
  const first = (await storageInMemory('tiny')).store;
  const key = await first.signingKey();
  const attempt = { learner: 'console:ana', askedIn: 's1', item: '1.1-q01', lesson: '1.1', picks: 'a', correct: true, at: tuesday };
  await first.save([{ kind: 'attempted', attempt }]);
  expect(await stateIn(first, { attemptCount: true }, 'console:ana')).toMatchObject({ attemptCount: 1 });
  await first.close();
  await expect(first.signingKey()).rejects.toThrow();
  const second = (await storageInMemory('tiny')).store;
  expect(await stateIn(second, { attemptCount: true }, 'console:ana')).toMatchObject({ attemptCount: 0 });
  expect(await second.signingKey()).not.toBe(key);
  await second.close();
});
