import { isEmpty } from '../../src/core/account/kept.ts';
import { cardOf } from '../../src/core/card.ts';
import { cardsOf } from '../fixtures/cards.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replyOnly } from '../../src/core/outcome.ts';
import type { MockExam } from '../../src/core/exam/mock.ts';
import { examBefore } from '../../src/core/exam/rules.ts';
import { helpReply } from '../../src/core/help/replies.ts';
import type { Attempt, Change, Drill, Needs, Preferences, QuizSession } from '../../src/core/state.ts';
import type { Ledger, Storage } from '../../src/storage/store.ts';
import { studyGroup } from '../fixtures/group.ts';
import { tuesday } from '../fixtures/people.ts';
import { tinyPack } from '../fixtures/pack.ts';
import { stateIn } from '../fixtures/state.ts';
import { groupConformance } from './group-conformance.ts';

const ana = 'console:ana';
const session: QuizSession = {
  id: 'session1',
  learner: ana,
  lesson: '1.1',
  questions: ['1.1-q01', '1.1-q02'],
  startedAt: tuesday,
  stoppedAt: null,
};
const attempt: Attempt = { learner: ana, askedIn: session.id, item: '1.1-q01', lesson: '1.1', picks: 'b', correct: true, at: tuesday };
const group = studyGroup({ weekdays: [1, 3, 5], reveal: '17:00' });
const drill: Drill = {
  id: 'drill001',
  group: group.id,
  day: '2026-11-24',
  cue: '1.1-c01',
  status: 'claimed',
  dueAt: tuesday,
  claimedAt: tuesday,
  late: false,
  message: null,
  shown: 0,
};

