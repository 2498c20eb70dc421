import { choice, choices, heading, note, quizOn, reply, rows, shortReply, titled } from '../blocks.ts';
import type { Block, Choice, Reply, Row } from '../reply.ts';
import type { Drill, Group, Moment } from '../state.ts';
import { bold, channelNamed, moment, parseMarkup, plain, type Text } from '../text.ts';
import { sayMoment } from '../time.ts';
import { noDrillYet } from './replies.ts';
import { dueDrill, lastDue, nextDrillAt } from './rules.ts';
import { daysInWords, sayDays } from './days.ts';
import { type DrillSettings, longestGrace } from './settings.ts';

/** How a reply about a drill is made where it is said: the channel has to be named only in another one. */
export interface ScheduleExtras {
  readonly now: Moment;
  readonly isElsewhere?: boolean | undefined;
  /** Why nothing can be posted in its channel now. */
  readonly obstacle?: string | undefined;
}

export const turnOff = ({ id }: Group): Choice => choice('Turn it off', { kind: 'drill-off', group: id });
export const status = ({ id }: Group): Choice => choice('Status', { kind: 'status', group: id });

/** What the channel hears, once, when its drill is set or moved. */
export function scheduleLine(group: Group): Reply {
  const line = `Daily drill at ${group.time} (${group.zone}), ${daysInWords(group.weekdays)}`;
  return reply(line, { kind: 'text', text: plain(`${line}.`) });
}

export function scheduleRows(group: DrillSettings): Row[] {
  const days = daysInWords(group.weekdays);
  return [
    { label: 'Time', value: plain(`${group.time} (${group.zone})`) },
    { label: 'Days', value: plain(days === 'weekdays' ? 'weekdays, Monday to Friday' : days) },
    { label: 'Answer', value: plain(group.reveal === null ? 'just before the next drill' : `${group.reveal} (${group.zone})`) },
    { label: 'Grace', value: plain(`if I was away, up to ${group.grace} minutes late`) },
  ];
}

function channelRow({ channel, channelName }: Group): Row {
  return { label: 'Channel', value: [channelNamed(channel), ...plain(channelName === undefined ? '' : `, set up as ${channelName}`)] };
}

/** Here, everybody sees which channel it is. */
export function channelIfElsewhere(group: Group, isElsewhere: boolean | undefined): Row[] {
  return isElsewhere ? [channelRow(group)] : [];
}

export const example = '/mlpro drill setup 09:00 Europe/Berlin weekdays';

export function commandFor({ time, zone, weekdays }: Pick<Group, 'time' | 'zone' | 'weekdays'>): string {
  return `/mlpro drill setup ${time} ${zone} ${sayDays(weekdays)}`;
}

/** A drill that the environment names stays off until it is named there with another time or channel. */
export function drillOff(group: Group | undefined, isElsewhere?: boolean): Reply {
  if (group?.active !== true)
    return shortReply('There was no drill here', `Nothing had to be turned off. \`${group ? commandFor(group) : example}\` starts one.`);
  const again = `\`${commandFor(group)}\`${isElsewhere ? ' in the channel' : ''}`;
  return titled('The daily drill is off', isElsewhere ? rows([channelRow(group)]) : undefined, {
    kind: 'text',
    text: parseMarkup(
      `Nothing is lost: its settings and answers are kept. ${again} turns it on again. It stays off when the bot starts anew.`,
    ),
  });
}

export function drillStatus(
  group: Group | undefined,
  drill: Drill | undefined,
  answered: number,
  { now, isElsewhere, obstacle }: ScheduleExtras,
): Reply {
  if (group === undefined) return noDrillYet(group, now);
  return reply(
    'The daily drill',
    heading(group.active ? 'The daily drill is on' : 'The daily drill is off'),
    rows([
      ...channelIfElsewhere(group, isElsewhere),
      ...scheduleRows(group),
      nextRow(group, now, drill),
      { label: 'Last', value: sayLast(group, drill, answered) },
    ]),
    obstacle === undefined ? undefined : words([bold('As things stand, no drill can be posted.'), ...plain(` ${obstacle}`)]),
    whyNone(group, drill, now),
    group.setBy === 'environment'
      ? note('It is set up in the environment of the bot, so nobody is told in private when it does not come.')
      : undefined,
    group.active ? choices(turnOff(group)) : undefined,
  );
}

