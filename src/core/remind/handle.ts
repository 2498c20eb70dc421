import { movedTo } from '../account/rules.ts';
import type { ActionOf } from '../action.ts';
import { type Context, type Handler, type Outcome, replyOnly } from '../outcome.ts';
import { itemById } from '../pack-index.ts';
import type { Pack } from '../pack.ts';
import { todayOf } from '../plan/today.ts';
import type { Reply } from '../reply.ts';
import type { RequestOf } from '../request.ts';
import type { Change, Moment, State } from '../state.ts';
import type { Reminder } from './reminder.ts';
import {
  alwaysQuiet,
  badReminder,
  reminderChangedOff,
  reminderMessage,
  reminderSet,
  reminderShown,
  remindersOff,
  whichHour,
  whichReminderZone,
} from './replies.ts';
import { aDayLater, isQuietAt, nextReminder, reminderStep } from './rules.ts';
import { readReminderSettings, type ReminderSettings } from './settings.ts';
import { isOff, isOn, type ReminderInput } from './typed.ts';

const own = () => ({ reminder: true, preferences: true }) as const;

export const remindRequests = {
  remind: { needs: own, handle: ({ settings }, context) => ask(settings, context) } satisfies Handler<RequestOf<'remind'>>,
};

export const remindActions = {
  'remind-on': { needs: own, handle: (_, context) => turnOn(context) } satisfies Handler<ActionOf<'remind-on'>>,
  'remind-off': { needs: own, handle: (_, context) => turnOff(context) } satisfies Handler<ActionOf<'remind-off'>>,
};

function ask(input: ReminderInput, context: Context): Outcome {
  const { reminder } = context.state;
  if (isOff(input.time)) return turnOff(context);
  if (isOn(input.time) && Object.values(input).filter((typed) => typed !== '').length === 1) return turnOn(context);
  if (Object.values(input).every((typed) => typed === '')) return replyOnly(reminderShown(reminder));
  const read = readReminderSettings(input);
  return read.kind === 'problems' ? replyOnly(badReminder(read.problems)) : set(read.settings, context);
}

const everyDay: Reminder['weekdays'] = [1, 2, 3, 4, 5, 6, 7];

/** What was not said stays as it was. To say a time is to want it; quiet hours alone wake nothing. */
function set(typed: ReminderSettings, context: Context): Outcome {
  const { state, from } = context;
  const before = state.reminder;
  const { time, zone, weekdays, quiet } = { weekdays: everyDay, quiet: null, ...before, ...typed };
  const known = zone ?? state.preferences?.zone ?? from.zone;
  if (time === undefined) return replyOnly(whichHour());
  if (known === undefined) return replyOnly(whichReminderZone({ time, weekdays, quiet }));
  if (quiet !== null && isQuietAt(quiet, time)) return replyOnly(alwaysQuiet(time, quiet));
  const isWanted = typed.time !== undefined || before?.active === true;
  return keep({ ...blank(context), ...before, time, zone: known, weekdays, quiet, active: isWanted }, context, typed.zone);
}

function blank({ from }: Context): Pick<Reminder, 'learner' | 'nextAt' | 'lastAt' | 'unreachableAt' | 'setAt'> {
  return { learner: from.learner, nextAt: null, lastAt: null, unreachableAt: null, setAt: from.now };
}

/** A zone that somebody tells for the first time is theirs everywhere: nobody is asked twice. */
function keep(wanted: Reminder, context: Context, toldZone?: string): Outcome {
  const { state, from } = context;
  const nextAt = wanted.active ? (nextReminder(wanted, from.now) ?? null) : null;
  const reminder: Reminder = { ...wanted, nextAt, unreachableAt: wanted.active ? null : wanted.unreachableAt, setAt: from.now };
  const newZone = (state.preferences?.zone ?? null) === null ? toldZone : undefined;
  const changes: Change[] = [
    { kind: 'reminder-set', reminder },
    ...(newZone === undefined ? [] : [{ kind: 'preferences-set' as const, learner: from.learner, preferences: movedTo(newZone, context) }]),
  ];
  return { reply: reminder.active ? reminderSet(reminder) : reminderChangedOff(reminder), changes };
}

function turnOn(context: Context): Outcome {
  const { reminder } = context.state;
  return reminder === undefined ? replyOnly(reminderShown(undefined)) : keep({ ...reminder, active: true }, context);
}

function turnOff({ state: { reminder }, from: { learner } }: Context): Outcome {
  const wasOn = reminder?.active === true;
  return { reply: remindersOff(wasOn), changes: wasOn ? [{ kind: 'reminder-off', learner }] : [] };
}

const silence: Reply = { summary: '', blocks: [] };

/** What a reminder that is due comes to: a message to send once it is taken, or a reply without blocks. */
export function remindNow(state: State, pack: Pack, now: Moment): Outcome {
  const { reminder, dueWork } = state;
  const hasAnswered = dueWork?.hasAnswered ?? false;
  const due = (dueWork?.items ?? []).filter((item) => itemById(pack, item) !== undefined).length;
  // To choose a set takes a moment: only for a reminder that would be sent.
  const isInTime = reminderStep(reminder, { hasAnswered, hasWork: true }, now).kind === 'send';
  const planned = isInTime ? plannedToday(state, pack, now) : 0;
  const step = reminderStep(reminder, { hasAnswered, hasWork: due + planned > 0 }, now);
  switch (step.kind) {
    case 'wait':
      return replyOnly(silence);
    case 'skip':
      return { reply: silence, changes: [{ kind: 'reminder-taken', taken: step.taken }] };
    case 'send':
      return { reply: reminderMessage(due, planned), changes: [{ kind: 'reminder-taken', taken: step.taken }] };
  }
}

/** What a reminder that cannot be reckoned comes to, such as one in a zone that this machine does not know: it does not stand in the way of others. */
export function putOff({ reminder }: State, now: Moment): Outcome {
  const taken = reminder && aDayLater(reminder, now);
  return { reply: silence, changes: taken ? [{ kind: 'reminder-taken', taken }] : [] };
}

/** How many questions the set of a plan has on the learner's day: none where there is no plan, it is over, or nothing is worth a minute. */
function plannedToday(state: State, pack: Pack, now: Moment): number {
  const { plan, reminder } = state;
  if (plan === undefined || reminder === undefined) return 0;
  return todayOf(plan, { state, course: { pack }, from: { now, zone: reminder.zone } }).set.length;
}
