import { choice, choices, note, quizOn, rows, text, titled } from '../blocks.ts';
import type { Block, Choice, Reply, Row } from '../reply.ts';
import { plain, type Text } from '../text.ts';
import { daysAfter, sayDay } from '../time.ts';
import type { Chosen } from './day.ts';
import type { Outlook } from './outlook.ts';
import { cramDays } from './plan.ts';
import { aheadChoices } from './asking-replies.ts';
import { sayChanged, sayCount, sayRealistic, sayRecall } from './outlook-replies.ts';
import type { Today } from './today.ts';

/** What is said around a plan. */
export interface PlanExtras {
  readonly title?: string;
  /** What was understood, or what was not. */
  readonly lead?: Text | undefined;
  /** Whether nobody knows the learner's time zone, and whether they are asked for it now. */
  readonly zoneUnknown?: 'ask' | 'say' | undefined;
}

/** The plan as it stands today: what is to be done, what may be hoped for, and what is realistic. */
export function planReply(today: Today, outlook: Outlook, { title, lead, zoneUnknown }: PlanExtras = {}): Reply {
  const { plan, daysLeft } = today;
  const changed = sayChanged(today);
  return titled(
    title ?? (daysLeft === 1 ? 'Your plan: the exam is tomorrow' : `Your plan: ${daysLeft} days to the exam`),
    lead && { kind: 'note', text: lead },
    rows([
      { label: 'Exam', value: plain(sayDay(plan.examDay)) },
      { label: 'Each day', value: plain(`${plan.minutes} minutes`) },
      { label: 'Today', value: plain(sayToday(today)) },
      ...laterRows(today),
    ]),
    changed === undefined ? undefined : note(changed),
    today.phase === 'cram' ? note(cramPromise) : undefined,
    text(sayRealistic(today, outlook)),
    text(sayRecall(outlook)),
    note('An estimate from a model of memory, weighted like the exam. It is not a score, and nobody can promise one.'),
    zoneUnknown && note(sayZone(zoneUnknown)),
    choices(...waysOn(today)),
  );
}

/** What a cram promises, wherever one begins. */
export const cramPromise = 'A cram is practice: its answers are kept, but they do not change when a question comes back.';

function waysOn({ set, answered }: Today): (Choice | undefined)[] {
  const start = choice(answered > 0 ? 'Go on with today’s set' : 'Start today’s set', { kind: 'plan-start' }, 'main');
  return [
    set.length > 0 ? start : quizOn(null, 'A quiz anyway'),
    choice('Put it into my calendar', { kind: 'plan-calendar' }),
    choice('End the plan', { kind: 'plan-off' }),
  ];
}

function sayToday(today: Today): string {
  const { set, answered, phase, isExamRunning } = today;
  if (set.length === 0 && isExamRunning) return 'what is left is in the mock exam that is running';
  if (set.length === 0)
    return answered > 0 ? `done, ${sayCount(answered, 'answer')}. See you tomorrow.` : 'nothing that would help more than a rest';
  const still = answered > 0 ? `${sayCount(answered, 'answer')} given, still ` : '';
  return `${still}${saySet(set)}${phase === 'cram' ? ', practice only' : ''}`;
}

/** `26 questions in about 20 minutes: 8 come back, 18 are new` */
export function saySet(set: readonly Chosen[]): string {
  const fresh = set.filter(({ isNew }) => isNew).length;
  const minutes = Math.max(1, Math.round(set.reduce((sum, one) => sum + one.minutes, 0)));
  const kinds = fresh === 0 ? 'all come back' : fresh === set.length ? 'all new' : `${set.length - fresh} come back, ${fresh} new`;
  return `${sayCount(set.length, 'question')} in about ${sayCount(minutes, 'minute')}${set.length > 1 ? `: ${kinds}` : ''}`;
}

/** What changes on which day, as far as it is still ahead. */
function laterRows({ plan: { examDay }, daysLeft, newStops }: Today): Row[] {
  const last = daysAfter(examDay, -newStops - 1);
  const cram = daysAfter(examDay, -cramDays);
  return [
    ...(daysLeft > newStops
      ? [{ label: 'New questions', value: plain(`until ${sayDay(last)}; after that, what you know comes back first`) }]
      : []),
    ...(daysLeft > cramDays ? [{ label: 'Cram', value: plain(`from ${sayDay(cram)}: what is shaky first, practice only`) }] : []),
  ];
}

