import { existsSync } from 'node:fs';
import { Kysely, sql } from 'kysely';
import type { ItemId, PackId } from '../core/pack.ts';
import type { ReportReason } from '../core/report/report.ts';
import type { LearnerId, Moment } from '../core/state.ts';
import { parseAddress } from './address.ts';
import { sqliteDialect } from './sqlite.ts';
import type { Tables } from './tables.ts';

/** The first answer of somebody to an item from the day on that was asked for, without who it was. They may have answered it before that day. */
export interface FirstAnswerRow {
  readonly item: ItemId;
  readonly picks: string;
  readonly correct: boolean;
  readonly thought: number | undefined;
  /** Of the item as it was answered; undefined where nobody knows: it was not kept from the beginning. */
  readonly version: string | undefined;
}

/** What authors may see of what learners did. */
export interface FirstAnswers {
  /** One entry a person. */
  readonly people: readonly (readonly FirstAnswerRow[])[];
  readonly reports: ReadonlyMap<ItemId, Partial<Record<ReportReason, number>>>;
}

/** Reads it, and writes nothing: a bot may run meanwhile. Throws with a sentence when there is nothing to read. */
export async function readFirstAnswers(address: string, pack: PackId, since: Moment): Promise<FirstAnswers> {
  const db = await openToRead(address);
  try {
    const attempts = (await db.introspection.getTables()).filter(({ name }) => name === 'attempts');
    if (!attempts.some(({ columns }) => columns.some(({ name }) => name === 'version')))
      throw new Error('The database is of an earlier version: start the bot once, which brings it up to date.');
    return { people: await readPeople(db, pack, since), reports: await readReports(db, pack) };
  } finally {
    await db.destroy();
  }
}

async function openToRead(address: string): Promise<Kysely<Tables>> {
  const place = parseAddress(address);
  if (place.kind === 'problem') throw new Error(`DATABASE_URL means something else than it seems to. ${place.remedy}`);
  if (place.kind === 'sqlite') {
    if (!existsSync(place.file)) throw new Error(`There is no database at ${place.file}: nobody has answered anything yet.`);
    const db = new Kysely<Tables>({ dialect: sqliteDialect(place.file) });
    await sql`pragma query_only = on`.execute(db);
    return db;
  }
  const { postgresDialect } = await import('./postgres.ts');
  const db = new Kysely<Tables>({ dialect: postgresDialect(place.url, { limited: false }) });
  await sql`set session characteristics as transaction read only`.execute(db);
  return db;
}

/** Learners a turn: so that a bot on the same machine gets its turns as well. */
const learnersEach = 100;

async function readPeople(db: Kysely<Tables>, pack: PackId, since: Moment): Promise<FirstAnswerRow[][]> {
  const people: FirstAnswerRow[][] = [];
  for (let after = ''; ; ) {
    const learners = await learnersAfter(db, after);
    const last = learners.at(-1);
    if (last === undefined) return people;
    people.push(...(await firstAnswers(db, pack, learners, since)));
    after = last;
  }
}

async function learnersAfter(db: Kysely<Tables>, after: LearnerId): Promise<LearnerId[]> {
  const learners = db.selectFrom('attempts').select('learner').distinct().where('learner', '>', after);
  return (await learners.orderBy('learner').limit(learnersEach).execute()).map(({ learner }) => learner);
}

async function firstAnswers(db: Kysely<Tables>, pack: PackId, learners: readonly LearnerId[], since: Moment): Promise<FirstAnswerRow[][]> {
  const rows = await db
    .selectFrom('attempts')
    .leftJoin('quizzes', 'quizzes.id', 'attempts.asked_in')
    .select(['attempts.learner', 'item', 'picks', 'is_correct', 'at', 'asked_in', 'started_at', 'version'])
    .where('attempts.learner', 'in', learners)
    .where('attempts.pack', '=', pack)
    .where('at', '>=', since)
    .orderBy('at')
    .execute();
  const people = new Map<LearnerId, Map<ItemId, FirstAnswerRow>>();
  const begun = new Set<string>();
  for (const { learner, item, picks, is_correct, at, asked_in, started_at, version } of rows) {
    const own = people.get(learner) ?? new Map<ItemId, FirstAnswerRow>();
    people.set(learner, own);
    const thought = begun.has(asked_in) || started_at === null ? undefined : thoughtOf(at - started_at);
    begun.add(asked_in);
    if (!own.has(item)) own.set(item, { item, picks, correct: is_correct === 1, thought, version: version ?? undefined });
  }
  return [...people.values()].map((own) => [...own.values()]);
}

/** Whoever needs longer was away. */
const longestThought = 10 * 60_000;

/** The first question of a quiz is shown when the quiz begins; of later ones nobody knows how long the explanation before was read. */
function thoughtOf(milliseconds: number): number | undefined {
  return milliseconds > 0 && milliseconds <= longestThought ? milliseconds : undefined;
}

async function readReports(db: Kysely<Tables>, pack: PackId): Promise<Map<ItemId, Partial<Record<ReportReason, number>>>> {
  const counts = db
    .selectFrom('reports')
    .select(['item', 'reason', db.fn.countAll<number>().as('people')])
    .where('pack', '=', pack);
  const reports = new Map<ItemId, Partial<Record<ReportReason, number>>>();
  for (const { item, reason, people } of await counts.groupBy(['item', 'reason']).execute())
    reports.set(item, { ...reports.get(item), [reason]: Number(people) });
  return reports;
}
