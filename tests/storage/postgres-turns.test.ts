import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBot } from '../../src/bot.ts';
import { makeCourse } from '../../src/core/course.ts';
import type { MockExam } from '../../src/core/exam/mock.ts';
import type { Reply } from '../../src/core/reply.ts';
import type { Request } from '../../src/core/request.ts';
import type { Attempt, Change, Needs, Preferences, QuizSession, State } from '../../src/core/state.ts';
import { openStorage } from '../../src/storage/open.ts';
import type { Store } from '../../src/storage/store.ts';
import { tinyPack } from '../fixtures/pack.ts';
import { someone, tuesday } from '../fixtures/people.ts';
import { postgresForTests } from '../fixtures/postgres.ts';
import { heardLog } from '../fixtures/quiet.ts';
import { stateIn } from '../fixtures/state.ts';

const found = await postgresForTests();
const address = 'reason' in found ? 'postgres://localhost/none' : found.address;

const course = makeCourse(tinyPack);
const ana = 'console:ana';
const session: QuizSession = { id: 's1', learner: ana, lesson: '1.1', questions: ['q1', 'q2'], startedAt: tuesday, stoppedAt: null };
const exam: MockExam = {
  id: 'exam0001',
  learner: ana,
  form: 1,
  questions: ['q1', 'q2'],
  startedAt: tuesday,
  endsAt: tuesday + 360_000,
  zone: 'UTC',
  submittedAt: null,
  marks: [],
};
const answerTo = (item: string, askedIn = 's1'): Change => {
  const attempt: Attempt = { learner: ana, askedIn, item, lesson: '1.1', picks: 'a', correct: true, at: tuesday };
  return { kind: 'attempted', attempt };
};

