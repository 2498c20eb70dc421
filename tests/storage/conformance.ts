import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { only } from '../../src/core/outcome.ts';
import { helpReply } from '../../src/core/account/replies.ts';
import type { Attempt, Change, Drill, QuizSession, State, Wants } from '../../src/core/state.ts';
import type { Store } from '../../src/storage/store.ts';
import { studyGroup } from '../fixtures/group.ts';
import { tuesday } from '../fixtures/people.ts';

const ana = 'console:ana';
const session: QuizSession = {
  id: 'session1',
  learner: ana,
  lesson: '1.1',
  questions: ['1.1-q01', '1.1-q02'],
  startedAt: tuesday,
  stoppedAt: null,
};
const attempt: Attempt = { learner: ana, occasion: session.id, item: '1.1-q01', lesson: '1.1', picks: 'b', right: true, at: tuesday };
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
  drawn: 0,
};

/** What every store has to do. `open` gives a store on the same, at first empty, database each time it is called within one test. */
export function storeConformance(name: string, open: () => Promise<Store>, clear: () => Promise<void>): void {
  describe(name, () => {
    let store: Store;
    beforeEach(async () => {
      await clear();
      store = await open();
    });
    afterEach(() => store.close());

    const save = (...changes: Change[]) => store.decide(ana, {}, () => ({ reply: helpReply(), changes }));
    const load = async (wants: Wants, learner = ana, from = store): Promise<State> => {
      let seen: State = {};
      await from.decide(learner, wants, (state) => {
        seen = state;
        return only(helpReply());
      });
      return seen;
    };

    it('gives back what it was given', async () => {
      await save({ kind: 'quiz-started', session }, { kind: 'attempted', attempt }, { kind: 'group-set', group });
      expect(await load({ quiz: 'open', history: true, group: group.id, attemptCount: true })).toEqual({
        quiz: { session, attempts: [attempt] },
        history: new Map([['1.1-q01', { right: true, at: tuesday }]]),
        group,
        attemptCount: 1,
      });
      expect((await load({ quiz: { session: session.id } }, 'console:ben')).quiz?.session.learner).toBe(ana);
    });

    it('still has it when it is opened again', async () => {
      await save({ kind: 'quiz-started', session }, { kind: 'attempted', attempt });
      const key = await store.key();
      await store.close();
      store = await open();
      expect((await load({ quiz: 'open' })).quiz).toEqual({ session, attempts: [attempt] });
      expect(await store.key()).toBe(key);
    });

    it('does not invent what is not there', async () => {
      expect(await load({ quiz: 'open', group: 'nowhere', drill: { id: 'none' }, asked: 'none' })).toEqual({});
      expect((await load({ quiz: 'open' }, 'console:ben')).quiz).toBeUndefined();
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
            ? { reply: helpReply(), changes: [{ kind: 'attempted', attempt: { ...attempt, picks } }] }
            : only(helpReply()),
        );
      await Promise.all(Array.from({ length: 20 }, (_, at) => answer('abcd'[at % 4] ?? 'a')));
      expect((await load({ quiz: { session: session.id } })).quiz?.attempts).toHaveLength(1);
    });

    it('lets each of twenty people vote once in a drill, at the same time, twice each', async () => {
      await store.claim(drill);
      const vote = (learner: string, pick: string) =>
        store.decide(learner, { drill: { id: drill.id } }, (state) =>
          state.drill?.own
            ? only(helpReply())
            : {
                reply: helpReply(),
                changes: [{ kind: 'attempted', attempt: { ...attempt, learner, occasion: drill.id, item: drill.cue, picks: pick } }],
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
        store.claim(drill),
        other.claim({ ...drill, id: 'drill002' }),
        store.claim({ ...drill, id: 'drill003' }),
      ]);
      await other.close();
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await store.claim({ ...drill, id: 'drill004', day: '2026-11-25' })).toBe(true);
    });

    it('lets one process take over a claim that was not confirmed', async () => {
      await store.claim(drill);
      const takes = await Promise.all([store.takeOver(drill, 9), store.takeOver(drill, 10)]);
      expect(takes.filter(Boolean)).toHaveLength(1);
      await store.confirm(drill.id, 'message 1');
      expect(await store.takeOver({ ...drill, claimedAt: 9 }, 11)).toBe(false);
    });

    it('follows a drill from claim to reveal, and forgets it among the open ones when the channel shows it', async () => {
      await save({ kind: 'group-set', group });
      await store.claim(drill);
      await store.confirm(drill.id, 'message 1');
      await save({ kind: 'attempted', attempt: { ...attempt, occasion: drill.id, item: drill.cue } });
      expect(await store.openDrills('console')).toEqual([
        { drill: { ...drill, status: 'posted', message: 'message 1' }, group, tally: { b: 1 } },
      ]);
      expect(await store.openDrills('slack')).toEqual([]);
      await store.drawn(drill.id, 1);
      await store.reveal(drill.id);
      expect((await store.openDrills('console'))[0]?.drill).toMatchObject({ status: 'revealed', drawn: 1 });
      await store.drawn(drill.id, 'reveal');
      expect(await store.openDrills('console')).toEqual([]);
      expect(await store.drillOn(group.id, drill.day)).toMatchObject({ status: 'revealed', drawn: 'reveal' });
      expect(await store.usedCues(group.id)).toEqual(new Map([['1.1-c01', 1]]));
    });

    it('finds the latest drill of a group, and of the groups in which a learner has answered', async () => {
      await store.claim({ ...drill, status: 'posted' });
      await store.claim({ ...drill, id: 'drill002', day: '2026-11-25', status: 'posted' });
      expect((await load({ drill: { latestOf: group.id } })).drill?.drill.id).toBe('drill002');
      expect((await load({ drill: { latestFor: 'console' } })).drill).toBeUndefined();
      await save({ kind: 'attempted', attempt: { ...attempt, occasion: drill.id } });
      expect((await load({ drill: { latestFor: 'console' } })).drill?.drill.id).toBe('drill002');
      expect((await load({ drill: { latestFor: 'slack' } })).drill).toBeUndefined();
    });

    it('keeps a schedule that was turned off, and turns it on again', async () => {
      await save({ kind: 'group-set', group });
      await save({ kind: 'group-off', group: group.id });
      expect(await store.activeGroups('console')).toEqual([]);
      expect((await load({ group: group.id })).group).toEqual({ ...group, active: false });
      await save({ kind: 'group-set', group: { ...group, time: '10:00' } });
      expect(await store.activeGroups('console')).toEqual([{ ...group, time: '10:00' }]);
    });

    it('does not overrule by environment what someone set by command', async () => {
      const environment = { ...group, setBy: 'environment', time: '07:00' };
      await store.setGroup(environment);
      await store.setGroup({ ...environment, time: '07:30' });
      await store.setGroup({ ...environment, time: '07:30', setAt: 99 });
      expect(await store.activeGroups('console')).toMatchObject([{ time: '07:30', setAt: 0 }]);
      await save({ kind: 'group-set', group });
      await store.setGroup(environment);
      expect(await store.activeGroups('console')).toEqual([group]);
    });

    it('lets one tell about trouble, once, until all is well again', async () => {
      await save({ kind: 'group-set', group });
      expect([await store.mayTell(group.id, 1), await store.mayTell(group.id, 2)]).toEqual([true, false]);
      await store.wellAgain(group.id);
      expect(await store.mayTell(group.id, 3)).toBe(true);
    });

    it('keeps corrections for the authors, and forgets questions that nobody corrected', async () => {
      const asked = { id: 'asked001', learner: ana, question: 'how?', shown: ['1.1', '1.2'], at: 10 };
      await save({ kind: 'asked', asked }, { kind: 'asked', asked: { ...asked, id: 'asked002', at: 20 } });
      expect((await load({ asked: 'asked001' })).asked).toEqual(asked);
      await store.forgetAsked(15);
      expect((await load({ asked: 'asked001' })).asked).toBeUndefined();
      await save(
        { kind: 'rather', question: 'how?', shown: ['1.1'], rather: null, at: 30 },
        { kind: 'asked-forgotten', asked: 'asked002' },
      );
      expect((await load({ asked: 'asked002' })).asked).toBeUndefined();
      expect(await store.rathers()).toEqual([{ question: 'how?', shown: ['1.1'], rather: null, at: 30 }]);
    });

    it('gives a learner their own attempts, page by page, the oldest first, and nobody else’s', async () => {
      const many = Array.from({ length: 35 }, (_, at) => ({ ...attempt, occasion: `past${at}`, at: 1000 - at }));
      await save(...many.map((each): Change => ({ kind: 'attempted', attempt: each })), {
        kind: 'attempted',
        attempt: { ...attempt, learner: 'console:ben' },
      });
      const [first, second] = [(await load({ own: 1 })).own, (await load({ own: 2 })).own];
      expect([first?.attempts.length, first?.more, second?.attempts.length, second?.more]).toEqual([30, true, 5, false]);
      expect([...(first?.attempts ?? []), ...(second?.attempts ?? [])]).toEqual(many.toReversed());
    });

    it('deletes everything about one learner and nothing of another', async () => {
      const ben = 'console:ben';
      await save(
        { kind: 'quiz-started', session },
        { kind: 'attempted', attempt },
        { kind: 'attempted', attempt: { ...attempt, learner: ben } },
      );
      await save({ kind: 'learner-forgotten', learner: ana });
      expect(await load({ quiz: 'open', attemptCount: true })).toEqual({ attemptCount: 0 });
      expect((await load({ attemptCount: true }, ben)).attemptCount).toBe(1);
    });

    it('keeps any text as it is', async () => {
      const question = `'; drop table attempts; -- "\\ ☃ \u{1F600} ${'x'.repeat(4000)}`;
      await save({ kind: 'asked', asked: { id: 'asked003', learner: ana, question, shown: [], at: 1 } });
      expect((await load({ asked: 'asked003' })).asked?.question).toBe(question);
    });

    it('says when it does not answer', async () => {
      await expect(store.check()).resolves.toBeUndefined();
      await store.close();
      await expect(store.check()).rejects.toThrow();
      store = await open();
    });
  });
}
