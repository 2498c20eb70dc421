import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { PackId } from '../core/pack.ts';
import type { LearnerId, Needs, State, Tally } from '../core/state.ts';
import { loadBoard, type Reckoned } from './board.ts';
import { loadCards } from './cards.ts';
import { loadMock, loadMocks } from './mock-exams.ts';
import { loadLatestAttempts, loadPlan } from './plan.ts';
import { loadAnswers, loadPractice } from './practice.ts';
import { countKept, loadAnswersPage, loadKeptPage, loadKeptRows } from './kept.ts';
import { loadPreferences } from './preferences.ts';
import { loadDueWork, loadReminder } from './reminders.ts';
import { loadReport } from './reports.ts';
import { parseAttemptRow, parseCorrectionRow, parseGroupRow, parseQuizRow, parseRoutedRow, parseWholeDrillRow } from './rows.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;

/** Where to look: the database, and the pack that is taught. */
export interface Source {
  readonly db: Db;
  readonly pack: PackId;
}

/** Loads what is needed, and only that: the cost of a request does not grow with what others have stored. */
export async function loadState(source: Source, learner: LearnerId, needs: Needs, reckoned?: Reckoned): Promise<State> {
  const state: { -readonly [Part in keyof State]: NonNullable<State[Part]> } = {};
  if (needs.quiz) put(state, 'quiz', await loadQuiz(source, learner, needs.quiz));
  if (needs.cards) state.cards = await much(loadCards(source, learner));
  if (needs.quizCards && state.quiz) state.cards = await loadCards(source, learner, state.quiz.session.questions);
  if (needs.mock) put(state, 'mock', await loadMock(source, learner, needs.mock));
  if (needs.mocks) state.mocks = await loadMocks(source, learner, state.mock?.exam);
  if (needs.preferences) put(state, 'preferences', await loadPreferences(source, learner));
  if (needs.plan) put(state, 'plan', await loadPlan(source, learner));
  if (needs.latestAttempts) state.latestAttempts = await much(loadLatestAttempts(source, learner, needs.latestAttempts));
  if (needs.practice) state.practice = await much(loadPractice(source, learner));
  if (needs.answers) state.answers = await much(loadAnswers(source, learner));
  if (needs.group) put(state, 'group', await loadGroup(source, needs.group));
  if (needs.board && reckoned) state.board = await loadBoard(source, needs.board, reckoned);
  if (needs.reminder) put(state, 'reminder', await loadReminder(source, learner));
  if (needs.dueWork) state.dueWork = await loadDueWork(source, learner, needs.dueWork);
  if (needs.plannedWork && state.plan && state.dueWork?.hasAnswered === false) {
    state.cards = await loadCards(source, learner);
    state.latestAttempts = await loadLatestAttempts(source, learner, needs.plannedWork);
    put(state, 'preferences', await loadPreferences(source, learner));
  }
  if (needs.drill) put(state, 'drill', await loadDrill(source, learner, needs.drill));
  if (needs.drillDays) state.drillDays = await loadDrillDays(source, needs.drillDays);
  if (needs.started) put(state, 'started', await loadQuiz(source, learner, { session: needs.started }));
  if (needs.earlier) put(state, 'earlier', await loadQuiz(source, learner, { session: needs.earlier }));
  if (needs.routed) put(state, 'routed', await loadRouted(source, needs.routed));
  if (needs.taught) put(state, 'taught', await loadTaught(source, needs.taught));
  // After the question: whoever took it away has kept the correction at the same moment.
  if (needs.correction) put(state, 'correction', await loadCorrection(source, needs.correction));
  if (needs.keptPage) state.keptPage = await loadKeptPage(source, learner, needs.keptPage);
  if (needs.keptRows) state.keptRows = await loadKeptRows(source, learner, needs.keptRows);
  if (needs.answersPage) state.answersPage = await loadAnswersPage(source, learner, needs.answersPage);
  if (needs.report) put(state, 'report', await loadReport(source, learner, needs.report));
  if (needs.kept) state.kept = await countKept(source, learner);
  if (needs.attemptCount) state.attemptCount = await countAttempts(source, learner);
  return state;
}

/** What somebody has answered in all that time took its time to read, and takes more to think about: others are served in between. */
async function much<T>(loading: Promise<T>): Promise<T> {
  const loaded = await loading;
  await setImmediate();
  return loaded;
}

function put<T, Key extends keyof T>(state: T, key: Key, value: T[Key] | undefined): void {
  if (value !== undefined) state[key] = value;
}

