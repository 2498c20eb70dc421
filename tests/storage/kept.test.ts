import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql, type TableMetadata } from 'kysely';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBot } from '../../src/bot.ts';
import { keptParts, rowsEachFile } from '../../src/core/account/kept.ts';
import type { Action } from '../../src/core/action.ts';
import { makeCourse } from '../../src/core/course.ts';
import { choicesIn, type Reply } from '../../src/core/reply.ts';
import type { Request } from '../../src/core/request.ts';
import { openStorage } from '../../src/storage/open.ts';
import { postgresDialect } from '../../src/storage/postgres.ts';
import { pseudonymOf } from '../../src/storage/reports.ts';
import { sqliteDialect } from '../../src/storage/sqlite.ts';
import type { Storage } from '../../src/storage/store.ts';
import type { Tables } from '../../src/storage/tables.ts';
import { tinyPack } from '../fixtures/pack.ts';
import { someone, tuesday } from '../fixtures/people.ts';
import { postgresForTests } from '../fixtures/postgres.ts';
import { heardLog } from '../fixtures/quiet.ts';
import { stateIn } from '../fixtures/state.ts';
import { wordsIn } from '../fixtures/words.ts';

/** Tables without anything of a learner in them, each with the reason. A new table is in this list or in that of `core/account/kept.ts`. */
const nobodys: Readonly<Record<string, string>> = {
  settings: 'the key of the installation, how far it is brought up to date, and what its packs are called',
  drills: 'what was posted to a channel; who answered is in attempts',
  routing_corrections: 'questions given to the authors, without who asked',
  boards: 'the weekly board of a channel: who is on it is in board_members',
  board_weeks: 'which week was posted to which channel',
  heartbeats: 'when a platform was last served',
  outages: 'when a platform was not',
};

/** What columns are called that say whose a row is. */
const personal = /learner|person|people|user|member|owner|^mark$|account|_by$|^by$/;

const id = 'U0FORGETME';
const gone = `slack:T0TEAM:${id}`;
const other = 'slack:T0TEAM:U0STAYS';

interface Place {
  readonly address: string;
  readonly dialect: () => ConstructorParameters<typeof Kysely>[0]['dialect'];
  readonly file?: string;
}

const folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
let count = 0;
const postgres = await postgresForTests();

function onSqlite(): Place {
  const file = join(folder, `${(count += 1)}.db`);
  return { address: `sqlite:${file}`, dialect: () => sqliteDialect(file), file };
}

const places: [string, () => Place][] = [['SQLite', onSqlite]];
if ('address' in postgres)
  places.push(['PostgreSQL', () => ({ address: postgres.address, dialect: () => postgresDialect(postgres.address) })]);
else it.skip(postgres.reason, () => undefined);

