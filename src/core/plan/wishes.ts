import { parseTime } from '../drill/hours.ts';
import { looksLikeZone, readZone } from '../drill/zones.ts';
import { numberOf } from '../find/numbers.ts';
import { canonicalTimeZone, daysBetween } from '../time.ts';
import { type ReadDay, readDay } from './dates.ts';

/** What somebody typed; `date` has all of it where a platform does not tell options apart. */
export interface PlanInput {
  readonly date: string;
  readonly minutes: string;
  readonly zone: string;
}

/** What is wanted of the plan. Nothing that was typed is left out: `left` is what nobody understood. */
export type PlanWish =
  | { readonly kind: 'show' | 'off' | 'start' }
  /** `time` is the hour at which the learner studies, HH:MM, where they named one. */
  | { readonly kind: 'calendar'; readonly time?: string | undefined }
  | { readonly kind: 'bad-zone'; readonly typed: string; readonly remedy: string }
  | {
      readonly kind: 'set';
      readonly day: ReadDay;
      /** As it was typed where it is no number; undefined where nothing was said. */
      readonly minutes: number | string | undefined;
      readonly zone: string | undefined;
      readonly left: string;
    }
  /** The exam is so many days later than it was, or earlier. */
  | { readonly kind: 'move'; readonly days: number; readonly minutes: number | undefined };

