import { beforeEach, describe, expect, it } from 'vitest';
import type { Board, BoardMember } from '../../src/core/board/board.ts';
import type { MockExam } from '../../src/core/exam/mock.ts';
import { replyOnly } from '../../src/core/outcome.ts';
import { remindNow } from '../../src/core/remind/handle.ts';
import type { Reminder } from '../../src/core/remind/reminder.ts';
import type { Attempt, Change } from '../../src/core/state.ts';
import type { Store } from '../../src/storage/store.ts';
import { studyGroup } from '../fixtures/group.ts';
import { tinyPack } from '../fixtures/pack.ts';
import { tuesday } from '../fixtures/people.ts';
import { stateIn } from '../fixtures/state.ts';

const day = 86_400_000;
const group = 'console:here';
const member = (name: string, nickname: string | null = name): BoardMember => ({
  learner: `console:${name}`,
  group,
  nickname,
  joinedAt: tuesday,
});
const board: Board = { group, channel: 'here', zone: 'Europe/Berlin', goal: 200, weeklySince: 5 };
const attempt = (name: string, askedIn: string, different: Partial<Attempt> = {}): Attempt => ({
  learner: `console:${name}`,
  askedIn,
  item: '1.1-q01',
  lesson: '1.1',
  picks: 'a',
  correct: true,
  at: tuesday,
  ...different,
});
const running: MockExam = {
  id: 'exam0001',
  learner: 'console:ana',
  form: 1,
  questions: ['1.1-q01'],
  startedAt: tuesday,
  endsAt: tuesday + 7_200_000,
  zone: 'UTC',
  submittedAt: null,
  marks: [],
};
const reminder: Reminder = {
  learner: 'console:ana',
  time: '18:30',
  zone: 'Europe/Berlin',
  weekdays: [1, 3],
  quiet: { from: '22:00', to: '07:00' },
  active: true,
  nextAt: tuesday,
  lastAt: null,
  unreachableAt: null,
  setAt: tuesday,
};