/** What every store has to do. `open` gives a store on the same, at first empty, database each time it is called within one test. */
export function storeConformance(name: string, open: (pack?: string) => Promise<Storage>, clear: () => Promise<void>): void {
  describe(name, () => {
    let store: Storage['store'];
    let ledger: Ledger;
    beforeEach(async () => {
      await clear();
      ({ store, ledger } = await open());
    });
    afterEach(() => store.close());

    const save = (...changes: Change[]) => store.decide(ana, {}, () => ({ reply: helpReply(tinyPack), changes }));
    const load = (needs: Needs, learner = ana, from = store) => stateIn(from, needs, learner);

    groupConformance(() => store, open);

    it('gives back what it was given', async () => {
      await save({ kind: 'quiz-started', session }, { kind: 'attempted', attempt }, { kind: 'group-set', group });
      expect(await load({ quiz: 'open', cards: true, group: group.id, attemptCount: true })).toEqual({
        quiz: { session, attempts: [attempt] },
        cards: cardsOf({ '1.1-q01': { correct: true, at: tuesday } }),
        group,
        attemptCount: 1,
      });
      expect((await load({ quiz: { session: session.id } }, 'console:ben')).quiz?.session.learner).toBe(ana);
    });

    it('still has it when it is opened again', async () => {
      await save({ kind: 'quiz-started', session }, { kind: 'attempted', attempt });
      const key = await store.signingKey();
      await store.close();
      ({ store, ledger } = await open());
      expect((await load({ quiz: 'open' })).quiz).toEqual({ session, attempts: [attempt] });
      expect(await store.signingKey()).toBe(key);
    });

    it('remembers what each pack is called, by itself', async () => {
      expect(await store.identity()).toBeUndefined();
      for (const title of ['An Exam', 'An Exam, renamed']) {
        await store.setIdentity({ title, chapters: ['one', 'two'] });
        expect(await store.identity()).toEqual({ title, chapters: ['one', 'two'] });
      }
      const other = await open('other');
      expect(await other.store.identity()).toBeUndefined();
      await other.store.close();
    });

    it('does not invent what is not there', async () => {
      expect(await load({ quiz: 'open', group: 'nowhere', drill: { id: 'none' }, routed: 'none' })).toEqual({});
      expect((await load({ quiz: 'open' }, 'console:ben')).quiz).toBeUndefined();
    });

    describe('a mock exam', () => {
      const exam: MockExam = {
        id: 'exam0001',
        learner: ana,
        form: 2,
        questions: ['1.1-q01', '1.1-q02', '1.2-q01'],
        startedAt: tuesday,
        endsAt: tuesday + 360_000,
        zone: 'Asia/Kolkata',
        submittedAt: null,
        marks: [],
      };
      const answer = { item: '1.1-q01', picks: 'b', version: 'v001', at: tuesday + 5, presses: ['press001', 'press002'] };
      const over: MockExam = {
        ...exam,
        submittedAt: tuesday + 9,
        marks: [
          { item: '1.1-q01', lesson: '1.1', objective: 1, mark: 'right' },
          { item: '1.1-q02', lesson: '1.1', objective: 12, mark: 'open' },
          { item: '1.2-q01', lesson: '1.2', objective: 3, mark: 'left-out' },
        ],
      };
      const made = { ...attempt, askedIn: exam.id, at: answer.at };
      const submit = (isTold = true): Change[] => [
        { kind: 'mock-submitted', exam: over, isTold },
        { kind: 'attempted', attempt: made },
        { kind: 'attempted', attempt: { ...made, item: '1.1-q02', correct: false } },
      ];

      it('comes back with its answers, and only to its learner', async () => {
        await save({ kind: 'mock-started', exam });
        await save({ kind: 'mock-flagged', exam, item: '1.2-q01', flagged: true, at: tuesday });
        await save({ kind: 'mock-answered', exam, answer: { ...answer, picks: 'a', presses: ['press001'] } });
        await save({ kind: 'mock-answered', exam, answer });
        await save({ kind: 'mock-flagged', exam, item: answer.item, flagged: true, at: tuesday });
        await store.close();
        ({ store, ledger } = await open());
        const { mock, mocks } = await load({ mock: 'running', mocks: true });
        expect([mock?.exam, mocks]).toEqual([exam, [exam]]);
        expect(mock?.answers.toSorted((one, other) => one.item.localeCompare(other.item))).toEqual([
          { ...answer, flagged: true },
          { item: '1.2-q01', picks: '', version: '', at: tuesday, flagged: true, presses: [] },
        ]);
        expect(await load({ mock: { exam: exam.id }, mocks: true }, 'console:ben')).toEqual({ mocks: [] });
      });

      it('runs once for each learner, whoever starts another one at the same moment', async () => {
        const start = (id: string) =>
          store.decide(ana, { mock: 'running' }, ({ mock }) =>
            mock
              ? replyOnly(helpReply(tinyPack))
              : { reply: helpReply(tinyPack), changes: [{ kind: 'mock-started', exam: { ...exam, id } }] },
          );
        await Promise.all(['exam0001', 'exam0002', 'exam0003', 'exam0004'].map(start));
        expect((await load({ mocks: true })).mocks).toHaveLength(1);
      });

      it('is submitted once, and its answers are attempts with cards then', async () => {
        await save({ kind: 'mock-started', exam }, { kind: 'mock-answered', exam, answer });
        const { mock } = await load({ mock: 'running' });
        const submitOnce = () =>
          store.decide(ana, { mock: { exam: exam.id } }, (state) =>
            state.mock?.exam.submittedAt === null ? { reply: helpReply(tinyPack), changes: submit() } : replyOnly(helpReply(tinyPack)),
          );
        expect(mock?.answers).toHaveLength(1);
        await Promise.all([submitOnce(), submitOnce(), submitOnce()]);
        const state = await load({ mock: { exam: exam.id }, mocks: true, cards: true, attemptCount: true });
        expect([state.mock?.exam, state.mocks, state.attemptCount]).toEqual([over, [over], 2]);
        expect(state.mock?.answers.map(({ item, picks }) => [item, picks]).sort()).toEqual([
          ['1.1-q01', 'b'],
          ['1.1-q02', 'b'],
        ]);
        expect(state.cards).toEqual(cardsOf({ '1.1-q01': { correct: true, at: answer.at }, '1.1-q02': { correct: false, at: answer.at } }));
        expect((await load({ mock: 'running' })).mock).toBeUndefined();
      });

      it('makes cards of all that was answered before, as one attempt does', async () => {
        await save({ kind: 'attempted', attempt: { ...attempt, at: tuesday - 86_400_000, correct: false } });
        await save({ kind: 'mock-started', exam }, ...submit());
        const both = cardOf([{ ...attempt, at: tuesday - 86_400_000, correct: false }, made]);
        expect((await load({ cards: true })).cards?.get('1.1-q01')).toEqual(both);
      });

      it('whose attempts are in the books already is not submitted at all', async () => {
        await save({ kind: 'mock-started', exam }, { kind: 'attempted', attempt: { ...made, item: '1.1-q02' } });
        await expect(save(...submit())).rejects.toThrow();
        expect((await load({ mock: 'running', attemptCount: true })).attemptCount).toBe(1);
      });

      it('is over when it is, until its learner knows', async () => {
        await save({ kind: 'mock-started', exam });
        const overAt = (now: number, platform = 'console') => store.mocks.over(platform, now);
        const mock = { learner: ana, exam: exam.id, endsAt: exam.endsAt };
        expect([await overAt(exam.endsAt - 1), await overAt(exam.endsAt, 'slack'), await overAt(exam.endsAt)]).toEqual([[], [], [mock]]);
        await save(...submit(false));
        expect(await overAt(exam.endsAt)).toEqual([mock]);
        const claims = await Promise.all([1, 2, 3].map(() => store.mocks.claimTelling(mock, exam.endsAt)));
        expect([claims.filter(Boolean).length, await overAt(exam.endsAt)]).toEqual([1, []]);
        await store.mocks.unclaimTelling(mock);
        expect(await store.mocks.claimTelling(mock, exam.endsAt)).toBe(true);
      });

      it('that its learner has submitted is nobody’s to tell', async () => {
        await save({ kind: 'mock-started', exam }, ...submit());
        expect(await store.mocks.over('console', exam.endsAt)).toEqual([]);
      });

      it('comes with the last one before it that was taken, whatever came in between and since', async () => {
        const sat = (nth: number, mark: 'wrong' | 'open') =>
          save(
            { kind: 'mock-started', exam: { ...exam, id: `exam${1000 + nth}`, startedAt: exam.startedAt + nth } },
            {
              kind: 'mock-submitted',
              exam: {
                ...over,
                id: `exam${1000 + nth}`,
                marks: [
                  { item: '1.1-q01', lesson: '1.1', objective: 1, mark },
                  { item: '1.1-q02', lesson: '1.1', objective: 1, mark: 'open' },
                ],
              },
              isTold: true,
            },
          );
        for (let nth = 0; nth < 50; nth += 1) await sat(nth, nth === 0 || nth === 23 || nth > 27 ? 'wrong' : 'open');
        const before = async (nth: number) => {
          const { mock, mocks = [] } = await load({ mock: { exam: `exam${1000 + nth}` }, mocks: true });
          return mock && examBefore(mocks, mock.exam)?.id;
        };
        expect(await Promise.all([0, 23, 28, 29].map(before))).toEqual([undefined, 'exam1000', 'exam1023', 'exam1028']);
      });

      it('is forgotten with its answers, also while it runs', async () => {
        await save({ kind: 'mock-started', exam }, { kind: 'mock-answered', exam, answer });
        await save({ kind: 'learner-forgotten', learner: ana });
        await save({ kind: 'mock-started', exam });
        expect((await load({ mock: 'running' })).mock?.answers).toEqual([]);
      });
    });

    it('stops a quiz once, and an open one is then gone', async () => {
      await save({ kind: 'quiz-started', session });
      await save({ kind: 'quiz-stopped', session: session.id, at: 5 });
      await save({ kind: 'quiz-stopped', session: session.id, at: 9 });
      expect((await load({ quiz: 'open' })).quiz).toBeUndefined();
      expect((await load({ quiz: { session: session.id } })).quiz?.session.stoppedAt).toBe(5);
    });

    it('saves all changes of a request or none', async () => {
      await save({ kind: 'attempted', attempt });
      await expect(save({ kind: 'group-set', group }, { kind: 'attempted', attempt })).rejects.toThrow();
      expect((await load({ group: group.id })).group).toBeUndefined();
    });

    it('lets one of twenty simultaneous answers in; the others are decided again on what is true then', async () => {
      await save({ kind: 'quiz-started', session });
      const answer = (picks: string) =>
        store.decide(ana, { quiz: { session: session.id } }, ({ quiz }) =>
          quiz?.attempts.length === 0
            ? { reply: helpReply(tinyPack), changes: [{ kind: 'attempted', attempt: { ...attempt, picks } }] }
            : replyOnly(helpReply(tinyPack)),
        );
      await Promise.all(Array.from({ length: 20 }, (_, at) => answer('abcd'[at % 4] ?? 'a')));
      expect((await load({ quiz: { session: session.id } })).quiz?.attempts).toHaveLength(1);
    });

    it('decides again when somebody else was quicker, and keeps nothing of the first decision', async () => {
      await save({ kind: 'attempted', attempt });
      const decisions: Change[][] = [
        [
          { kind: 'group-set', group },
          { kind: 'attempted', attempt: { ...attempt, picks: 'c' } },
        ],
        [],
      ];
      const left = decisions.values();
      await store.decide(ana, { attemptCount: true }, () => ({ reply: helpReply(tinyPack), changes: left.next().value ?? [] }));
      expect(left.next().done).toBe(true);
      expect(await load({ group: group.id, attemptCount: true })).toEqual({ attemptCount: 1 });
    });

    it('gives up after five decisions that all came second', async () => {
      await save({ kind: 'attempted', attempt });
      let decisions = 0;
      const again = () => {
        decisions += 1;
        return { reply: helpReply(tinyPack), changes: [{ kind: 'attempted', attempt }] } as const;
      };
      await expect(store.decide(ana, { attemptCount: true }, again)).rejects.toThrow('already in the books');
      expect(decisions).toBe(5);
    });

    it('remembers of each question what was answered last', async () => {
      const later: Attempt = { ...attempt, askedIn: 'session2', correct: false, at: tuesday + 1 };
      await save({ kind: 'attempted', attempt: later }, { kind: 'attempted', attempt });
      expect((await load({ cards: true })).cards?.get(attempt.item)).toEqual(cardOf([attempt, later]));
    });

    it('keeps a card of each item, made of all answers, and changes it when a learner says how sure they were', async () => {
      const later: Attempt = { ...attempt, askedIn: 'session2', at: tuesday + 3 * 86_400_000 };
      await save({ kind: 'attempted', attempt }, { kind: 'attempted', attempt: later });
      const card = async () => (await load({ cards: true })).cards?.get(attempt.item);
      expect(await card()).toEqual(cardOf([attempt, later]));
      await save({ kind: 'confided', attempt: later, confidence: 'guess' });
      expect(await card()).toEqual(cardOf([attempt, { ...later, confidence: 'guess' }]));
      await save({ kind: 'confided', attempt, confidence: 'sure' }, { kind: 'confided', attempt: later, confidence: 'sure' });
      expect(await card()).toEqual(
        cardOf([
          { ...attempt, confidence: 'sure' },
          { ...later, confidence: 'sure' },
        ]),
      );
      expect((await load({ cards: true }, 'console:ben')).cards).toEqual(new Map());
    });

    it('says nothing of how sure somebody was of an answer that is gone', async () => {
      await save({ kind: 'confided', attempt, confidence: 'sure' });
      expect((await load({ cards: true })).cards).toEqual(new Map());
    });

    it('counts every answer to one item, from however many devices at the same moment', async () => {
      const answers = Array.from({ length: 12 }, (_, at): Attempt => ({ ...attempt, askedIn: `session${at}`, at: tuesday + at }));
      await Promise.all(answers.map((answer) => save({ kind: 'attempted', attempt: answer })));
      expect((await load({ cards: true })).cards?.get(attempt.item)).toEqual(cardOf(answers));
    });

    it('keeps what a learner chose for themselves', async () => {
      const choose = (preferences: Preferences) => save({ kind: 'preferences-set', learner: ana, preferences });
      await choose({ zone: null, asksConfidence: true });
      await choose({ zone: 'Pacific/Kiritimati', asksConfidence: false });
      expect(await load({ preferences: true })).toEqual({ preferences: { zone: 'Pacific/Kiritimati', asksConfidence: false } });
      const earlierZones = [
        { zone: 'UTC', until: 5 },
        { zone: 'America/Argentina/Buenos_Aires', until: tuesday },
      ];
      await choose({ zone: 'Pacific/Kiritimati', asksConfidence: false, earlierZones });
      expect((await load({ preferences: true })).preferences?.earlierZones).toEqual(earlierZones);
      expect(await load({ preferences: true }, 'console:ben')).toEqual({});
    });

    it('keeps one plan of each learner: the last one set, until it is ended', async () => {
      const plan = { examDay: '2027-02-01', minutes: 20, setAt: tuesday };
      const changed = { ...plan, minutes: 45, setAt: tuesday + 7, begunAt: tuesday };
      await save({ kind: 'plan-set', learner: ana, plan: changed });
      expect(await load({ plan: true })).toEqual({ plan: changed });
      await save({ kind: 'plan-set', learner: ana, plan });
      expect(await load({ plan: true })).toEqual({ plan });
      await save({ kind: 'plan-set', learner: ana, plan: { ...plan, minutes: 45 } });
      expect(await load({ plan: true }, 'console:ben')).toEqual({});
      expect((await load({ kept: true })).kept?.plans).toBe(1);
      const [line] = (await load({ keptPage: 1 })).keptPage?.lines ?? [];
      expect(line).toEqual({ at: tuesday, pack: 'tiny', kind: 'plan', about: '2027-02-01', detail: '45' });
      await save({ kind: 'plan-ended', learner: ana });
      expect(await load({ plan: true })).toEqual({});
    });

    it('forgets a plan with its learner', async () => {
      await save({ kind: 'plan-set', learner: ana, plan: { examDay: '2027-02-01', minutes: 20, setAt: tuesday } });
      await save({ kind: 'learner-forgotten', learner: ana });
      expect(await load({ plan: true })).toEqual({});
    });

    it('gives back a learner’s newest attempts, and leaves cards alone where they were practice', async () => {
      const practice: Attempt = { ...attempt, askedIn: 'cram0001', correct: false, at: tuesday + 5, isCram: true };
      await save({ kind: 'attempted', attempt });
      await save({ kind: 'attempted', attempt: practice }, { kind: 'attempted', attempt: { ...practice, item: '1.1-q02' } });
      await save({ kind: 'confided', attempt: practice, confidence: 'sure' });
      const { latestAttempts, cards } = await load({ latestAttempts: 2, cards: true });
      expect(latestAttempts).toEqual([
        { ...practice, confidence: 'sure' },
        { ...practice, item: '1.1-q02' },
      ]);
      expect([...(cards ?? [])]).toEqual([[attempt.item, cardOf([attempt])]]);
      expect(await load({ latestAttempts: 9 }, 'console:ben')).toEqual({ latestAttempts: [] });
    });

    it('remembers that somebody was asked for their zone', async () => {
      const preferences: Preferences = { zone: null, asksConfidence: true, zoneAsked: true };
      await save({ kind: 'preferences-set', learner: ana, preferences });
      expect(await load({ preferences: true })).toEqual({ preferences });
    });

    it('counts up when somebody practised, and what they missed last', async () => {
      const answers = [0, 60_000, 16 * 60_000, 86_400_000].map(
        (later, at): Attempt => ({
          ...attempt,
          askedIn: `session${at}`,
          at: tuesday + later,
          correct: at !== 1,
          picks: at === 1 ? 'c' : 'b',
        }),
      );
      await save(...answers.map((answer) => ({ kind: 'attempted', attempt: answer }) as const));
      await save({ kind: 'attempted', attempt: { ...attempt, learner: 'console:ben', askedIn: 'session9' } });
      expect((await load({ practice: true })).practice).toEqual({
        quarters: [
          { at: tuesday, answers: 2 },
          { at: tuesday + 15 * 60_000, answers: 1 },
          { at: tuesday + 86_400_000, answers: 1 },
        ],
        outages: [],
        missed: [{ item: '1.1-q01', picks: 'c' }],
      });
      const given = (await load({ answers: true })).answers ?? [];
      expect(given.map(({ at, correct }) => [at - tuesday, correct])).toEqual([
        [86_400_000, true],
        [16 * 60_000, true],
        [60_000, false],
        [0, true],
      ]);
      const other = await open('other');
      expect(await load({ practice: true, answers: true }, ana, other.store)).toEqual({
        practice: { quarters: [], outages: [], missed: [] },
        answers: [],
      });
      await other.store.close();
    });

    describe('when a platform was served', () => {
      const minute = 60_000;
      const outages = async (platform = 'slack') => (await load({ practice: true }, `${platform}:T1:U1`)).practice?.outages;

      it('is no outage while it is said again soon, nor at the first start', async () => {
        for (const at of [0, 1, 2, 7]) await store.beat('slack', tuesday + at * minute);
        expect(await outages()).toEqual([]);
      });

      it('is an outage of that platform when it was not for longer than a restart takes', async () => {
        await store.beat('slack', tuesday);
        await store.beat('discord', tuesday);
        await store.beat('discord', tuesday + minute);
        await store.beat('slack', tuesday + 6 * minute);
        expect(await outages()).toEqual([{ from: tuesday, to: tuesday + 6 * minute }]);
        expect(await outages('discord')).toEqual([]);
      });

      it('is written down once by replicas that come back together, in whatever order their clocks are', async () => {
        await store.beat('slack', tuesday);
        const second = (await open()).store;
        await Promise.all([0, 1, 2, 3].map((late) => (late % 2 ? store : second).beat('slack', tuesday + 60 * minute - late)));
        expect(await outages()).toHaveLength(1);
        await second.close();
      });

      it('was never in time to come: a clock that was far ahead is forgotten', async () => {
        await store.beat('slack', tuesday);
        await store.beat('slack', tuesday + 86_400_000);
        await store.beat('slack', tuesday + minute);
        expect(await outages()).toEqual([]);
        await store.beat('slack', tuesday + 10 * minute);
        expect(await outages()).toEqual([{ from: tuesday + minute, to: tuesday + 10 * minute }]);
      });
    });

    it('lets each of twenty people vote once in a drill, at the same time, twice each', async () => {
      await ledger.claim(drill);
      const vote = (learner: string, pick: string) =>
        store.decide(learner, { drill: { id: drill.id } }, (state) =>
          state.drill?.own
            ? replyOnly(helpReply(tinyPack))
            : {
                reply: helpReply(tinyPack),
                changes: [{ kind: 'attempted', attempt: { ...attempt, learner, askedIn: drill.id, item: drill.cue, picks: pick } }],
              },
        );
      const people = Array.from({ length: 20 }, (_, at) => `console:${at}`);
      await Promise.all(people.flatMap((learner, at) => [vote(learner, at % 2 ? 'a' : 'b'), vote(learner, 'c')]));
      const tally = (await load({ drill: { id: drill.id } })).drill?.tally ?? {};
      expect(Object.values(tally).reduce((sum, votes) => sum + votes, 0)).toBe(20);
    });

    it('gives a day to one of two processes that claim it', async () => {
      const other = await open();
      const claims = await Promise.all([
        ledger.claim(drill),
        other.ledger.claim({ ...drill, id: 'drill002' }),
        ledger.claim({ ...drill, id: 'drill003' }),
      ]);
      await other.store.close();
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await ledger.claim({ ...drill, id: 'drill004', day: '2026-11-25' })).toBe(true);
    });

    it('lets one process take over a claim that was not confirmed', async () => {
      await ledger.claim(drill);
      const takes = await Promise.all([ledger.reclaim(drill, 'one', 9), ledger.reclaim(drill, 'other', 10)]);
      expect(takes.filter(Boolean)).toHaveLength(1);
      await ledger.confirm(drill.id, 'message 1');
      expect(await ledger.reclaim({ ...drill, claimedAt: 9 }, 'late', 11)).toBe(false);
    });

    it('follows a drill from claim to reveal, and forgets it among the open ones when the channel shows it', async () => {
      await save({ kind: 'group-set', group });
      await ledger.claim(drill);
      await ledger.confirm(drill.id, 'message 1');
      await save({ kind: 'attempted', attempt: { ...attempt, askedIn: drill.id, item: drill.cue } });
      expect(await ledger.openDrills('console')).toEqual([
        { drill: { ...drill, status: 'posted', message: 'message 1' }, group, tally: { b: 1 } },
      ]);
      expect(await ledger.openDrills('slack')).toEqual([]);
      await ledger.setShown(drill.id, 1);
      await ledger.reveal(drill.id);
      expect((await ledger.openDrills('console'))[0]?.drill).toMatchObject({ status: 'revealed', shown: 1 });
      await ledger.setShown(drill.id, 'reveal');
      expect(await ledger.openDrills('console')).toEqual([]);
      expect(await ledger.findDrill(group.id, drill.day)).toMatchObject({ status: 'revealed', shown: 'reveal' });
      expect(await ledger.cueCounts(group.id)).toEqual(new Map([['1.1-c01', 1]]));
    });

    it('finds the latest drill of a group, and of the groups in which a learner has answered', async () => {
      await ledger.claim({ ...drill, status: 'posted' });
      await ledger.claim({ ...drill, id: 'drill002', day: '2026-11-25', status: 'posted' });
      expect((await load({ drill: { latestOf: group.id } })).drill?.drill.id).toBe('drill002');
      expect((await load({ drill: { latestFor: 'console' } })).drill).toBeUndefined();
      await save({ kind: 'attempted', attempt: { ...attempt, askedIn: drill.id } });
      expect((await load({ drill: { latestFor: 'console' } })).drill?.drill.id).toBe('drill002');
      expect((await load({ drill: { latestFor: 'slack' } })).drill).toBeUndefined();
    });

    it('keeps a schedule that was turned off, and turns it on again', async () => {
      await save({ kind: 'group-set', group });
      await save({ kind: 'group-off', group: group.id });
      expect(await ledger.activeGroups('console')).toEqual([]);
      expect((await load({ group: group.id })).group).toEqual({ ...group, active: false });
      await save({ kind: 'group-set', group: { ...group, time: '10:00' } });
      expect(await ledger.activeGroups('console')).toEqual([{ ...group, time: '10:00' }]);
    });

    it('does not overrule by environment what someone set by command', async () => {
      const environment = { ...group, setBy: 'environment', time: '07:00' };
      await ledger.setGroup(environment);
      await ledger.setGroup({ ...environment, time: '07:30' });
      await ledger.setGroup({ ...environment, time: '07:30', setAt: 99 });
      expect(await ledger.activeGroups('console')).toMatchObject([{ time: '07:30', setAt: 0 }]);
      await save({ kind: 'group-set', group });
      await ledger.setGroup(environment);
      expect(await ledger.activeGroups('console')).toEqual([group]);
    });

    it('lets one tell about trouble, once, until all is well again', async () => {
      await save({ kind: 'group-set', group });
      const trouble = (now: number) => ledger.claimTelling(group.id, now);
      const relief = () => ledger.confirm(drill.id, 'message 1');
      await ledger.claim(drill);
      expect([await relief(), await trouble(1), await trouble(2), await relief()]).toEqual([false, true, false, false]);
      await ledger.setTold(group.id, 3);
      expect([await trouble(4), await relief(), await relief()]).toEqual([false, true, false]);
      expect([await trouble(9), await relief()]).toEqual([true, false]);
    });

    it('lets another one tell when the first has not managed to', async () => {
      await save({ kind: 'group-set', group });
      const claims: boolean[] = [];
      for (const now of [1, 2, 60_001, 60_002, 130_000, 1]) claims.push(await ledger.claimTelling(group.id, now));
      expect(claims).toEqual([true, false, false, true, true, true]);
    });

    it('gives a group what it has taught, the latest first, fifty at most and none of long ago, and nobody else', async () => {
      const day = 86_400_000;
      const taught = (at: number, question: string, corrected: string | null, group?: string): Change => ({
        kind: 'routing-corrected',
        correction: { question, shown: ['1.1'], corrected, at, press: `${group ?? 'nowhere'}${at}`, ...(group !== undefined && { group }) },
      });
      await save(
        taught(1, 'long ago', '1.2', 'console:here'),
        taught(100 * day, 'none of them', null, 'console:here'),
        taught(100 * day + 1, 'the other one', '1.2', 'console:here'),
        taught(100 * day + 2, 'elsewhere', '1.2', 'console:there'),
        taught(100 * day + 3, 'in private', '1.2'),
      );
      expect((await load({ taught: 'console:here' })).taught).toEqual([{ words: 'the other one', label: '1.2' }]);
      await save(...Array.from({ length: 60 }, (_, at) => taught(200 * day + at, `question ${at}`, '1.1', 'console:here')));
      const { taught: latest = [] } = await load({ taught: 'console:here' });
      expect([latest.length, latest[0]?.words]).toEqual([50, 'question 59']);
      expect((await store.routingCorrections()).every((correction) => !('group' in correction))).toBe(true);
    });

    it('keeps corrections for the authors, and forgets questions that nobody corrected', async () => {
      const routed = { id: 'routed01', learner: ana, question: 'how?', shown: ['1.1', '1.2'], at: 10 };
      await save({ kind: 'routed', routed }, { kind: 'routed', routed: { ...routed, id: 'routed02', at: 20 } });
      expect((await load({ routed: 'routed01' })).routed).toEqual(routed);
      await store.expireRoutedQuestions(15);
      expect((await load({ routed: 'routed01' })).routed).toBeUndefined();
      await save({
        kind: 'routing-corrected',
        routed: 'routed02',
        correction: { question: 'how?', shown: ['1.1'], corrected: null, at: 30, press: 'press001' },
      });
      expect((await load({ routed: 'routed02' })).routed).toBeUndefined();
      expect(await store.routingCorrections()).toEqual([{ question: 'how?', shown: ['1.1'], corrected: null, at: 30 }]);
    });

    it('forgets with a question what was chosen for it, and nothing of another whose id looks alike', async () => {
      const chosen = (routed: string): Change => ({
        kind: 'routing-corrected',
        correction: { question: routed, shown: ['1.1'], corrected: '1.2', at: 40, press: `${routed}.1.2`, group: 'console:here' },
      });
      const question = { id: 'a_routed', learner: ana, question: 'how?', shown: ['1.1'], at: 10 };
      await save({ kind: 'routed', routed: question }, ...['a_routed', 'A_routed', 'abrouted', 'a_routed2'].map(chosen));
      await save({ kind: 'routed-forgotten', routed: 'a_routed' });
      expect((await load({ routed: 'a_routed' })).routed).toBeUndefined();
      const left = (await store.routingCorrections()).map(({ question }) => question);
      expect(left.sort()).toEqual(['A_routed', 'a_routed2', 'abrouted']);
      expect((await load({ taught: 'console:here' })).taught).toHaveLength(3);
    });

    it('gives a learner all that is kept of them, page by page, the oldest first, and nobody else’s', async () => {
      const many = Array.from({ length: 25 }, (_, at) => ({ ...attempt, askedIn: `past${at}`, at: 1000 - at }));
      await save(...many.map((each): Change => ({ kind: 'attempted', attempt: each })), {
        kind: 'attempted',
        attempt: { ...attempt, learner: 'console:ben' },
      });
      const [first, second] = [(await load({ keptPage: 1 })).keptPage, (await load({ keptPage: 2 })).keptPage];
      expect([first?.lines.length, first?.more, second?.lines.length, second?.more]).toEqual([20, true, 6, false]);
      expect([...(first?.lines ?? []), ...(second?.lines ?? [])].filter(({ kind }) => kind === 'answer')).toEqual(
        many
          .toReversed()
          .map(({ at, item, picks, correct }) => ({ at, pack: 'tiny', kind: 'answer', about: item, detail: picks, correct })),
      );
    });

    it('counts and shows everything that has a learner’s id in it', async () => {
      const routed = { id: 'routed05', learner: ana, question: 'how, and "why"?', shown: ['1.1', '1.2'], at: 3 };
      await save(
        { kind: 'quiz-started', session: { ...session, lesson: null, startedAt: 1 } },
        { kind: 'attempted', attempt: { ...attempt, at: 2 } },
        { kind: 'routed', routed },
        { kind: 'group-set', group: { ...group, setAt: 4 } },
      );
      expect((await load({ kept: true })).kept).toMatchObject({ answers: 1, quizzes: 1, cards: 1, questions: 1, drills: 1 });
      expect(isEmpty((await load({ kept: true }, 'console:ben')).kept ?? {})).toBe(true);
      expect((await load({ keptPage: 1 })).keptPage).toEqual({
        lines: [
          { at: 1, pack: 'tiny', kind: 'quiz', about: '', detail: session.questions.join(' ') },
          { at: 2, pack: 'tiny', kind: 'answer', about: attempt.item, detail: attempt.picks, correct: attempt.correct },
          { at: 2, pack: 'tiny', kind: 'card', about: attempt.item, detail: '1.1' },
          { at: 3, pack: 'tiny', kind: 'question', about: routed.question, detail: '1.1 1.2' },
          { at: 4, pack: 'tiny', kind: 'drill', about: group.channel, detail: group.time },
        ],
        more: false,
      });
      await save({ kind: 'learner-forgotten', learner: ana });
      expect(isEmpty((await load({ kept: true })).kept ?? {})).toBe(true);
    });

    it('opens a stopped quiz again, but not beside another one', async () => {
      const other = { ...session, id: 'session2' };
      await save({ kind: 'quiz-started', session }, { kind: 'quiz-stopped', session: session.id, at: 5 });
      await save({ kind: 'quiz-started', session: other });
      await expect(save({ kind: 'quiz-resumed', session: session.id })).rejects.toThrow('Another quiz is open');
      await save({ kind: 'quiz-stopped', session: other.id, at: 6 }, { kind: 'quiz-resumed', session: session.id });
      const seen = await load({ quiz: 'open', earlier: other.id });
      expect([seen.quiz?.session, seen.earlier?.session.stoppedAt]).toEqual([session, 6]);
    });

    it('deletes everything about one learner and nothing of another', async () => {
      const ben = 'console:ben';
      const routed = { id: 'routed04', learner: ana, question: 'how?', shown: [], at: 1 };
      await save(
        { kind: 'routed', routed },
        { kind: 'quiz-started', session },
        { kind: 'attempted', attempt },
        { kind: 'attempted', attempt: { ...attempt, learner: ben } },
      );
      await save({ kind: 'learner-forgotten', learner: ana });
      expect(await load({ quiz: 'open', attemptCount: true, routed: routed.id })).toEqual({ attemptCount: 0 });
      expect((await load({ attemptCount: true }, ben)).attemptCount).toBe(1);
    });

    it('keeps the drills, quizzes and histories of two packs apart, and what belongs to a person together', async () => {
      await save({ kind: 'quiz-started', session }, { kind: 'attempted', attempt }, { kind: 'group-set', group });
      await ledger.claim({ ...drill, status: 'posted' });
      const other = await open('other');
      const seen = await load(
        { quiz: 'open', cards: true, group: group.id, drill: { id: drill.id }, attemptCount: true },
        ana,
        other.store,
      );
      expect(seen).toEqual({ cards: new Map(), attemptCount: 1 });
      expect([await other.ledger.activeGroups('console'), await other.ledger.openDrills('console')]).toEqual([[], []]);
      expect(await other.ledger.claim({ ...drill, id: 'drill002' })).toBe(true);
      expect(await other.ledger.cueCounts(group.id)).toEqual(new Map([[drill.cue, 1]]));
      await other.store.decide(ana, {}, () => ({ reply: helpReply(tinyPack), changes: [{ kind: 'learner-forgotten', learner: ana }] }));
      await other.store.close();
      expect(await load({ quiz: 'open', attemptCount: true })).toEqual({ attemptCount: 0 });
    });

    it('keeps any text as it is', async () => {
      const question = `'; drop table attempts; -- "\\ ☃ \u{1F600} ${'x'.repeat(4000)}`;
      await save({ kind: 'routed', routed: { id: 'routed03', learner: ana, question, shown: [], at: 1 } });
      expect((await load({ routed: 'routed03' })).routed?.question).toBe(question);
    });

    it('says when it does not answer', async () => {
      await expect(store.check()).resolves.toBeUndefined();
      await store.close();
      await expect(store.check()).rejects.toThrow();
      ({ store, ledger } = await open());
    });
  });
}
