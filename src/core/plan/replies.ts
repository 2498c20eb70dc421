import { choice, choices, note, quizOn, quote, rows, text, titled } from '../blocks.ts';
import type { Block, Choice, Reply, Row } from '../reply.ts';
import { bold, plain, type Text } from '../text.ts';
import { sayDay } from '../time.ts';
import { type Chosen } from './day.ts';
import { daysAfter } from './days.ts';
import type { Forecast } from './forecast.ts';
import { cramDays, minutesBetween, usualMinutes } from './plan.ts';
import { sayChanged, sayRealistic, sayRecall } from './outlook-replies.ts';
import type { Today } from './today.ts';

/** What is said around a plan. */
export interface Around {
  readonly title?: string;
  /** What was understood, or what was not. */
  readonly lead?: Text | undefined;
  /** Whether nobody knows the learner's time zone, and whether they are asked for it now. */
  readonly zoneUnknown?: 'ask' | 'say' | undefined;
}

/** The plan as it stands today: what is to be done, what may be hoped for, and what is realistic. */
export function planReply(today: Today, forecast: Forecast, { title, lead, zoneUnknown }: Around = {}): Reply {
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
    text(sayRealistic(today, forecast)),
    text(sayRecall(forecast)),
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
  const { set, answered, phase } = today;
  if (set.length === 0)
    return answered > 0 ? `done, ${count(answered, 'answer')}. See you tomorrow.` : 'nothing that would help more than a rest';
  const still = answered > 0 ? `${count(answered, 'answer')} given, still ` : '';
  return `${still}${saySet(set)}${phase === 'cram' ? ', practice only' : ''}`;
}

/** `26 questions in about 20 minutes: 8 come back, 18 are new` */
export function saySet(set: readonly Chosen[]): string {
  const fresh = set.filter(({ isNew }) => isNew).length;
  const minutes = Math.max(1, Math.round(set.reduce((sum, one) => sum + one.minutes, 0)));
  const kinds = fresh === 0 ? 'all come back' : fresh === set.length ? 'all new' : `${set.length - fresh} come back, ${fresh} new`;
  return `${count(set.length, 'question')} in about ${count(minutes, 'minute')}${set.length > 1 ? `: ${kinds}` : ''}`;
}

/** What changes on which day, as far as it is still ahead. */
function laterRows({ plan: { examDay }, daysLeft, newStops }: Today): Row[] {
  const last = daysAfter(examDay, -newStops - 1);
  const cram = daysAfter(examDay, -cramDays);
  return [
    ...(daysLeft > newStops
      ? [{ label: 'New questions', value: plain(`until ${sayDay(last)}; after that, only what you know comes back`) }]
      : []),
    ...(daysLeft > cramDays ? [{ label: 'Cram', value: plain(`from ${sayDay(cram)}: what is shaky, practice only`) }] : []),
  ];
}

function sayZone(how: 'ask' | 'say'): string {
  return how === 'ask'
    ? 'I don’t know your time zone, so a day begins at midnight UTC for now. Would you tell me? `/mlpro plan zone Europe/Berlin`'
    : 'Days begin at midnight UTC. Another time zone: `/mlpro plan zone Europe/Berlin`.';
}

export function count(number: number, one: string): string {
  return `${number} ${number === 1 ? one : `${one}s`}`;
}

/** Before the first item of a day's set. */
export function setLead({ set, phase, missedDays }: Today, sitting: number): Text {
  const part = sitting < set.length ? ` Here are the first ${sitting}.` : '';
  const missed = missedDays > 0 ? ' It was chosen anew from what you know today.' : '';
  return plain(`Today’s set: ${saySet(set)}.${part}${missed}${phase === 'cram' ? ` ${cramPromise}` : ''}`);
}

export function setDone({ plan, answered, daysLeft }: Today): Reply {
  const [title, words] =
    answered > 0
      ? [
          'Today’s set is done',
          `${count(answered, 'answer')} today. The rest is better tomorrow: many short days hold longer than one long evening.`,
        ]
      : ['Nothing to do today', 'Whatever you know is fresh enough. Enjoy the day.'];
  const next = daysLeft === 1 ? 'The exam is tomorrow. Good luck!' : `The next set comes tomorrow, for ${plan.minutes} minutes.`;
  return titled(title, text(`${words} ${next}`), choices(choice('My plan', { kind: 'plan' }, 'main'), quizOn(null, 'A quiz anyway')));
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
    choices(
      choice('What is due', { kind: 'review', what: 'due' }, 'main'),
      choice('Take the plan up again', { kind: 'plan-set', day: examDay, minutes }),
    ),
  );
}

/** Weeks ahead that are offered to somebody who has named no day. */
const weeksAhead = [4, 6, 8];