function sayZone(how: 'ask' | 'say'): string {
  return how === 'ask'
    ? 'I don’t know your time zone, so a day begins at midnight UTC for now. Would you tell me? `/mlpro plan zone Europe/Berlin`'
    : 'Days begin at midnight UTC. Another time zone: `/mlpro plan zone Europe/Berlin`.';
}

/** Before the first item of a day's set. */
export function setLead({ set, phase, missedDays }: Today, sitting: number): Text {
  const part = sitting < set.length ? ` Here are the first ${sitting}.` : '';
  const missed = missedDays > 0 ? ' It was chosen anew from what you know today.' : '';
  return plain(`Today’s set: ${saySet(set)}.${part}${missed}${phase === 'cram' ? ` ${cramPromise}` : ''}`);
}

export function setDone({ plan, answered, daysLeft, isExamRunning }: Today): Reply {
  if (isExamRunning) return setInMock();
  const [title, words] =
    answered > 0
      ? [
          'Today’s set is done',
          `${sayCount(answered, 'answer')} today. The rest is better tomorrow: many short days hold longer than one long evening.`,
        ]
      : ['Nothing to do today', 'Whatever you know is fresh enough. Enjoy the day.'];
  const next = daysLeft === 1 ? 'The exam is tomorrow. Good luck!' : `The next set comes tomorrow, for ${plan.minutes} minutes.`;
  return titled(title, text(`${words} ${next}`), choices(choice('My plan', { kind: 'plan' }, 'main'), quizOn(null, 'A quiz anyway')));
}

/** Nothing else is left of the set. */
function setInMock(): Reply {
  return titled(
    'The rest waits for your mock exam',
    text('What is left of today’s set is in the mock exam that is running. It comes when you have submitted the exam.'),
    choices(choice('Go on with my mock exam', { kind: 'mock' }, 'main'), choice('My plan', { kind: 'plan' })),
  );
}

export function examToday(): Reply {
  return titled(
    'Today is your exam',
    text('Good luck! There is nothing left to plan. To warm up, take a few questions you know rather than new ones.'),
    choices(
      choice('What I missed', { kind: 'review', what: 'missed' }),
      quizOn(null, 'A short quiz'),
      choice('End the plan', { kind: 'plan-off' }),
    ),
  );
}

export function planOver(today: Today): Reply {
  return titled(
    'Your plan is over',
    text(
      `Its exam was on ${sayDay(today.plan.examDay)}. I hope it went well. If there is another one, name its day: \`/mlpro plan in 6 weeks\``,
    ),
    choices(...aheadChoices(today.day, today.plan.minutes), choice('End the plan', { kind: 'plan-off' })),
  );
}

export function planEnded(examDay: string | undefined, minutes: number): Reply {
  if (examDay === undefined)
    return titled(
      'There was no plan',
      text('So nothing had to be ended. `/mlpro plan in 6 weeks` makes one.'),
      choices(quizOn(null, 'Quiz me', 'main')),
    );
  return titled(
    'The plan has ended',
    text('What you have learned stays, and comes back when it is due: `/mlpro review`'),
    note('If your calendar has taken its file, delete the events there.'),
    choices(
      choice('What is due', { kind: 'review', what: 'due' }, 'main'),
      choice('Take the plan up again', { kind: 'plan-set', day: examDay, minutes }),
    ),
  );
}

/** `time` is the hour at which the learner studies, where they named one. */
export function calendarReply(content: string, time?: string): Reply {
  const blocks: (Block | undefined)[] = [
    text(
      `Open the file, and your calendar takes it: the daily study time ${time === undefined ? 'without a fixed hour' : `at ${time}`}, the cram days and the exam.`,
    ),
    note(
      'If the plan changes, ask for the file again and import it once more: it replaces what is there, and takes out what is no longer planned.',
    ),
    time === undefined ? note('With an hour of your own: `/mlpro plan calendar 19:00`') : undefined,
    choices(choice('Start today’s set', { kind: 'plan-start' }, 'main'), choice('My plan', { kind: 'plan' })),
  ];
  const alt = 'Calendar file: the daily study time, the cram days and the exam day';
  return { ...titled('Your plan as a calendar file', ...blocks), attachments: [{ name: 'study-plan.ics', content, alt }] };
}
