import { closest } from '../closest.ts';
import { numberOf } from '../find/numbers.ts';

/** Times that people name without an hour, so that they are asked for one, and not taken for the name of a city. */
const parts: readonly (readonly [words: readonly string[], hours: string])[] = [
  [['morning', 'mornings', 'breakfast', 'sunrise'], '07:30 or 09:00'],
  [['lunch', 'lunchtime', 'noonish'], '12:00 or 13:00'],
  [['afternoon', 'afternoons', 'teatime'], '14:00 or 16:00'],
  [['evening', 'evenings', 'dinner', 'work', 'dinnertime', 'sunset'], '18:30 or 20:00'],
  [['night', 'nights', 'bedtime', 'bed'], '21:00 or 22:00'],
];
const once = ['tomorrow', 'tonight', 'today', 'yesterday', 'later', 'soon', 'now', 'once', 'next', 'tmrw', 'asap'];
const rhythms = [
  'weekly',
  'hourly',
  'monthly',
  'biweekly',
  'twice',
  'hour',
  'minute',
  'week',
  'month',
  'often',
  'sometimes',
  'regularly',
  'constantly',
];
const known = [...parts.flatMap(([words]) => words), ...once, ...rhythms];

/** `in 10 minutes`, which would be read as ten o'clock. */
export const spanAhead = String.raw`(?:in|after)\s+(?:an?|\d+|one|two|three|four|five|ten|few|a few|half an?)\s+(?:minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?)\b`;

/** The word of time that is meant, also with a slip of the finger; undefined for a word that is none. */
function timeWord(word: string): string | undefined {
  const plain = word.toLowerCase().replace(/[^\p{L}]+/gu, '');
  return known.includes(plain) ? plain : plain.length < 6 ? undefined : closest(plain, known, 0.25);
}

/** Whether a word speaks of a time and names none. */
export function isVague(word: string): boolean {
  return timeWord(word) !== undefined;
}

const offWords = /^(?:off|stop|none|never|cancel|pause)$/i;

/** What to say instead of words that no setting is made of. */
export function sayVague(words: string, otherwise: string): string {
  const half = sayHalf(words);
  const said = words.split(/\s+/).flatMap((word) => timeWord(word) ?? []);
  const part = parts.find(([names]) => names.some((name) => said.includes(name)));
  if (half !== undefined) return half;
  if (offWords.test(words)) return 'To have it no more, say off and nothing else: drill off, or remind off.';
  if (new RegExp(spanAhead, 'iu').test(words) || said.some((word) => once.includes(word)))
    return 'It comes again and again, not once. Say a time of day, such as 18:30, and which days if not all.';
  if (part) return `Which hour is that? Say it as a time of day, such as ${part[1]}.`;
  if (said.length > 0) return 'It comes once a day at most. Say a time of day, such as 18:30; for once a week, one day with it: mon 18:30.';
  return otherwise;
}

/** `half past six`, `quarter to nine`: morning or evening, nobody knows. */
function sayHalf(words: string): string | undefined {
  const [, share, way, hour] = /\b(half|(?:a )?quarter)\s+(past|to)\s+(\w+)/i.exec(words) ?? [];
  const number = numberOf(hour?.toLowerCase() ?? '');
  if (share === undefined || number === undefined || number < 1 || number > 12) return undefined;
  const minutes = (number % 12) * 60 + (/half/i.test(share) ? 30 : 15) * (way?.toLowerCase() === 'to' ? -1 : 1);
  return `Did you mean ${clock(minutes)} or ${clock(minutes + 720)}?`;
}

function clock(minutes: number): string {
  const inDay = (minutes + 1440) % 1440;
  return [Math.floor(inDay / 60), inDay % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