describe.skipIf('reason' in found)(`two who write to PostgreSQL at once${'reason' in found ? `: ${found.reason}` : ''}`, () => {
  let admin: pg.Client;
  let blocker: pg.Client;
  let stores: readonly [Store, Store];
  beforeAll(async () => {
    [admin, blocker] = [new pg.Client({ connectionString: address }), new pg.Client({ connectionString: address })];
    await Promise.all([admin.connect(), blocker.connect()]);
  });
  afterAll(() => Promise.all([admin.end(), blocker.end()]));
  beforeEach(async () => {
    const [{ store: one }, { store: other }] = [await openStorage(address, 'tiny'), await openStorage(address, 'tiny')];
    stores = [one, other];
    await one.save([{ kind: 'learner-forgotten', learner: ana }]);
  });
  afterEach(() => Promise.all(stores.map((store) => store.close())));

  /** How many wait for a lock of somebody else. */
  const waiting = async () => {
    const { rows } = await admin.query(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and state = 'active'",
    );
    return rows.length;
  };
  const decide = (store: Store, needs: Needs, ...changes: Change[]) =>
    store.decide(ana, needs, () => ({ reply: { summary: '', blocks: [] }, changes }));
  const rowsLeft = async () => {
    const tables = ['attempts', 'cards', 'quizzes', 'mock_exams', 'mock_answers'];
    const counts = tables.map((table) => `select '${table}' as name, count(*)::int as rows from ${table} where learner = '${ana}'`);
    const { rows } = await admin.query<{ name: string; rows: number }>(counts.join(' union all '));
    return rows.filter((row) => row.rows > 0);
  };
  /** A row that is about to be written, so that whoever writes the same waits until it is taken back. */
  const blockAttempt = (askedIn: string) =>
    `insert into attempts (asked_in, pack, learner, item, lesson, picks, is_correct, at) values ('${askedIn}', 'tiny', '${ana}', 'q1', '1.1', 'a', 1, 0)`;
  const blockCard = `insert into cards (pack, learner, item, lesson, stability, difficulty, due, at, is_correct, answers, lapses)
    values ('tiny', '${ana}', 'q1', '1.1', 1, 1, 0, 0, 1, 1, 0)`;

  it.each<[string, { before: Change[]; needs: Needs; writes: Change[]; blocks: string }]>([
    ['a vote in a drill', { before: [], needs: { drill: { id: 'd1' } }, writes: [answerTo('q1', 'd1')], blocks: blockCard }],
    [
      'an answer in a quiz',
      { before: [{ kind: 'quiz-started', session }], needs: { quiz: { session: 's1' } }, writes: [answerTo('q1')], blocks: blockCard },
    ],
    [
      'an answer to what was answered before',
      {
        before: [{ kind: 'quiz-started', session }, answerTo('q1', 'earlier')],
        needs: { quiz: { session: 's1' } },
        writes: [answerTo('q1')],
        blocks: blockAttempt('s1'),
      },
    ],
    [
      'a mock exam that is submitted',
      {
        before: [{ kind: 'mock-started', exam }],
        needs: { mock: 'running' },
        writes: [
          { kind: 'mock-submitted', exam: { ...exam, submittedAt: tuesday }, isTold: true },
          answerTo('q1', exam.id),
          answerTo('q2', exam.id),
        ],
        blocks: blockCard,
      },
    ],
  ])('deleting everything leaves nothing of %s', async (_what, { before, needs, writes, blocks }) => {
    const [one, other] = stores;
    await one.save(before);
    await blocker.query(`begin; ${blocks}`);
    const answering = decide(one, needs, ...writes);
    await expect.poll(waiting).toBe(1);
    let isDeleted = false;
    const deleting = decide(other, { kept: true }, { kind: 'learner-forgotten', learner: ana }).finally(() => (isDeleted = true));
    await expect.poll(async () => isDeleted || (await waiting()) === 2).toBe(true);
    await blocker.query('rollback');
    await Promise.all([answering, deleting]);
    expect(await rowsLeft()).toEqual([]);
  });

  it('a quiz that is taken up again while another one is being started is decided again, and not an error', async () => {
    const [one] = stores;
    await one.save([{ kind: 'quiz-started', session: { ...session, stoppedAt: tuesday } }]);
    await blocker.query(`begin; insert into quizzes (id, pack, learner, questions, started_at) values ('s2', 'tiny', '${ana}', 'q1', 0)`);
    const seen: (string | undefined)[] = [];
    const resuming = one.decide(ana, { quiz: 'open' }, ({ quiz }) => {
      seen.push(quiz?.session.id);
      return { reply: { summary: '', blocks: [] }, changes: quiz ? [] : [{ kind: 'quiz-resumed', session: 's1' }] };
    });
    await expect.poll(waiting).toBe(1);
    await blocker.query('commit');
    await resuming;
    expect(seen).toEqual([undefined, 's2']);
  });

  it.each([
    ['a deadlock', '40P01'],
    ['a transaction that does not fit in with others', '40001'],
    ['a key that somebody else has written', '23505'],
  ])('what the server ends as %s is tried again', async (_what, code) => {
    await admin.query(`create sequence turned_away;
      create function turn_away() returns trigger language plpgsql as $$ begin
        if nextval('turned_away') = 1 then raise exception 'turned away' using errcode = '${code}'; end if;
        return new;
      end $$;
      create trigger turn_away before insert on attempts for each row execute function turn_away()`);
    const [one] = stores;
    await one.save([answerTo('q1')]);
    for (const [item, needs] of [['q2', {}] as const, ['q3', { cards: true }] as const]) {
      await admin.query('alter sequence turned_away restart');
      await decide(one, needs, answerTo(item));
    }
    await admin.query('drop function turn_away cascade; drop sequence turned_away');
    expect(await rowsLeft()).toEqual([
      { name: 'attempts', rows: 3 },
      { name: 'cards', rows: 3 },
    ]);
  });

  it('a zone and not wanting to be asked, chosen at once, are both kept', async () => {
    const [one, other] = stores;
    const choose = (store: Store, chosen: Partial<Preferences>) =>
      store.decide(ana, { preferences: true }, ({ preferences }) => ({
        reply: { summary: '', blocks: [] },
        changes: [{ kind: 'preferences-set', learner: ana, preferences: { zone: null, asksConfidence: true, ...preferences, ...chosen } }],
      }));
    await blocker.query(`begin; insert into learners (pack, learner, asks_confidence) values ('tiny', '${ana}', 1)`);
    const both = [choose(one, { zone: 'Asia/Tokyo' })];
    await expect.poll(waiting).toBe(1);
    both.push(choose(other, { asksConfidence: false }));
    await expect.poll(waiting).toBe(2);
    await blocker.query('rollback');
    await Promise.all(both);
    expect((await stateIn(one, { preferences: true })).preferences).toEqual({ zone: 'Asia/Tokyo', asksConfidence: false });
  });

  const none = { time: '', zone: '', days: '', grace: '', reveal: '', other: '' };
  it.each<[string, { requests: readonly [Request, Request]; blocks: string; kept: State }]>([
    [
      'of its board',
      {
        requests: [
          { kind: 'board-weekly', turn: 'on', zone: 'Asia/Tokyo' },
          { kind: 'board-goal', answers: '200' },
        ],
        blocks: "insert into boards (pack, group_id, platform, channel, zone) values ('tiny', 'console:here', 'console', '', '')",
        kept: {
          board: expect.objectContaining({ board: expect.objectContaining({ zone: 'Asia/Tokyo', goal: 200, weeklySince: tuesday }) }),
        },
      },
    ],
    [
      'of its drill',
      {
        requests: [
          { kind: 'drill-setup', settings: { ...none, time: '07:15', zone: 'Asia/Tokyo' } },
          { kind: 'drill-setup', settings: { ...none, reveal: '17:00', zone: 'Asia/Tokyo' } },
        ],
        blocks: `insert into study_groups (pack, id, platform, channel, time, zone, weekdays, grace, set_by, active, set_at)
          values ('tiny', 'console:here', 'console', '', '', '', '', 0, '', 0, 0)`,
        kept: { group: expect.objectContaining({ time: '07:15', reveal: '17:00' }) },
      },
    ],
  ])('what two managers of a group set %s at once is both kept', async (_what, { requests, blocks, kept }) => {
    const managers = stores.map((store, nth) => {
      const bot = createBot({
        course: () => course,
        store,
        signingKey: 'key',
        clock: () => tuesday,
        log: heardLog(),
        voteCounted: () => undefined,
      });
      const { now: _, randomId: __, ...person } = someone({ learner: `console:manager${nth}` });
      return (request: Request) => bot.answer(request, person);
    });
    await blocker.query(`begin; ${blocks}`);
    const both: Promise<Reply>[] = [];
    for (const [nth, request] of requests.entries()) {
      both.push(managers[nth]?.(request) ?? Promise.reject(new Error('There are two managers.')));
      await expect.poll(waiting).toBe(nth + 1);
    }
    await blocker.query('rollback');
    await Promise.all(both);
    const { board, group } = await stateIn(stores[0], { board: { group: 'console:here', at: tuesday }, group: 'console:here' });
    expect({ board, group }).toMatchObject(kept);
  });
});
