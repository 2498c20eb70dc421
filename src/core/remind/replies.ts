import { choice, choices, list, note, quizOn, quote, rows, shortReply, text, titled } from '../blocks.ts';
import { daysInWords, sayDays } from '../drill/days.ts';
import type { SettingsProblem } from '../drill/settings.ts';
import type { Choice, Reply, Row } from '../reply.ts';
import { moment, parseMarkup, plain } from '../text.ts';
import { sayMoment } from '../time.ts';
import type { Quiet, Reminder } from './reminder.ts';

const off: Choice = choice('No more reminders', { kind: 'remind-off' });
const on = (label = 'Turn them on again', emphasis?: Choice['emphasis']) => choice(label, { kind: 'remind-on' }, emphasis);
const review = (emphasis?: Choice['emphasis']) => choice('Review now', { kind: 'review', what: 'due' }, emphasis);

const example = '/mlpro remind 18:30 Europe/Berlin weekdays';

const promise =
  'It comes to you alone, at most once a day, and only when something is due, or your plan has a set for that day, and you have not answered anything that day. What is more than an hour late does not come at all.';

/** The reminder itself. Whoever has a set of a plan starts with that. */
export function reminderMessage(due: number, planned = 0): Reply {
  const isPlanned = planned > 0;
  const items = `${due} ${due === 1 ? 'item is' : 'items are'} due today.`;
  const set = `Today’s set of your plan has ${planned === 1 ? 'one question' : `${planned} questions`}.`;
  const what = isPlanned ? `${set}${due > 0 ? ` ${items}` : ''}` : items;
  return titled(
    isPlanned ? 'Time for today’s set' : 'Time for a short review',
    text(`${what} A few minutes are enough to keep what you know.`),
    choices(isPlanned ? choice('Start today’s set', { kind: 'plan-start' }, 'main') : review('main'), off),
    note('You asked for this at this hour: `/mlpro remind` changes it.'),
  );
}

function settingRows(reminder: Reminder): Row[] {
  const { time, zone, weekdays, quiet, nextAt, active } = reminder;
  const next = active && nextAt !== null ? [{ label: 'Next', value: [moment(nextAt, zone)] }] : [];
  return [
    { label: 'Time', value: plain(`${time} (${zone})`) },
    { label: 'Days', value: plain(daysInWords(weekdays)) },
    { label: 'Quiet hours', value: plain(quiet === null ? 'none' : `${sayQuiet(quiet)} (${zone})`) },
    ...next,
  ];
}

function sayQuiet({ from, to }: Quiet): string {
  return `${from} to ${to}`;
}

export function reminderSet(reminder: Reminder): Reply {
  return titled('I will remind you', rows(settingRows(reminder)), note(promise), choices(off, review()));
}

/** Something about it was changed while it is off, and it stays off. */
export function reminderChangedOff(reminder: Reminder): Reply {
  return titled('Changed, and reminders are still off', rows(settingRows(reminder)), choices(on(undefined, 'main')));
}

/** To whoever moves to another zone: a reminder keeps its own. Undefined where none is on, or it is in that zone already. */
export function sayReminderStays(reminder: Reminder | undefined, zone: string): string | undefined {
  if (reminder?.active !== true || reminder.zone === zone) return undefined;
  return `Your reminder still comes at ${reminder.time} of ${reminder.zone}. To move it too: \`/mlpro remind ${zone}\``;
}

/** How it stands. Whoever could not be told hears of it here. */
export function reminderShown(reminder: Reminder | undefined): Reply {
  if (reminder === undefined) return howToRemind();
  if (reminder.active)
    return titled(
      'Reminders are on',
      rows(settingRows(reminder)),
      note(promise),
      text('To change one thing, say it alone: `/mlpro remind 19:00`, or `/mlpro remind quiet 22:00-07:00`.'),
      choices(off, review()),
    );
  return titled(
    'Reminders are off',
    reminder.unreachableAt === null ? undefined : text(sayUnreachable(reminder.unreachableAt, reminder.zone)),
    rows(settingRows(reminder)),
    choices(on(undefined, 'main'), review()),
  );
}

function sayUnreachable(at: number, zone: string): string {
  return `**They were turned off on ${sayMoment(at, zone)}**, because I could not write to you: direct messages from me seem to be closed. Allow them, then turn reminders on again.`;
}

function howToRemind(): Reply {
  return titled(
    'When should I remind you?',
    text(`No reminder is set. Say a time, and your time zone if I do not know it: \`${example}\``),
    note(promise),
    list(['**Days**: daily, weekdays, or mon,wed,fri', '**Quiet hours**: quiet 22:00-07:00', '**No more**: off'].map(parseMarkup)),
  );
}

export function whichHour(): Reply {
  return titled('At which hour?', text(`Nothing is set yet. Say it with the time of day: \`${example}\``));
}

/** All that was said is in the command that is suggested: whoever types it loses nothing. */
export function whichReminderZone({ time, weekdays, quiet }: Pick<Reminder, 'time' | 'weekdays' | 'quiet'>): Reply {
  const days = `${sayDays(weekdays)}${quiet === null ? '' : ` quiet ${quiet.from}-${quiet.to}`}`;
  return titled(
    'In which time zone?',
    text(
      `${time} is a different moment in Berlin and in New York, so nothing is set yet. Say it with your time zone: \`/mlpro remind ${time} Europe/Berlin ${days}\``,
    ),
    note('Any name of the IANA list will do: America/New_York, Asia/Kolkata, UTC. It is said once.'),
  );
}

export function badReminder(problems: readonly SettingsProblem[]): Reply {
  const items = problems.map(({ found, remedy }) => [...quote(found, 60), ...plain(`: ${remedy}`)]);
  return titled(
    'The reminder was not changed',
    list(items),
    note(`Examples: \`${example}\`, \`/mlpro remind quiet 22:00-07:00\`, \`/mlpro remind off\`.`),
  );
}

/** A reminder in quiet hours would never come. */
export function alwaysQuiet(time: string, quiet: Quiet): Reply {
  return titled(
    'That reminder would never come',
    text(`${time} is in the quiet hours, ${sayQuiet(quiet)}. Nothing was changed: choose another time, or other quiet hours.`),
    note('For none, type `/mlpro remind quiet off`.'),
  );
}

export function remindersOff(wasOn: boolean): Reply {
  return wasOn
    ? shortReply(
        'No more reminders',
        'You will not hear from me unless you ask. Your time and days are kept, for when you want them again.',
        on(),
        review(),
      )
    : shortReply('Reminders are off', 'There was nothing to turn off: I do not write to you by myself.', quizOn(null, 'Quiz me', 'main'));
}