export function nextRow(group: Group, now: Moment, drill?: Drill): Row {
  const next = group.active ? nextDrillAt(group, now, drill ? [drill.day] : []) : undefined;
  return { label: 'Next', value: next === undefined ? plain('none') : [moment(next, group.zone)] };
}

function sayLast(group: Group, drill: Drill | undefined, answered: number): Text {
  if (drill === undefined) return plain('none so far');
  return [moment(drill.dueAt, group.zone), ...plain(`: ${says[drill.status]}${drill.late ? ', late' : ''}, ${answered} answered`)];
}

const says: Readonly<Record<Drill['status'], string>> = {
  claimed: 'being posted',
  posted: 'posted',
  revealed: 'revealed',
  failed: 'did not come',
};

/** Why the last drill did not come, and what to do; nothing when it came. */
function whyNone(group: Group, drill: Drill | undefined, now: Moment): Block | undefined {
  const due = group.active ? lastDue(group, now) : undefined;
  if (due && (drill === undefined || drill.day < due.day)) return note(whyUnclaimed(group, due.dueAt, now));
  if (drill?.status === 'claimed' && drill.reason !== undefined)
    return words(plain(`Not posted yet, and tried again each minute. ${drill.reason}`));
  if (drill?.status !== 'failed') return undefined;
  return words(plain(`It did not come. ${drill.reason ?? 'The channel did not take it.'} The next one is tried on the next study day.`));
}

/** A note with words of a platform, which may look like marks and have none. */
function words(said: Text): Block {
  return { kind: 'note', text: said };
}

/** Moving a drill that is on leaves no trace of when it was moved: nobody is blamed for a time that may have been past by then. */
function whyUnclaimed(group: Group, dueAt: Moment, now: Moment): string {
  const said = sayMoment(dueAt, group.zone);
  return dueDrill(group, now) !== undefined
    ? `The drill of ${said} is about to come. If it does not within two minutes, the bot is not connected or its database does not answer: look at its log.`
    : `No drill came at ${said}: either that time was set only after it had passed, or the bot was away for all of its grace. If it was away, a longer grace helps: \`/mlpro drill setup grace=${longestGrace}\`.`;
}

export function mayNotManage(): Reply {
  return shortReply(
    'That is for people who manage this channel',
    'Ask someone who may manage the channel to do it. Answering drills and quizzes is for everybody.',
    quizOn(null, 'Quiz me', 'main'),
  );
}

/** For the one who set a drill up, once, when it did not come. `reason` is a sentence of an adapter's, with what to do about it. */
export function drillTrouble(group: Group, reason: string): Reply {
  return titled(
    'The daily drill could not be posted',
    rows([channelRow(group)]),
    { kind: 'text', text: [bold(reason)] },
    note(`The schedule is kept (${group.time} ${group.zone}), and I try again on the next study day. Or turn the drill off here.`),
    choices(turnOff(group), status(group)),
  );
}

/** For the same person, when a drill has come again after that. */
export function drillWorksAgain(group: Group): Reply {
  return titled('The daily drill works again', rows([channelRow(group)]), {
    kind: 'text',
    text: plain(`It was posted just now. The next ones come at ${group.time} (${group.zone}), as before.`),
  });
}

/** For the same person, when somebody has deleted the drill before its answer came. */
export function drillDeleted(group: Group): Reply {
  return titled(
    'The drill was deleted before its answer came',
    rows([channelRow(group)]),
    {
      kind: 'text',
      text: plain('Its message is gone, so the channel does not see the answer. Who answered has seen it, and every answer is kept.'),
    },
    note('The next one comes as planned. Or turn the drill off here.'),
    choices(turnOff(group), status(group)),
  );
}