function aheadChoices(day: string, minutes: number): Choice[] {
  return weeksAhead.map((weeks) => choice(`In ${weeks} weeks`, { kind: 'plan-set', day: daysAfter(day, weeks * 7), minutes }));
}

/** Without a plan and without a day. */
export function whenIsExam(day: string, minutes: number | undefined, typed = '', lead?: Text): Reply {
  const many = minutes ?? usualMinutes;
  return titled(
    'When is your exam?',
    lead && { kind: 'note', text: lead },
    typed === '' ? undefined : { kind: 'text', text: [...plain('I read no date in '), ...quote(typed, 80), ...plain('.')] },
    text(
      `Name the day and how many minutes a day you have: \`/mlpro plan ${daysAfter(day, 42)} ${many}\`. Then each day has the set that helps most on exam day.`,
    ),
    note(`If you don’t know the day yet, begin with one of these, ${many} minutes a day. You can move it at any time.`),
    choices(...aheadChoices(day, many), quizOn(null, 'Just a quiz')),
  );
}

/** Several days may be meant. */
export function whichDay(days: readonly string[], minutes: number): Reply {
  return titled(
    'Which day do you mean?',
    text('It can be read in more than one way, so nothing is set yet.'),
    choices(...days.map((day) => choice(sayDay(day), { kind: 'plan-set', day, minutes }))),
  );
}

export type BadDay = 'past' | 'today' | 'far' | 'none-such';

/** A day that no plan can be made for. */
export function badDay(why: BadDay, said: string, today: string, minutes: number): Reply {
  const [title, words] = badDays[why](said);
  return titled(title, text(words), choices(...(why === 'today' ? warmUp : aheadChoices(today, minutes))));
}

const warmUp: readonly Choice[] = [choice('What I missed', { kind: 'review', what: 'missed' }, 'main'), quizOn(null, 'A short quiz')];

const badDays: Readonly<Record<BadDay, (said: string) => readonly [title: string, words: string]>> = {
  past: (day) => [
    'That day is over',
    `${day} is past, so nothing is set. Is it another day or year? Say it with its year: \`/mlpro plan 2027-02-01 20\``,
  ],
  today: () => ['The exam is today?', 'Then there is nothing left to plan. Good luck! A few questions you know are a good way to warm up.'],
  far: (day) => [
    'That is far ahead',
    `${day} is more than a year away, and nobody can say what is remembered so long. Make the plan when it comes closer, or for an earlier day.`,
  ],
  'none-such': (typed) => ['There is no such day', `The calendar has no ${typed}, so nothing is set.`],
};

/** Minutes that no day has, or that nobody studies. */
export function badMinutes(typed: number | string, day: string | undefined): Reply {
  const said = typeof typed === 'number' ? count(typed, 'minute') : typed;
  const why = typeof typed === 'number' && typed > minutesBetween[1] ? 'is more than a plan can use' : 'is too little to plan with';
  const found: Text = [
    ...quote(said, 40),
    ...plain(typeof typed === 'number' ? ` a day ${why}, so nothing is set. ` : ' is no number of minutes, so nothing is set. '),
  ];
  return titled(
    'How many minutes a day?',
    { kind: 'text', text: [...found, ...plain(`Say ${minutesBetween[0]} to ${minutesBetween[1]}. 20 is a good start.`)] },
    day === undefined
      ? choices(choice('Plan with another number', { kind: 'plan' }))
      : choices(...[10, 20, 30, 45].map((minutes) => choice(`${minutes} minutes`, { kind: 'plan-set', day, minutes }))),
  );
}

export function badZone(typed: string, remedy: string): Reply {
  return titled(
    'Which time zone?',
    { kind: 'text', text: [...quote(typed, 60), ...plain(`: ${remedy} Nothing is set yet.`)] },
    choices(choice('My plan', { kind: 'plan' })),
  );
}

/** A zone alone was said, and there is no plan that it is for. */
export function zoneKept(zone: string): Text {
  return [...plain('Your time zone is '), bold(zone), ...plain('.')];
}

export function calendarReply(content: string): Reply {
  const blocks: (Block | undefined)[] = [
    text('Open the file, and your calendar takes it: the daily study time without a fixed hour, the cram days and the exam.'),
    note('If the plan changes, ask for the file again and import it once more: it replaces what is there.'),
    choices(choice('Start today’s set', { kind: 'plan-start' }, 'main'), choice('My plan', { kind: 'plan' })),
  ];
  const alt = 'Calendar file: the daily study time, the cram days and the exam day';
  return { ...titled('Your plan as a calendar file', ...blocks), attachments: [{ name: 'study-plan.ics', content, alt }] };
}