async function loadQuiz({ db, pack }: Source, learner: LearnerId, wanted: NonNullable<Needs['quiz']>): Promise<State['quiz']> {
  const quizzes = db.selectFrom('quizzes').selectAll().where('pack', '=', pack);
  const open = () => quizzes.where('learner', '=', learner).where('stopped_at', 'is', null).orderBy('started_at', 'desc').limit(1);
  const query = wanted === 'open' ? open() : quizzes.where('id', '=', wanted.session);
  const row = await query.executeTakeFirst();
  if (row === undefined) return undefined;
  const attempts = await db
    .selectFrom('attempts')
    .selectAll()
    .where('asked_in', '=', row.id)
    .where('learner', '=', row.learner)
    .orderBy('at')
    .execute();
  return { session: parseQuizRow(row), attempts: attempts.map(parseAttemptRow) };
}

async function loadGroup({ db, pack }: Source, id: string): Promise<State['group']> {
  const row = await db.selectFrom('study_groups').selectAll().where('pack', '=', pack).where('id', '=', id).executeTakeFirst();
  return row && parseGroupRow(row);
}

async function loadDrill(source: Source, learner: LearnerId, wanted: NonNullable<Needs['drill']>): Promise<State['drill']> {
  const row = await drillQuery(source, learner, wanted).executeTakeFirst();
  if (row === undefined) return undefined;
  const own = await source.db
    .selectFrom('attempts')
    .selectAll()
    .where('asked_in', '=', row.id)
    .where('learner', '=', learner)
    .executeTakeFirst();
  const of = await loadGroup(source, row.group_id);
  const tally = await loadTally(source.db, row.id);
  return { drill: parseWholeDrillRow(row), tally, ...(own && { own: parseAttemptRow(own) }), ...(of && { of }) };
}

/** More than a zone can move a day. */
const daysBack = 4;

async function loadDrillDays({ db, pack }: Source, group: string): Promise<string[]> {
  const drills = db.selectFrom('drills').select('day').where('pack', '=', pack).where('group_id', '=', group);
  return (await drills.orderBy('day', 'desc').limit(daysBack).execute()).map(({ day }) => day);
}

function drillQuery({ db, pack }: Source, learner: LearnerId, wanted: NonNullable<Needs['drill']>) {
  const drills = db.selectFrom('drills').selectAll('drills').where('drills.pack', '=', pack);
  if ('id' in wanted) return drills.where('id', '=', wanted.id);
  const last = drills.orderBy('day', 'desc').limit(1);
  if ('latestOf' in wanted) return last.where('group_id', '=', wanted.latestOf);
  const latest = last.where('status', 'in', ['posted', 'revealed']);
  // Their own groups are those in which they have answered; nobody is shown what other channels do.
  return latest
    .where('group_id', 'like', `${wanted.latestFor}:%`)
    .where('group_id', 'in', (sub) =>
      sub
        .selectFrom('attempts')
        .innerJoin('drills as answered', 'answered.id', 'attempts.asked_in')
        .select('answered.group_id')
        .where('attempts.learner', '=', learner),
    );
}

async function loadTally(db: Db, drill: string): Promise<Tally> {
  const rows = await db
    .selectFrom('attempts')
    .select(['picks', db.fn.countAll<number>().as('people')])
    .where('asked_in', '=', drill)
    .groupBy('picks')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.picks, Number(row.people)]));
}

async function loadRouted({ db, pack }: Source, id: string): Promise<State['routed']> {
  const row = await db.selectFrom('routed_questions').selectAll().where('pack', '=', pack).where('id', '=', id).executeTakeFirst();
  return row && parseRoutedRow(row);
}

/** So many a group teaches; what is older was perhaps of other content. */
const mostTaught = 50;
const taughtFor = 90 * 86_400_000;

async function loadTaught({ db, pack }: Source, group: string): Promise<NonNullable<State['taught']>> {
  const corrections = db.selectFrom('routing_corrections').select(['question', 'corrected', 'at']).where('pack', '=', pack);
  const rows = await corrections.where('group_id', '=', group).orderBy('at', 'desc').limit(mostTaught).execute();
  const newest = rows[0]?.at ?? 0;
  return rows.flatMap(({ question, corrected, at }) =>
    corrected === null || newest - at > taughtFor ? [] : [{ words: question, label: corrected }],
  );
}

async function loadCorrection({ db, pack }: Source, press: string): Promise<State['correction']> {
  const corrections = db.selectFrom('routing_corrections').selectAll().where('pack', '=', pack);
  const row = await corrections.where('press', '=', press).executeTakeFirst();
  return row && parseCorrectionRow(row);
}

async function countAttempts({ db }: Source, learner: LearnerId): Promise<number> {
  const counted = await db
    .selectFrom('attempts')
    .select(db.fn.countAll<number>().as('all'))
    .where('learner', '=', learner)
    .executeTakeFirstOrThrow();
  return Number(counted.all);
}
