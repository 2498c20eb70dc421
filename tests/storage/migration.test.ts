import { cardsOf } from '../fixtures/cards.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dialect, Kysely, Migrator, sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Attempt, Drill } from '../../src/core/state.ts';
import { first } from '../../src/storage/migrations/2026-11-first.ts';
import { NewerDatabase } from '../../src/storage/migrations.ts';
import { openStorage } from '../../src/storage/open.ts';
import { postgresDialect } from '../../src/storage/postgres.ts';
import { parseAddress, sayAddress } from '../../src/storage/address.ts';
import { sqliteDialect } from '../../src/storage/sqlite.ts';
import type { Storage } from '../../src/storage/store.ts';
import { studyGroup } from '../fixtures/group.ts';
import { tuesday } from '../fixtures/people.ts';
import { postgresForTests } from '../fixtures/postgres.ts';
import { stateIn } from '../fixtures/state.ts';

type Row = Readonly<Record<string, string | number | null>>;
type AnyTables = Record<string, Row>;

const day = 86_400_000;
const quiz = { id: 'session1', learner: 'console:ana', lesson: '1.1', questions: '1.1-q01 1.1-q02', started_at: tuesday, stopped_at: null };
const attempt = { occasion: 'session1', learner: 'console:ana', item: '1.1-q01', lesson: '1.1', picks: 'b', is_right: 1, at: tuesday };
const group = {
  id: 'console:here',
  platform: 'console',
  channel: 'here',
  time: '09:00',
  zone: 'Europe/Berlin',
  weekdays: '12345',
  grace: 180,
  reveal: null,
  set_by: 'console:ana',
  active: 1,
  set_at: 0,
  told_at: null,
};
const drill = {
  id: 'drill001',
  group_id: 'console:here',
  day: '2026-11-24',
  cue: '1.1-c01',
  status: 'posted',
  due_at: tuesday,
  claimed_at: tuesday,
  late: 1,
  message: 'message 1',
  drawn: '1',
};

/** One of everything, in the words of the first version. */
const rowsBefore: Readonly<Record<string, readonly Row[]>> = {
  settings: [{ name: 'key', value: 'the key of this installation' }],
  quizzes: [
    quiz,
    { ...quiz, id: 'session2', started_at: tuesday - 1 },
    { ...quiz, id: 'session0', lesson: null, started_at: tuesday - day, stopped_at: tuesday - day },
  ],
  attempts: [
    attempt,
    { ...attempt, occasion: 'drill001', item: '1.1-c01', is_right: 0, at: tuesday + 1 },
    { ...attempt, occasion: 'drill001', item: '1.1-c01', learner: 'console:ben', picks: 'a' },
  ],
  study_groups: [
    group,
    { ...group, id: 'console:quiet', channel: 'quiet', reveal: '17:00', told_at: tuesday },
    { ...group, id: 'slack:C1', platform: 'slack', channel: 'C1', active: 0 },
  ],
  drills: [
    drill,
    { ...drill, id: 'drill002', day: '2026-11-23', cue: '1.1-c02', status: 'failed', message: null, drawn: '0' },
    { ...drill, id: 'drill003', group_id: 'console:quiet', status: 'claimed', message: null, drawn: '0' },
    { ...drill, id: 'drill004', day: '2026-11-20', status: 'revealed', drawn: 'reveal' },
  ],
  asked: [{ id: 'routed01', learner: 'console:ana', question: 'how?', shown: '1.1 1.2', at: tuesday }],
  rathers: [
    { question: 'where?', shown: '1.1', rather: '1.2', at: 1 },
    { question: 'when?', shown: '', rather: null, at: 2 },
  ],
};

const here = studyGroup();
const quizAttempt: Attempt = {
  learner: 'console:ana',
  askedIn: 'session1',
  item: '1.1-q01',
  lesson: '1.1',
  picks: 'b',
  correct: true,
  at: tuesday,
};
const vote: Attempt = { ...quizAttempt, askedIn: 'drill001', item: '1.1-c01', correct: false, at: tuesday + 1 };
const posted: Drill = {
  id: 'drill001',
  group: here.id,
  day: '2026-11-24',
  cue: '1.1-c01',
  status: 'posted',
  dueAt: tuesday,
  claimedAt: tuesday,
  late: true,
  message: 'message 1',
  shown: 1,
};

/** An empty database of one kind, and the schema in which Kysely keeps its list of migrations, where there are schemas. */
interface Place {
  readonly address: string;
  readonly schema?: string;
  dialect(): Dialect;
}

