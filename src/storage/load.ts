import type { Kysely } from 'kysely';
import type { Asked, History, LearnerId, State, Tally, Wants } from '../core/state.ts';
import { parseAttemptRow, parseDrillRow, parseGroupRow, parseQuizRow } from './rows.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;

/** Loads what is wanted, and only that: the cost of a request does not grow with what others have stored. */
export async function loadState(db: Db, locks: boolean, learner: LearnerId, wants: Wants): Promise<State> {
  const state: { -readonly [Part in keyof State]: NonNullable<State[Part]> } = {};
  if (wants.quiz) put(state, 'quiz', await loadQuiz(db, locks, learner, wants.quiz));
  if (wants.history) state.history = await loadHistory(db, learner);
  if (wants.group) put(state, 'group', await loadGroup(db, wants.group));
  if (wants.drill) put(state, 'drill', await loadDrill(db, learner, wants.drill));
  if (wants.asked) put(state, 'asked', await loadAsked(db, wants.asked));
  if (wants.own) state.own = await loadOwn(db, learner, wants.own);
  if (wants.attemptCount) state.attemptCount = await countAttempts(db, learner);
  return state;
}

function put<T, Key extends keyof T>(state: T, key: Key, value: T[Key] | undefined): void {
  if (value !== undefined) state[key] = value;
}

/** The row lock makes two presses of one quiz take turns; SQLite's transactions take turns anyway. */
async function loadQuiz(db: Db, locks: boolean, learner: LearnerId, wanted: NonNullable<Wants['quiz']>): Promise<State['quiz']> {
  const quizzes = db.selectFrom('quizzes').selectAll();
  const open = () => quizzes.where('learner', '=', learner).where('stopped_at', 'is', null).orderBy('started_at', 'desc').limit(1);
  const query = wanted === 'open' ? open() : quizzes.where('id', '=', wanted.session);
  const row = await (locks ? query.forUpdate() : query).executeTakeFirst();
  if (row === undefined) return undefined;
  const attempts = await db
    .selectFrom('attempts')
    .selectAll()
    .where('occasion', '=', row.id)
    .where('learner', '=', row.learner)
    .orderBy('at')
    .execute();
  return { session: parseQuizRow(row), attempts: attempts.map(parseAttemptRow) };
}

async function loadHistory(db: Db, learner: LearnerId): Promise<History> {
  const rows = await db.selectFrom('attempts').select(['item', 'is_right', 'at']).where('learner', '=', learner).orderBy('at').execute();
  return new Map(rows.map((row) => [row.item, { right: row.is_right === 1, at: row.at }]));
}

async function loadGroup(db: Db, id: string): Promise<State['group']> {
  const row = await db.selectFrom('study_groups').selectAll().where('id', '=', id).executeTakeFirst();
  return row && parseGroupRow(row);
}

async function loadDrill(db: Db, learner: LearnerId, wanted: NonNullable<Wants['drill']>): Promise<State['drill']> {
  const row = await drillQuery(db, learner, wanted).executeTakeFirst();
  if (row === undefined) return undefined;
  const own = await db.selectFrom('attempts').selectAll().where('occasion', '=', row.id).where('learner', '=', learner).executeTakeFirst();
  return { drill: parseDrillRow(row), tally: await loadTally(db, row.id), ...(own && { own: parseAttemptRow(own) }) };
}

function drillQuery(db: Db, learner: LearnerId, wanted: NonNullable<Wants['drill']>) {
  const drills = db.selectFrom('drills').selectAll('drills');
  if ('id' in wanted) return drills.where('id', '=', wanted.id);
  const latest = drills.where('status', 'in', ['posted', 'revealed']).orderBy('day', 'desc').limit(1);
  if ('latestOf' in wanted) return latest.where('group_id', '=', wanted.latestOf);
  // Their own groups are those in which they have answered; nobody is shown what other channels do.
  return latest
    .where('group_id', 'like', `${wanted.latestFor}:%`)
    .where('group_id', 'in', (sub) =>
      sub
        .selectFrom('attempts')
        .innerJoin('drills as answered', 'answered.id', 'attempts.occasion')
        .select('answered.group_id')
        .where('attempts.learner', '=', learner),
    );
}

export async function loadTally(db: Db, drill: string): Promise<Tally> {
  const rows = await db
    .selectFrom('attempts')
    .select(['picks', db.fn.countAll<number>().as('people')])
    .where('occasion', '=', drill)
    .groupBy('picks')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.picks, Number(row.people)]));
}

async function loadAsked(db: Db, id: string): Promise<Asked | undefined> {
  const row = await db.selectFrom('asked').selectAll().where('id', '=', id).executeTakeFirst();
  return row && { ...row, shown: row.shown.split(' ').filter(Boolean) };
}

const ownPage = 30;

async function loadOwn(db: Db, learner: LearnerId, page: number): Promise<NonNullable<State['own']>> {
  const rows = await db
    .selectFrom('attempts')
    .selectAll()
    .where('learner', '=', learner)
    .orderBy('at')
    .orderBy('occasion')
    .orderBy('item')
    .limit(ownPage + 1)
    .offset((page - 1) * ownPage)
    .execute();
  return { attempts: rows.slice(0, ownPage).map(parseAttemptRow), more: rows.length > ownPage };
}

async function countAttempts(db: Db, learner: LearnerId): Promise<number> {
  const counted = await db
    .selectFrom('attempts')
    .select(db.fn.countAll<number>().as('all'))
    .where('learner', '=', learner)
    .executeTakeFirstOrThrow();
  return Number(counted.all);
}