describe.each(places)('what is kept of a learner on %s', (_name, choose) => {
  let place: Place;
  let storage: Storage;
  let db: Kysely<Tables>;
  let tables: TableMetadata[];
  beforeEach(async () => {
    place = choose();
    storage = await openStorage(place.address, 'tiny');
    db = new Kysely<Tables>({ dialect: place.dialect() });
    tables = (await db.introspection.getTables()).filter(({ schema = 'public', isView }) => schema === 'public' && !isView);
    await db.transaction().execute(async (tx) => {
      for (const { name } of tables) if (name !== 'settings') await sql`delete from ${sql.table(name)}`.execute(tx);
    });
  });
  afterEach(async () => {
    await db.destroy();
    await storage.store.close();
  });

  const partOf = (table: string) => keptParts.find((part) => part.table === table);

  /** How many rows of each table have this in some column. */
  async function find(words: string): Promise<Record<string, number>> {
    const found: Record<string, number> = {};
    for (const { name, columns } of tables) {
      const isIn = columns.map((column) => sql`cast(${sql.ref(column.name)} as text) like ${`%${words}%`}`);
      const { rows } = await sql<{
        all: number;
      }>`select count(*) as ${sql.id('all')} from ${sql.table(name)} where ${sql.join(isIn, sql` or `)}`.execute(db);
      if (Number(rows[0]?.all) > 0) found[name] = Number(rows[0]?.all);
    }
    return found;
  }

  /** So many rows of that learner in every table, whatever columns it has. */
  async function fill(learner: string, rows: number): Promise<void> {
    const mark = await pseudonymOf(db, learner);
    for (const { name, columns } of tables) {
      if (name === 'settings') continue;
      const whose = partOf(name)?.whose;
      const lines = Array.from({ length: rows }, (_, nth) => {
        const values = columns.map((column) => {
          if (column.name === whose) return whose === 'mark' ? mark : learner;
          if (column.name === 'pack') return `pack ${nth}`;
          return /text|char/i.test(column.dataType) ? `${column.name} ${nth} ${mark.slice(0, 2)}` : nth;
        });
        return sql`(${sql.join(values)})`;
      });
      const named = sql.join(columns.map((column) => sql.id(column.name)));
      await sql`insert into ${sql.table(name)} (${named}) values ${sql.join(lines)}`.execute(db);
    }
  }

  it('has no table that was forgotten', async () => {
    expect(tables.map(({ name }) => name).sort()).toEqual([...keptParts.map(({ table }) => table), ...Object.keys(nobodys)].sort());
    for (const { name, columns } of tables) {
      const columnsOf = columns.flatMap((column) =>
        /text|char/i.test(column.dataType) && personal.test(column.name) ? [column.name] : [],
      );
      expect([name, columnsOf]).toEqual([name, partOf(name) ? [partOf(name)?.whose] : []]);
    }
  });

  it('is deleted from every column of every table, and nothing of another learner with it', async () => {
    await fill(gone, 40);
    await fill(other, 3);
    const [mark, otherMark] = [await pseudonymOf(db, gone), await pseudonymOf(db, other)];
    const filled = { ...(await find(id)), ...(await find(mark)) };
    expect(Object.keys(filled).sort()).toEqual(keptParts.map(({ table }) => table).sort());
    const before = [await find('U0STAYS'), await find(otherMark)];
    await storage.store.save([{ kind: 'learner-forgotten', learner: gone }]);
    expect([await find(id), await find(mark)]).toEqual([{}, {}]);
    expect([await find('U0STAYS'), await find(otherMark)]).toEqual(before);
    expect((await stateIn(storage.store, { kept: true, keptPage: 1, keptRows: 1 }, gone)).keptRows).toEqual({ rows: {}, more: false });
    expect(await find('nobody')).toEqual({ study_groups: 40 });
    if (place.file !== undefined) await isNotInFile(place.file);
  });

  /** Not even among what SQLite has left over. */
  async function isNotInFile(file: string): Promise<void> {
    await db.destroy();
    await storage.store.close();
    expect((await readFile(file)).includes(id)).toBe(false);
    storage = await openStorage(place.address, 'tiny');
    db = new Kysely<Tables>({ dialect: place.dialect() });
  }

  it('counts and shows each kind of it', async () => {
    await fill(gone, 1);
    const { kept, keptPage, keptRows } = await stateIn(storage.store, { kept: true, keptPage: 1, keptRows: 1 }, gone);
    expect(kept).toEqual(Object.fromEntries(keptParts.map(({ name }) => [name, 1])));
    expect(keptPage?.lines.map(({ kind }) => kind).sort()).toEqual(keptParts.map(({ line }) => line.kind).sort());
    expect(Object.keys(keptRows?.rows ?? {}).sort()).toEqual(keptParts.map(({ name }) => name).sort());
    expect(JSON.stringify([keptPage, keptRows])).not.toContain(id);
    expect(await stateIn(storage.store, { kept: true, keptPage: 1, keptRows: 1 }, other)).toMatchObject({
      kept: Object.fromEntries(keptParts.map(({ name }) => [name, 0])),
      keptPage: { lines: [], more: false },
      keptRows: { rows: {}, more: false },
    });
  });

  it('is gone after an evening with the bot, in the middle of a quiz, and what the buttons of it say then is kind', async () => {
    const course = makeCourse(tinyPack);
    const log = heardLog();
    const bot = createBot({
      course: () => course,
      store: storage.store,
      signingKey: 'key',
      clock: () => tuesday,
      log,
      voteCounted: () => undefined,
    });
    const ask = (request: Request) => bot.answer(request, { ...someone({ learner: gone, zone: 'Asia/Tokyo' }) });
    const press = (action: Action) => ask({ kind: 'press', action });
    const first = (reply: Reply, kind: Action['kind']) => {
      const found = choicesIn(reply).find(({ action }) => action.kind === kind);
      if (found === undefined) throw new Error(`Nothing to ${kind} in "${reply.summary}".`);
      return found.action;
    };
    await ask({ kind: 'route', question: 'how do I build a pipeline' });
    await ask({ kind: 'drill-setup', settings: { time: '09:00', zone: 'UTC', days: '', grace: '', reveal: '', other: '' } });
    const question = await ask({ kind: 'quiz', lesson: '1.2', count: '1' });
    const answer = first(question, 'answer');
    const explanation = await press(answer);
    await press(first(explanation, 'confide'));
    const reasons = await press(first(explanation, 'report'));
    await press(first(reasons, 'report-because'));
    await bot.idle();
    expect(Object.keys(await find(id)).sort()).toEqual(['attempts', 'cards', 'quizzes', 'routed_questions', 'study_groups']);
    await ask({ kind: 'route', question: 'and what is an estimator' });
    const [file] = (await press({ kind: 'export-file', format: 'json', part: 1 })).attachments ?? [];
    expect(JSON.parse(String(file?.content))).toMatchObject({ account: gone, reports: [{ item: '1.2-q01', reason: 'wrong' }] });
    const sure = await press({ kind: 'forget-me' });
    expect((await press(first(sure, 'forget-all'))).summary).toBe('Deleted');
    await bot.idle();
    expect([await find(id), await find(await pseudonymOf(db, gone))]).toEqual([{}, {}]);
    expect([await press(answer), await press(first(explanation, 'explain'))].map(({ summary }) => summary)).toEqual([
      'That quiz is over',
      'That quiz is over',
    ]);
    expect(wordsIn(await ask({ kind: 'my-data' }))).toContain('Nothing yet.');
    expect(await find(id)).toEqual({});
    expect(JSON.stringify(log.lines)).not.toContain(id);
  });

  it('comes in parts of so many rows, one table after the other, each row once', async () => {
    const { store } = storage;
    const many = Array.from({ length: rowsEachFile + 5 }, (_, nth) => {
      const answer = { item: `1.1-q${nth}`, lesson: '1.1', picks: 'a', is_correct: 1, press: null, confidence: null };
      return { pack: 'tiny', learner: gone, asked_in: `quiz${nth}`, at: tuesday + nth, ...answer };
    });
    for (let nth = 0; nth < many.length; nth += 500)
      await db
        .insertInto('attempts')
        .values(many.slice(nth, nth + 500))
        .execute();
    await store.save([{ kind: 'preferences-set', learner: gone, preferences: { zone: null, asksConfidence: true } }]);
    const parts = await Promise.all([1, 2, 3].map(async (keptRows) => (await stateIn(store, { keptRows }, gone)).keptRows));
    expect(parts.map((part) => [part?.rows.answers?.length, part?.rows.settings?.length, part?.more])).toEqual([
      [rowsEachFile, undefined, true],
      [5, 1, false],
      [undefined, undefined, false],
    ]);
    const asked = parts.flatMap((part) => part?.rows.answers ?? []).map((row) => row.asked_in);
    expect(asked).toEqual(many.map((_, nth) => `quiz${nth}`));
    const [first, second] = await Promise.all([1, 2].map(async (answersPage) => (await stateIn(store, { answersPage }, gone)).answersPage));
    expect([first?.attempts.length, first?.more, second?.attempts.length, second?.more]).toEqual([rowsEachFile, true, 5, false]);
  });

  it('counts a report once for each learner and question, and takes it back', async () => {
    const { store } = storage;
    const report = (reason: 'wrong' | 'unclear', learner = gone, item = '1.1-q01') =>
      ({ kind: 'reported', learner, item, reason, at: tuesday }) as const;
    await store.save([report('wrong'), report('wrong'), report('unclear'), report('wrong', other), report('wrong', gone, '1.1-q02')]);
    expect(await db.selectFrom('reports').select(['item', 'reason']).orderBy('item').orderBy('reason').execute()).toEqual([
      { item: '1.1-q01', reason: 'unclear' },
      { item: '1.1-q01', reason: 'wrong' },
      { item: '1.1-q02', reason: 'wrong' },
    ]);
    expect((await stateIn(store, { report: '1.1-q01' }, gone)).report).toBe('unclear');
    await store.save([{ kind: 'report-withdrawn', learner: gone, item: '1.1-q01' }]);
    expect((await stateIn(store, { report: '1.1-q01' }, gone)).report).toBeUndefined();
    expect((await stateIn(store, { report: '1.1-q01' }, other)).report).toBe('wrong');
  });
});