function migrationSuite(name: string, place: () => Promise<Place>): void {
  describe(`a database of the first version, on ${name}`, () => {
    let at: Place;
    let before: Kysely<AnyTables>;
    let opened: Storage[] = [];
    const openPack = async (pack = 'ml-pro') => {
      const storage = await openStorage(at.address, pack);
      opened.push(storage);
      return storage;
    };
    beforeEach(async () => {
      at = await place();
      before = new Kysely<AnyTables>({ dialect: at.dialect() });
      const provider = { getMigrations: async () => ({ '2026-11-first': first }) };
      const { error } = await new Migrator({
        db: before,
        provider,
        ...(at.schema && { migrationTableSchema: at.schema }),
      }).migrateToLatest();
      expect(error).toBeUndefined();
      for (const [table, rows] of Object.entries(rowsBefore))
        await before
          .insertInto(table)
          .values([...rows])
          .execute();
    });
    afterEach(async () => {
      await before.destroy();
      for (const { store } of opened) await store.close();
      opened = [];
    });

    it('keeps what learners did, as the pack that was the only one', async () => {
      const { store } = await openPack();
      expect(await stateIn(store, { quiz: 'open', cards: true, routed: 'routed01', attemptCount: true, keptPage: 1 })).toEqual({
        quiz: {
          session: {
            id: 'session1',
            learner: 'console:ana',
            lesson: '1.1',
            questions: ['1.1-q01', '1.1-q02'],
            startedAt: tuesday,
            stoppedAt: null,
          },
          attempts: [quizAttempt],
        },
        cards: cardsOf({ '1.1-q01': { correct: true, at: tuesday }, '1.1-c01': { correct: false, at: tuesday + 1 } }),
        routed: { id: 'routed01', learner: 'console:ana', question: 'how?', shown: ['1.1', '1.2'], at: tuesday },
        attemptCount: 2,
        keptPage: {
          lines: expect.arrayContaining(
            [quizAttempt, vote].map(({ at, item, picks, correct }) => ({
              at,
              pack: 'ml-pro',
              kind: 'answer',
              about: item,
              detail: picks,
              correct,
            })),
          ),
          more: false,
        },
      });
      expect((await stateIn(store, { quiz: { session: 'session0' } })).quiz?.session).toMatchObject({
        lesson: null,
        stoppedAt: tuesday - day,
      });
      // Of two open ones only the newer was ever shown again.
      expect((await stateIn(store, { quiz: { session: 'session2' } })).quiz?.session.stoppedAt).toBe(tuesday - 1);
      expect(await store.signingKey()).toBe('the key of this installation');
      expect(await store.routingCorrections()).toEqual([
        { question: 'where?', shown: ['1.1'], corrected: '1.2', at: 1 },
        { question: 'when?', shown: [], corrected: null, at: 2 },
      ]);
    });

    it('keeps every group and drill, and who was told of trouble', async () => {
      const { store, ledger } = await openPack();
      const quiet = { ...here, id: 'console:quiet', channel: 'quiet', reveal: '17:00' };
      expect(await ledger.activeGroups('console')).toEqual([here, quiet]);
      expect((await stateIn(store, { group: 'slack:C1' })).group).toEqual({ ...here, id: 'slack:C1', channel: 'C1', active: false });
      const open = (await ledger.openDrills('console')).sort((one, other) => one.drill.id.localeCompare(other.drill.id));
      expect(open).toEqual([
        { drill: posted, group: here, tally: { a: 1, b: 1 } },
        { drill: { ...posted, id: 'drill003', group: quiet.id, status: 'claimed', message: null, shown: 0 }, group: quiet, tally: {} },
      ]);
      expect(await ledger.findDrill(here.id, '2026-11-23')).toMatchObject({ id: 'drill002', status: 'failed' });
      expect(await ledger.findDrill(here.id, '2026-11-20')).toMatchObject({ status: 'revealed', shown: 'reveal' });
      expect(await ledger.cueCounts(here.id)).toEqual(
        new Map([
          ['1.1-c01', 2],
          ['1.1-c02', 1],
        ]),
      );
      expect([await ledger.claimTelling(quiet.id, 9), await ledger.claimTelling(here.id, 9)]).toEqual([false, true]);
    });

    it('still lets one answer count in each quiz and drill, and one drill come a day', async () => {
      const { store, ledger } = await openPack();
      for (const again of [quizAttempt, vote])
        await expect(store.save([{ kind: 'attempted', attempt: { ...again, picks: 'c' } }])).rejects.toThrow('already in the books');
      expect(await ledger.claim({ ...posted, id: 'drill005' })).toBe(false);
      expect(await ledger.claim({ ...posted, id: 'drill005', day: '2026-11-25' })).toBe(true);
    });

    it('has nothing for another pack but what belongs to the person', async () => {
      const { store, ledger } = await openPack('other');
      const needs = {
        quiz: 'open',
        cards: true,
        group: here.id,
        drill: { id: 'drill001' },
        routed: 'routed01',
        attemptCount: true,
      } as const;
      expect(await stateIn(store, needs)).toEqual({ cards: new Map(), attemptCount: 2 });
      expect([await ledger.activeGroups('console'), await ledger.openDrills('console'), await store.routingCorrections()]).toEqual([
        [],
        [],
        [],
      ]);
      expect(await ledger.cueCounts(here.id)).toEqual(new Map());
      expect(await ledger.claim({ ...posted, id: 'drill005' })).toBe(true);
    });

    it('may be opened as often as one likes', async () => {
      const seen = [];
      for (const { store, ledger } of [await openPack(), await openPack(), await openPack()])
        seen.push([await stateIn(store, { quiz: 'open', attemptCount: true }), await ledger.openDrills('console')]);
      expect(seen[1]).toEqual(seen[0]);
      expect(seen[2]).toEqual(seen[0]);
    });

    it.each(['1', 'something older'])(
      'has its cards made again where they are of version “%s”, and left alone otherwise',
      async (version) => {
        const made = cardsOf({ '1.1-q01': { correct: true, at: tuesday }, '1.1-c01': { correct: false, at: tuesday + 1 } });
        const cards = async () => (await stateIn((await openPack()).store, { cards: true })).cards;
        expect(await cards()).toEqual(made);
        await before.updateTable('cards').set({ stability: 12_345 }).execute();
        expect((await cards())?.get('1.1-q01')?.stability).toBe(12_345);
        await before.updateTable('settings').set({ value: version }).where('name', '=', 'cards').execute();
        expect(await cards()).toEqual(made);
      },
    );

    it('is as it was when bringing it up to date fails half-way, and complete when it is tried again', async () => {
      await sql`create table routed_questions (id text)`.execute(before);
      await expect(openPack()).rejects.toThrow('routed_questions');
      expect(await before.selectFrom('drills').select('drawn').orderBy('id').execute()).toHaveLength(4);
      await sql`drop table routed_questions`.execute(before);
      const { store, ledger } = await openPack();
      expect(await stateIn(store, { attemptCount: true })).toEqual({ attemptCount: 2 });
      expect(await ledger.openDrills('console')).toHaveLength(2);
    });

    it('of a later version is refused with its name and the way out, and not touched', async () => {
      const list = at.schema ? `${at.schema}.kysely_migration` : 'kysely_migration';
      await before.insertInto(list).values({ name: '2027-01-later', timestamp: '2027-01-01T00:00:00.000Z' }).execute();
      const refused = await openPack().catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(NewerDatabase);
      expect(String(refused)).toContain(`${sayAddress(parseAddress(at.address))} was made by a later version of mlpro (2027-01-later).`);
      expect(String(refused)).toContain('Update the program, or name another database in DATABASE_URL.');
      expect(await before.selectFrom('rathers').selectAll().execute()).toHaveLength(2);
    });
  });
}

let folder = '';
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

migrationSuite('SQLite', async () => {
  const file = join(folder, `${++count}.db`);
  return { address: `sqlite:${file}`, dialect: () => sqliteDialect(file) };
});

const found = await postgresForTests();
if ('reason' in found) {
  describe('a database of the first version, on PostgreSQL', () => it.skip(found.reason, () => undefined));
} else {
  const schema = `mlpro_migration_${process.pid}`;
  const url = new URL(found.address);
  url.searchParams.set('options', `-c search_path=${schema}`);
  const address = url.toString();
  const admin = new pg.Client({ connectionString: found.address });
  beforeAll(() => admin.connect());
  afterAll(async () => {
    await admin.query(`drop schema if exists ${schema} cascade`);
    await admin.end();
  });
  migrationSuite('PostgreSQL', async () => {
    await admin.query(`drop schema if exists ${schema} cascade`);
    await admin.query(`create schema ${schema}`);
    return { address, schema, dialect: () => postgresDialect(address) };
  });
}
