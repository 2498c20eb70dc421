import type { BoardWeek, Standing } from '../core/board/board.ts';
import type { Item, LessonId, Pack, Trap } from '../core/pack.ts';
import type { Plan } from '../core/plan/plan.ts';
import type { Reminder } from '../core/remind/reminder.ts';
import { lessonsOf } from '../core/pack-index.ts';
import { longestNickname } from '../core/board/nickname.ts';
import { mostMembers, weekAt } from '../core/board/rules.ts';
import { type Kept, keptParts } from '../core/account/kept.ts';
import type { From } from '../core/request.ts';
import type { Attempt, Group, QuizSession, State } from '../core/state.ts';

/** What screens are drawn of: somebody who asks, and much in the store. */

export const from: From = { learner: 'a:learner', group: 'a:group', channel: 'channel', mayManage: true, now: 0, randomId: 'random-id' };

export const group: Group = {
  id: from.group,
  channel: 'channel',
  time: '09:00',
  zone: 'America/Argentina/ComodRivadavia',
  weekdays: [1, 2, 4, 5, 7],
  grace: 720,
  reveal: '17:00',
  setBy: from.learner,
  setAt: 0,
  active: true,
};

const standings: readonly Standing[] = Array.from({ length: mostMembers }, (_, nth) => {
  const member = { learner: `a:learner${nth}`, group: group.id, nickname: `${nth} `.padEnd(longestNickname, 'W'), joinedAt: nth };
  return { member, effort: 280, mastery: 280 };
});

/** As many members as a board takes, with the longest names, each of whom has answered. */
export const fullBoard: BoardWeek = {
  group: group.id,
  board: { group: group.id, channel: group.channel, zone: group.zone, goal: 20_000, weeklySince: 0 },
  zone: group.zone,
  week: weekAt(0, group.zone),
  members: standings.map(({ member }) => member),
  idle: standings.map(({ member }) => ({ ...member, learner: `idle:${member.learner}` })),
  standings,
};

export const reminder: Reminder = {
  learner: from.learner,
  time: group.time,
  zone: group.zone,
  weekdays: group.weekdays,
  quiet: { from: '22:00', to: '07:00' },
  active: true,
  nextAt: 0,
  lastAt: 0,
  unreachableAt: null,
  setAt: 0,
};

/** Of somebody who has missed days, in a time zone that nobody told. */
export const plan: Plan = { examDay: '1970-12-23', minutes: 240, setAt: -40 * 86_400_000 };

export const kept: Kept = Object.fromEntries(keptParts.map(({ name }) => [name, 99_999]));

/** A quiz in which the first question of each lesson that leads into a trap was answered so. */
export function missedQuiz(pack: Pack): NonNullable<State['quiz']> {
  const missed = lessonsOf(pack).flatMap(({ questions }) => {
    const [found] = questions.flatMap((question) => question.options.filter(({ trap }) => trap).map(({ id }) => ({ question, id })));
    return found ? [found] : [];
  });
  const questions = missed.map(({ question }) => question.id);
  const session: QuizSession = { id: 'quiz--id', learner: from.learner, lesson: null, questions, startedAt: 0, stoppedAt: null };
  return { session, attempts: missed.map(({ question, id }) => attempt(question, session.id, id)) };
}

export function attempt(item: Item, askedIn: string, picks: string): Attempt {
  return { learner: from.learner, askedIn, item: item.id, lesson: item.lesson, picks, correct: false, at: 0 };
}

/** Somebody who practised on many days, and fell into the trap of that lesson that takes the longest to say. */
export function practised(pack: Pack, lesson: LessonId): State {
  const asked = lessonsOf(pack).find(({ id }) => id === lesson);
  const traps = [...(asked?.traps ?? [])].sort((one, other) => sayLength(other) - sayLength(one));
  const tempting = [...(asked?.questions ?? []), ...(asked?.cues ?? [])].flatMap(({ id: item, options }) =>
    options.flatMap(({ id: picks, trap, correct }) =>
      trap && !correct ? [{ item, picks, place: traps.findIndex(({ id }) => id === trap) }] : [],
    ),
  );
  const missed = tempting.sort((one, other) => one.place - other.place).slice(0, 1);
  const day = 86_400_000;
  const quarters = Array.from({ length: 100 }, (_, nth) => ({ at: (nth - 200) * day, answers: 99 }));
  return { group, practice: { quarters, outages: [{ from: -80 * day, to: -60 * day }], missed } };
}

function sayLength({ belief, reason }: Trap): number {
  return belief.length + reason.length;
}

/** Somebody who has answered everything, not too well. */
export function answered(pack: Pack): State {
  const questions = lessonsOf(pack).flatMap((lesson) => lesson.questions);
  return { answers: questions.map(({ id: item, lesson }, nth) => ({ item, lesson, at: 0, correct: nth % 3 > 0 })) };
}
