import { choices, list, note, quote, rows, titled } from '../blocks.ts';
import type { Block, FormBeginning, Reply } from '../reply.ts';
import type { Group, Moment } from '../state.ts';
import { moment, parseMarkup, plain, type Text } from '../text.ts';
import { daysInWords, sayDays, sayEach } from './days.ts';
import { dueDrill, nextDrillAt } from './rules.ts';
import {
  channelIfElsewhere,
  commandFor,
  example,
  nextRow,
  type ScheduleExtras,
  scheduleRows,
  status,
  turnOff,
} from './schedule-replies.ts';
import { type SettingsProblem, usualSettings } from './settings.ts';

// What is said while a drill is set up.

/** `taken` are days that have had their drill: there is one a day, however often it is moved. */
export function drillSet(group: Group, { now, isElsewhere }: ScheduleExtras, taken: readonly string[] = []): Reply {
  return titled(
    'The daily drill is set',
    rows([...channelIfElsewhere(group, isElsewhere), ...scheduleRows(group)]),
    { kind: 'text', text: sayFirst(group, now, taken) },
    choices(turnOff(group), status(group)),
  );
}

function sayFirst(group: Group, now: Moment, taken: readonly string[]): Text {
  const due = dueDrill(group, now);
  if (due && !taken.includes(due.day))
    return [...plain('The first one comes within a minute: its time, '), moment(due.dueAt, group.zone), ...plain(', is not long past.')];
  const next = nextDrillAt(group, now, taken);
  if (next === undefined) return plain('No day was chosen, so none will come.');
  const moved = nextDrillAt(group, now) === next ? '' : ' Today has had its drill already, and its answer comes when it was to come.';
  return [...plain('The first one comes '), moment(next, group.zone), ...plain(`.${moved}`)];
}

/** The same as a form, which begins with what is set. */
function formFor(group: Group | undefined): FormBeginning {
  if (group === undefined) {
    const { time, weekdays } = usualSettings;
    const intro = `What you leave empty stays as it is. For a new drill that is ${time} on ${sayDays(weekdays)}.`;
    return { filled: {}, isChange: false, intro };
  }
  const { time, zone, weekdays, grace, reveal, active } = group;
  const filled = { time, zone, days: sayEach(weekdays), grace: String(grace), ...(reveal !== null && { reveal }) };
  const now = active ? 'There is a daily drill here, and this changes it.' : 'The daily drill here is off, and this turns it on again.';
  const intro = `${now} Below is what is set: ${time} (${zone}), ${daysInWords(weekdays)}. Without a reveal, the answer comes just before the next drill.`;
  return { filled, isChange: active, intro };
}

/** Set-up without a word: nothing is set, and what can be said is said. */
export function howToSetUp(group: Group | undefined, zone: string | undefined, extras: ScheduleExtras): Reply {
  return { ...waysToSetUp(group, zone, extras), form: formFor(group) };
}

function waysToSetUp(group: Group | undefined, zone: string | undefined, { now, isElsewhere }: ScheduleExtras): Reply {
  if (group && !group.active)
    return titled(
      'The daily drill is off',
      rows([...channelIfElsewhere(group, isElsewhere), ...scheduleRows(group)]),
      {
        kind: 'text',
        text: parseMarkup(
          `Nothing was changed. To turn it on again as it was: \`${commandFor(group)}\`. Or name what should be different:`,
        ),
      },
      waysToSay(),
      choices(status(group)),
    );
  if (group?.active)
    return titled(
      'The daily drill is on',
      rows([...channelIfElsewhere(group, isElsewhere), ...scheduleRows(group), nextRow(group, now)]),
      { kind: 'text', text: parseMarkup('Nothing was changed. Name what should be different; the rest stays as it is:') },
      waysToSay(),
      choices(turnOff(group), status(group)),
    );
  const line = example.replace('Europe/Berlin', zone ?? 'Europe/Berlin');
  return titled(
    'When should the daily drill come?',
    { kind: 'text', text: parseMarkup(`Nothing is set yet. Say a time, a time zone and days: \`${line}\``) },
    waysToSay(),
  );
}

function waysToSay(): Block {
  const ways = [
    '**Time**: 09:00',
    '**Time zone**: Europe/Berlin',
    '**Days**: weekdays, daily, weekends, or mon,wed,fri',
    '**Answer**: reveal 17:00, or reveal next for just before the next drill',
    '**Grace**: grace 60, how many minutes late a drill may still come',
  ];
  return list(ways.map(parseMarkup));
}

/** A time means nothing without its zone, and nobody's zone is guessed. */
export function whichZone(settings: Pick<Group, 'time' | 'weekdays'>): Reply {
  const line = commandFor({ ...settings, zone: 'Europe/Berlin' });
  return titled(
    'In which time zone?',
    {
      kind: 'text',
      text: parseMarkup(
        `${settings.time} is a different moment in Berlin and in New York, so nothing is set yet. Say it with your time zone: \`${line}\``,
      ),
    },
    note('Any name of the IANA list will do: America/New_York, Asia/Kolkata, UTC.'),
  );
}

export function badSettings(problems: readonly SettingsProblem[]): Reply {
  const items = problems.map((problem) => [...quote(problem.found, 60), ...plain(`: ${problem.remedy}`)]);
  return titled('The drill was not changed', list(items), note(`Example: \`${example}\``));
}