/** What every store has to do for groups and reminders. `opened` gives the store of the running test, `another` one more on the same database. */
export function groupConformance(opened: () => Store, another: (pack?: string) => Promise<{ readonly store: Store }>): void {
  let store: Store;
  beforeEach(() => {
    store = opened();
  });
  const save = (...changes: Change[]) => store.save(changes);
  const join = (...members: BoardMember[]) => save(...members.map((one) => ({ kind: 'board-joined' as const, member: one })));
  const boardNow = async (at = tuesday) => (await stateIn(store, { board: { group, at } })).board;
  const attempted = (...attempts: Attempt[]) => save(...attempts.map((one) => ({ kind: 'attempted' as const, attempt: one })));

  describe('a board', () => {
    it('is there before anybody has set anything, in the zone of the drill or in UTC', async () => {
      expect(await boardNow()).toMatchObject({ zone: 'UTC', members: [], standings: [], week: { name: '2026-W48' } });
      await save({ kind: 'group-set', group: studyGroup({ zone: 'Asia/Tokyo' }) });
      expect(await boardNow()).toMatchObject({ zone: 'Asia/Tokyo' });
      await save({ kind: 'board-set', board });
      expect(await boardNow()).toMatchObject({ zone: 'Europe/Berlin', board });
      await save({ kind: 'board-set', board: { ...board, goal: null, weeklySince: null } });
      expect((await boardNow())?.board).toMatchObject({ goal: null, weeklySince: null });
    });

    it('has those who joined it, and what they have come to: by the answers of the week, and what was known before it', async () => {
      await join(member('ana'), member('cem', null));
      await save({ kind: 'board-joined', member: { ...member('dia'), group: 'console:there' } });
      await attempted(
        attempt('ana', 's1'),
        attempt('ana', 's2', { at: tuesday - 30 * day, correct: false }),
        attempt('ana', 's3', { item: '1.1-q02', at: tuesday - 30 * day }),
        attempt('ana', 's4', { item: '1.1-q03', at: tuesday + 7 * day }),
        attempt('ana', 's5', { item: '1.1-q04', at: tuesday - 2 * day }),
        attempt('ana', 's6', { item: '1.1-q04', confidence: 'sure' }),
        attempt('ben', 's7'),
        attempt('dia', 's8'),
      );
      const found = await boardNow();
      expect(found?.members).toEqual([member('ana'), member('cem', null)]);
      expect(found?.standings).toEqual([{ member: member('ana'), effort: 2, mastery: 1 }]);
      expect((await boardNow(tuesday - 1))?.standings).toEqual([]);
    });

    it.each([
      ['has answered today', 40, [0], false],
      ['has answered two weeks ago, to the minute', 40, [14], false],
      ['has answered last before that', 40, [14.001, 30], true],
      ['has never answered', 40, [], true],
      ['joined two weeks ago and has not answered yet', 14, [], false],
      ['joined a minute earlier than that', 14.001, [], true],
      ['will answer tomorrow', 40, [-1], false],
    ])('leaves out who %s, or not', async (what, joinedAgo, answeredAgo, isLeftOut) => {
      const at = tuesday;
      await join({ ...member('ana'), joinedAt: at - joinedAgo * day });
      await attempted(...answeredAgo.map((ago, nth) => attempt('ana', `s${nth}`, { at: at - ago * day })));
      const found = await boardNow(what.startsWith('will') ? at + day : at);
      const [names, idle] = [found?.members, found?.idle].map((all) => all?.map(({ learner }) => learner));
      expect([names, idle]).toEqual(isLeftOut ? [[], ['console:ana']] : [['console:ana'], []]);
    });

    it('is joined once, under another name, and left', async () => {
      await join(member('ana'), member('ana', 'Anna'), member('cem', null), member('dia', null));
      expect((await boardNow())?.members.map(({ nickname }) => nickname)).toEqual(['Anna', null, null]);
      await save({ kind: 'board-left', learner: 'console:ana', group });
      expect((await boardNow())?.members).toHaveLength(2);
      await save(
        { kind: 'board-joined', member: { ...member('cem'), group: 'console:there' } },
        { kind: 'board-left', learner: 'console:cem' },
      );
      expect((await boardNow())?.members).toEqual([member('dia', null)]);
    });

    it('has each nickname once, however it is written, and keeps the earlier one of who is refused', async () => {
      await join(member('ana', 'Captain Spark'), member('ben', 'Ben'));
      await expect(join(member('ben', 'captain-spark'))).rejects.toThrow('nickname');
      expect((await boardNow())?.members.map(({ nickname }) => nickname)).toEqual(['Captain Spark', 'Ben']);
      await join({ ...member('ben', 'Captain Spark'), group: 'console:there' });
    });

    it('is posted by one, once a week, whoever else tries', async () => {
      await save({ kind: 'board-set', board }, { kind: 'board-set', board: { ...board, group: 'slack:C1' } });
      await save({ kind: 'board-set', board: { ...board, group: 'console:there', weeklySince: null } });
      expect(await store.boardWeeks.posted('console')).toEqual([board]);
      const other = (await another()).store;
      const claims = await Promise.all([store, other, store, other].map(({ boardWeeks }) => boardWeeks.claim(group, '2026-W47', tuesday)));
      expect(claims.filter(Boolean)).toHaveLength(1);
      await other.close();
      expect(await store.boardWeeks.claim(group, '2026-W48', tuesday)).toBe(true);
      await store.boardWeeks.fail(group, '2026-W48', 'The channel is archived.');
      expect((await boardNow())?.trouble).toBe('The channel is archived.');
      await store.boardWeeks.confirm(group, '2026-W48', 'm1');
      expect((await boardNow())?.trouble).toBeUndefined();
    });
  });

  describe('a reminder', () => {
    const kept = async () => (await stateIn(store, { reminder: true })).reminder;
    const due = async (now: number) => (await store.reminders.due('console', now, 10)).map(({ learner }) => learner);
    const set = (different: Partial<Reminder> = {}) => save({ kind: 'reminder-set', reminder: { ...reminder, ...different } });

    it('is given back as it was set, and changed', async () => {
      expect(await kept()).toBeUndefined();
      await set();
      expect(await kept()).toEqual(reminder);
      await set({ quiet: null, weekdays: [7], time: '07:00' });
      expect(await kept()).toEqual({ ...reminder, quiet: null, weekdays: [7], time: '07:00' });
    });

    it('has its zone by the name that it has on this machine', async () => {
      await set({ zone: 'asia/calcutta' });
      expect((await kept())?.zone).toBe('Asia/Calcutta');
      await save({ kind: 'board-set', board: { ...board, zone: 'asia/calcutta' } });
      expect((await boardNow())?.board?.zone).toBe('Asia/Calcutta');
      expect((await store.boardWeeks.posted('console')).map(({ zone }) => zone)).toEqual(['Asia/Calcutta']);
      await save({ kind: 'group-set', group: studyGroup({ zone: 'asia/calcutta' }) });
      expect((await stateIn(store, { group })).group?.zone).toBe('Asia/Calcutta');
    });

    it('is looked at when its hour has come, the earliest first, of one platform', async () => {
      await set();
      await set({ learner: 'console:ben', nextAt: tuesday - 5 });
      await set({ learner: 'console:cem', nextAt: tuesday + 1 });
      await set({ learner: 'slack:U1' });
      await set({ learner: 'console:dia', active: false, nextAt: null });
      expect(await due(tuesday)).toEqual(['console:ben', 'console:ana']);
      expect(await store.reminders.due('console', tuesday, 1)).toEqual([{ learner: 'console:ben', zone: 'Europe/Berlin' }]);
    });

    it('that a wrong clock has put off for years is found', async () => {
      await set({ nextAt: tuesday + 400 * day });
      await set({ learner: 'console:ben', nextAt: tuesday + 8 * day });
      expect(await store.reminders.astray('console', tuesday, 10)).toEqual([{ learner: 'console:ana', zone: 'Europe/Berlin' }]);
    });

    it('is taken by one, whoever else tries, and the others find it taken', async () => {
      await set();
      await attempted(attempt('ana', 's1', { at: tuesday - 40 * day, correct: false }));
      const other = (await another()).store;
      const needs = { reminder: true, dueWork: { before: tuesday, since: tuesday - day } } as const;
      const take = (one: Store) => one.decide('console:ana', needs, (state) => remindNow(state, tinyPack, tuesday));
      const sent = await Promise.all([store, other, store, other].map(take));
      expect(sent.filter(({ reply }) => reply.blocks.length > 0)).toHaveLength(1);
      await other.close();
      expect(await kept()).toMatchObject({ lastAt: tuesday, nextAt: Date.parse('2026-11-25T17:30:00Z') });
      await set();
      expect(await kept()).toMatchObject({ lastAt: tuesday });
    });

    it('is turned off, and says since when nobody could be told', async () => {
      await set();
      await save({ kind: 'reminder-off', learner: 'console:ana', unreachableAt: tuesday });
      expect(await kept()).toMatchObject({ active: false, nextAt: null, unreachableAt: tuesday });
      await save({ kind: 'reminder-off', learner: 'console:ana' });
      expect(await kept()).toMatchObject({ active: false, unreachableAt: null });
    });

    it('has work when cards are due, and none when something was answered', async () => {
      const work = async (before: number, since: number) => (await stateIn(store, { dueWork: { before, since } })).dueWork;
      expect(await work(tuesday, 0)).toEqual({ items: [], hasAnswered: false });
      await attempted(attempt('ana', 's1', { correct: false }), attempt('ben', 's2', { item: '1.1-q02' }));
      expect(await work(tuesday + 30 * day, tuesday + 1)).toEqual({ items: ['1.1-q01'], hasAnswered: false });
      expect(await work(tuesday, tuesday + 1)).toEqual({ items: [], hasAnswered: false });
      expect(await work(tuesday, tuesday)).toEqual({ items: [], hasAnswered: false });
      await save({ kind: 'mock-started', exam: { ...running, learner: 'console:ben' } });
      expect(await work(tuesday + 30 * day, tuesday + 1)).toEqual({ items: ['1.1-q01'], hasAnswered: false });
      await save({ kind: 'mock-started', exam: running });
      expect(await work(tuesday + 30 * day, tuesday + 1)).toEqual({ items: [], hasAnswered: true });
      expect(await work(tuesday + 30 * day, tuesday + day)).toEqual({ items: ['1.1-q01'], hasAnswered: false });
      expect(await work(tuesday + 30 * day, tuesday)).toEqual({ items: [], hasAnswered: true });
    });
  });

  it('who is forgotten is on no board and is not reminded, of any pack', async () => {
    const other = (await another('other')).store;
    await other.save([
      { kind: 'board-joined', member: member('ana') },
      { kind: 'reminder-set', reminder },
    ]);
    await join(member('ana'), member('ben'));
    await save({ kind: 'reminder-set', reminder });
    await store.decide('console:ana', {}, () => ({
      ...replyOnly({ summary: '', blocks: [] }),
      changes: [{ kind: 'learner-forgotten', learner: 'console:ana' }],
    }));
    expect((await boardNow())?.members).toEqual([member('ben')]);
    for (const one of [store, other]) {
      expect(await one.reminders.due('console', tuesday, 10)).toEqual([]);
      expect((await stateIn(one, { board: { group, at: tuesday } })).board?.members.map(({ learner }) => learner)).not.toContain(
        'console:ana',
      );
    }
    await other.close();
  });
}
