import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Attempt, Change, QuizSession } from '../../src/core/state.ts';
import { readFirstAnswers } from '../../src/storage/first-answers.ts';
import { openStorage } from '../../src/storage/open.ts';
import { tuesday } from '../fixtures/people.ts';
import { postgresForTests } from '../fixtures/postgres.ts';

const folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const postgres = await postgresForTests();
const places: [string, string][] = [['SQLite', `sqlite:${join(folder, 'mlpro.db')}`]];
if ('address' in postgres) places.push(['PostgreSQL', postgres.address]);
else it.skip(postgres.reason, () => undefined);

const day = 86_400_000;
const quiz = (learner: string): QuizSession => ({
  id: `quiz-${learner}`,
  learner,
  lesson: null,
  questions: ['1.1-q01', '1.1-q02'],
  startedAt: tuesday,
  stoppedAt: null,
});
const answered = (learner: string, item: string, seconds: number, different: Partial<Attempt> = {}): Change => ({
  kind: 'attempted',
  attempt: {
    learner,
    askedIn: `quiz-${learner}`,
    item,
    lesson: '1.1',
    picks: 'a',
    correct: false,
    at: tuesday + seconds * 1000,
    ...different,
  },
});

describe.each(places)('what authors may see of the answers on %s', (_name, address) => {
  it('is the first answer of each person to each item, how long the first of a quiz took, and reports; while a bot runs', async () => {
    const { store } = await openStorage(address, 'tiny');
    const other = await openStorage(address, 'other');
    await store.save([
      { kind: 'quiz-started', session: quiz('ana') },
      { kind: 'quiz-started', session: quiz('ben') },
      answered('ana', '1.1-q01', 41, { picks: 'b', correct: true }),
      answered('ana', '1.1-q02', 50),
      answered('ana', '1.1-q01', 90, { askedIn: 'another', picks: 'c' }),
      answered('ben', '1.1-q02', 3600, { version: 'v1' }),
      answered('ben', '1.1-c01', 2 * (day / 1000), { askedIn: 'drill001', correct: true }),
      { kind: 'reported', learner: 'ana', item: '1.1-q01', reason: 'wrong', at: tuesday },
      { kind: 'reported', learner: 'ben', item: '1.1-q01', reason: 'wrong', at: tuesday },
    ]);
    await other.store.save([answered('ana', '9.9-q01', 1, { askedIn: 'elsewhere' })]);
    const { people, reports } = await readFirstAnswers(address, 'tiny', 0);
    expect([...reports]).toEqual([['1.1-q01', { wrong: 2 }]]);
    expect(people).toEqual([
      [
        { item: '1.1-q01', picks: 'b', correct: true, thought: 41_000, version: undefined },
        { item: '1.1-q02', picks: 'a', correct: false, thought: undefined, version: undefined },
      ],
      // Whoever was away for an hour was not thinking.
      [
        { item: '1.1-q02', picks: 'a', correct: false, thought: undefined, version: 'v1' },
        { item: '1.1-c01', picks: 'a', correct: true, thought: undefined, version: undefined },
      ],
    ]);
    expect(JSON.stringify(people)).not.toMatch(/ana|ben/);
    expect((await readFirstAnswers(address, 'tiny', tuesday + day)).people.map((own) => own.map(({ item }) => item))).toEqual([
      ['1.1-c01'],
    ]);
    await store.save([{ kind: 'quiz-stopped', session: 'quiz-ana', at: 1 }]);
    await Promise.all([store.close(), other.store.close()]);
  });
});

describe('a database that is not there', () => {
  it('is not made', async () => {
    const file = join(folder, 'none', 'none.db');
    await expect(readFirstAnswers(`sqlite:${file}`, 'tiny', 0)).rejects.toThrow(`There is no database at ${file}`);
    expect(await readdir(folder)).not.toContain('none');
    await expect(readFirstAnswers('mysql://x', 'tiny', 0)).rejects.toThrow('DATABASE_URL');
  });
});
