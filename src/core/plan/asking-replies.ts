import { choice, choices, note, quizOn, quote, text, titled } from '../blocks.ts';
import type { Choice, Reply } from '../reply.ts';
import { bold, plain, type Text } from '../text.ts';
import { daysAfter, sayDay } from '../time.ts';
import { minutesBetween, usualMinutes } from './plan.ts';
import { sayCount } from './outlook-replies.ts';

// What is asked back before there is a plan.

/** Weeks ahead that are offered to somebody who has named no day. */
const weeksAhead = [4, 6, 8];

/** How far ahead an example is: one with a fixed day would be refused some day. */
const aheadDays = 42;

export function aheadChoices(day: string, minutes: number): Choice[] {
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
      `Name the day and how many minutes a day you have: \`/mlpro plan ${daysAfter(day, aheadDays)} ${many}\`. Then each day has the set that helps most on exam day.`,
    ),
    note(`If you don’t know the day yet, begin with one of these, ${many} minutes a day. You can move it at any time.`),
    choices(...aheadChoices(day, many), quizOn(null, 'Just a quiz')),
  );
}

/** Several days may be meant. */
export function whichDay(days: readonly string[], minutes: number): Reply {
  return titled(
    'Which day do you mean?',
    text('It can be read in more than one way, so no plan is made yet.'),
    choices(...days.map((day) => choice(sayDay(day), { kind: 'plan-set', day, minutes }))),
  );
}

export type BadDay = 'past' | 'today' | 'far' | 'none-such';

/** A day that no plan can be made for. */
export function badDay(why: BadDay, said: string, today: string, minutes: number): Reply {
  const [title, words] = badDays[why](said, `/mlpro plan ${daysAfter(today, aheadDays)} ${minutes}`);
  return titled(title, text(words), choices(...(why === 'today' ? warmUp : aheadChoices(today, minutes))));
}

const warmUp: readonly Choice[] = [choice('What I missed', { kind: 'review', what: 'missed' }, 'main'), quizOn(null, 'A short quiz')];

const badDays: Readonly<Record<BadDay, (said: string, example: string) => readonly [title: string, words: string]>> = {
  past: (day, example) => [
    'That day is over',
    `${day} is past, so no plan is made. Is it another day or year? Say it with its year: \`${example}\``,
  ],
  today: () => ['The exam is today?', 'Then there is nothing left to plan. Good luck! A few questions you know are a good way to warm up.'],
  far: (day) => [
    'That is far ahead',
    `${day} is more than a year away, and nobody can say what is remembered so long. Make the plan when it comes closer, or for an earlier day.`,
  ],
  'none-such': (typed) => ['There is no such day', `There’s no ${typed} in the calendar, so no plan is made.`],
};

/** Minutes that no day has, or that nobody studies. */
export function badMinutes(typed: number | string, day: string | undefined): Reply {
  const said = typeof typed === 'number' ? sayCount(typed, 'minute') : typed;
  const why = typeof typed === 'number' && typed > minutesBetween[1] ? 'is more than a plan can use' : 'is too little to plan with';
  const found: Text = [
    ...quote(said, 40),
    ...plain(typeof typed === 'number' ? ` a day ${why}, so no plan is made. ` : ' isn’t a number of minutes a day, so no plan is made. '),
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

/** A zone was said, and there is no plan that it is for. */
export function zoneKept(zone: string): Text {
  return [...plain('Your time zone is '), bold(zone), ...plain('.')];
}

/** The same reply, with what was understood before what was not. */
export function withLead(reply: Reply, lead: Text): Reply {
  const [heading, ...rest] = reply.blocks;
  return heading === undefined ? reply : { ...reply, blocks: [heading, { kind: 'note', text: lead }, ...rest] };
}