const verbs: readonly (readonly ['show' | 'off' | 'start', RegExp])[] = [
  ['show', /^((show|see|view|status|current|my|the|plan|for|today'?s?( set)?|what|now|please|me)[\s?!.]*)*$/],
  ['off', /^((turn|the|my|plan|it)\s+)*(off|stop|end|quit|cancel|delete|remove|clear|none|no)(\s+(the|my|plan|it|off|please))*[\s!.]*$/],
  ['start', /^(start|begin|go|go on|study|next|continue)(\s+(now|today|today'?s set|the set|my set|it|please))*[\s!.]*$/],
];

/** Asks for the calendar file, perhaps with the hour of study behind it. */
const calendar =
  /^(?:(?:export|save|as|to|my|the|put|it|into|in|a)\s+)*(?:\.?ics|ical|icalendar|calendar|export)(?:\s+(?:file|please))*(?:\s+(?:at\s+)?(.+?))?[\s!.]*$/;

function calendarIn(line: string): PlanWish | undefined {
  const [whole, typed = ''] = calendar.exec(line.toLowerCase()) ?? [];
  const time = parseTime(typed);
  return whole === undefined || (typed !== '' && time === undefined) ? undefined : { kind: 'calendar', time };
}

export function readPlan({ date, minutes, zone }: PlanInput, today: string): PlanWish {
  const line = date.replace(/[’]/g, "'").trim().slice(0, longestLine);
  const verb = minutes + zone === '' ? verbIn(line) : undefined;
  if (verb) return verb;
  const moved = minutes + zone === '' ? movedBy(line, today) : undefined;
  if (moved) return moved;
  const spoken = minutes === '' ? minutesIn(line) : { minutes: minutesOf(minutes), rest: line };
  const named = zoneIn(spoken.rest);
  const typedZone = zone || named.zone;
  const read = typedZone === undefined ? undefined : readZone(typedZone);
  if (typedZone !== undefined && read?.kind === 'problem') return { kind: 'bad-zone', typed: typedZone, remedy: read.remedy };
  const day = readDay(withoutNames(named.rest), today);
  const rest = 'rest' in day ? day.rest : '';
  const bare = spoken.minutes === undefined ? bareNumber(rest) : { minutes: spoken.minutes, rest };
  const wishedZone = read?.kind === 'zone' ? read.zone : undefined;
  return { kind: 'set', day, minutes: bare.minutes, zone: wishedZone, left: withoutFillers(bare.rest) };
}

/** `a week later`, `push it back by 10 days`: counted from the day of the exam that is set, not from today. */
function movedBy(line: string, today: string): PlanWish | undefined {
  const isLater =
    /(?<!\p{L})(later|postponed?|delay(?:ed)?|push(?:ed)? (?:it |the exam |my exam )?back|back by|moved? back)(?!\p{L})/iu.test(line);
  const isEarlier =
    /(?<!\p{L})(earlier|sooner|brought forward|bring (?:it |the exam |my exam )?forward|moved? (?:it )?forward)(?!\p{L})/iu.test(line);
  if (isLater === isEarlier) return undefined;
  const spoken = minutesIn(line);
  const distance = /(?<!\p{L})(?:an?|\d{1,3}|[a-z]+)\s+(?:day|week|fortnight|month)s?(?!\p{L})/iu.exec(spoken.rest)?.[0];
  const day = distance === undefined ? undefined : readDay(distance, today);
  if (day?.kind !== 'day' || typeof spoken.minutes === 'string') return undefined;
  return { kind: 'move', days: daysBetween(today, day.day) * (isLater ? 1 : -1), minutes: spoken.minutes };
}

function verbIn(line: string): PlanWish | undefined {
  const found = verbs.find(([, words]) => words.test(line.toLowerCase()));
  return found ? { kind: found[0] } : calendarIn(line);
}

/** In characters: nobody needs more for a day, and the shapes below would take long to look through more. */
const longestLine = 300;

/** `zone Berlin`, `zone=Europe/Berlin`, or a name with a slash that is a zone: a date has one as well. */
function zoneIn(line: string): { readonly zone: string | undefined; readonly rest: string } {
  const [said, name] = /(?<!\p{L})(?:time\s?)?zone\s*[=:]?\s*(\S+)/iu.exec(line) ?? [];
  if (said !== undefined && name !== undefined) return { zone: name, rest: line.replace(said, ' ') };
  const words = line.split(/[\s,;]+/);
  const word = words.find((one) => isZoneName(one));
  return { zone: word, rest: word === undefined ? line : line.replace(word, ' ') };
}

function isZoneName(word: string): boolean {
  if (/^(utc|gmt)$/i.test(word)) return true;
  return /^[a-z_]+\/[a-z_+/-]+$/i.test(word) && (looksLikeZone(word) || canonicalTimeZone(word) !== undefined);
}

const perDay = String.raw`(?:\s*(?:a|per|each|every|/)\s*(?:day|d)\b|\s+daily\b)?`;
const number = String.raw`(-?\d+(?:[.,]\d+)?)`;

/** How long each day, wherever it stands: a unit of minutes or hours tells it. */
const lengths: readonly (readonly [RegExp, (groups: readonly string[]) => number])[] = [
  [
    /(?<![\d.])(\d+)\s?h(?:(\d{1,2})m?|(?:ours?|rs?)?\s+(?:and\s+)?(\d{1,2})\s*m(?:in(?:ute)?s?)?)(?![\p{L}\d])/iu,
    ([h = '', m = '', n = '']) => 60 * Number(h) + Number(m || n),
  ],
  [new RegExp(String.raw`(?<![\d.])${number}\s*(?:m|mins?|minutes?)\.?(?![\p{L}.\d])${perDay}`, 'iu'), ([m = '']) => plainNumber(m)],
  [new RegExp(String.raw`(?<![\d.])${number}\s*(?:h|hrs?|hours?)(?!\p{L})${perDay}`, 'iu'), ([h = '']) => 60 * plainNumber(h)],
  [new RegExp(String.raw`(?<![\d.])${number}\s*(?:/|a|per|each|every)\s*(?:day|d)\b`, 'iu'), ([m = '']) => plainNumber(m)],
  [new RegExp(String.raw`(?<!\p{L})half an? hour(?!\p{L})${perDay}`, 'iu'), () => 30],
  [new RegExp(String.raw`(?<!\p{L})(?:a )?quarter (?:of an|an) hour(?!\p{L})${perDay}`, 'iu'), () => 15],
  [new RegExp(String.raw`(?<!\p{L})an? hour(?: and a half)?(?!\p{L})${perDay}`, 'iu'), () => 60],
  [
    new RegExp(String.raw`(?<!\p{L})([a-z]+) min(?:ute)?s?(?!\p{L})${perDay}`, 'iu'),
    ([word = '']) => numberOf(word.toLowerCase()) ?? tens.get(word.toLowerCase()) ?? Number.NaN,
  ],
];

/** A plan is made by the day: who says how long in a week is asked. */
const aWeek =
  /(?<![\d.])(?:\d+(?:[.,]\d+)?|an?|one|two|three|four|five|six|seven|eight|ten|half an)\s*(?:m|mins?|minutes?|h|hrs?|hours?)\s*(?:a|per|each|every|\/)\s*week(?!\p{L})/iu;

const tens = new Map([
  ['thirty', 30],
  ['forty', 40],
  ['fifty', 50],
  ['sixty', 60],
  ['ninety', 90],
]);

function plainNumber(typed: string): number {
  return Number(typed.replace(',', '.'));
}

interface Told {
  readonly minutes: number | string | undefined;
  readonly rest: string;
}

function minutesIn(line: string): Told {
  const weekly = aWeek.exec(line);
  if (weekly) return { minutes: weekly[0].trim(), rest: line.replace(weekly[0], ' ') };
  const assigned = /(?<!\p{L})min(?:ute)?s?\s*[=:]\s*(\S+)/iu.exec(line);
  if (assigned) return { minutes: minutesOf(assigned[1] ?? ''), rest: line.replace(assigned[0], ' ') };
  for (const [shape, read] of lengths) {
    const match = shape.exec(line);
    const found = match ? read(match.slice(1).map((group) => group ?? '')) : Number.NaN;
    if (match && !Number.isNaN(found)) return { minutes: found, rest: line.replace(match[0], ' ') };
  }
  return { minutes: undefined, rest: line };
}

/** What was typed into the option, with or without a unit. */
function minutesOf(typed: string): number | string {
  const { minutes } = /^[-+]?\d+([.,]\d+)?$/.test(typed.trim()) ? { minutes: plainNumber(typed) } : minutesIn(` ${typed}`);
  return minutes ?? typed;
}

/** A number that stands beside the date: the minutes. */
function bareNumber(rest: string): Told {
  const match = /(?<![\p{L}\d./:-])-?\d+(?![\p{L}\d./:-])/u.exec(rest);
  return match ? { minutes: Number(match[0]), rest: rest.replace(match[0], ' ') } : { minutes: undefined, rest };
}

function withoutNames(line: string): string {
  return line.replace(/(?<!\p{L})(?:exam\s*)?(?:date|day)\s*[=:]\s*/giu, ' ');
}

const fillers = new Set(
  'plan exam test is on for the my at by until till to with and a each every per day daily date i have it of set change please minutes min in study from now make new'.split(
    ' ',
  ),
);

function withoutFillers(rest: string): string {
  return rest
    .split(/(?:[\s,;.!?]|:(?!\d))+/)
    .filter((word) => word !== '' && !fillers.has(word))
    .join(' ');
}
