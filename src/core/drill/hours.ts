const clock = /^(\d{1,2})(?:[:.h](\d{2}))?(am|pm|h|uhr|oclock)?$/;
/** `0900`, `930`, `2130h`: four digits, or three. */
const compact = /^(\d{1,2})(\d{2})(h|hrs)?$/;
const named = new Map([
  ['noon', '12:00'],
  ['midday', '12:00'],
  ['midnight', '00:00'],
]);

/** Reads a time of day as people write it: `9:00 am`, `9am`, `21h`, `0900`, `9.30`, `9 o'clock`, `noon`. A bare `9` is morning or evening, so it is none. */
export function parseTime(typed: string): string | undefined {
  const plain = plainTime(typed);
  const [, hour = '', minutes = '00', suffix] = (/^\d{3}/.test(plain) ? compact : clock).exec(plain) ?? [];
  const isBare = /^\d{1,2}$/.test(plain);
  return named.get(plain) ?? (isBare || Number(minutes) > 59 ? undefined : say(hourOf(hour, suffix), minutes));
}

function plainTime(typed: string): string {
  return typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\bin the morning\b/, 'am')
    .replace(/\b(in the (afternoon|evening)|at night)\b/, 'pm')
    .replace(/^(at|@)/, '')
    .replace(/([ap])\.?\s?m\.?$/, '$1m')
    .replace(/[\s'’]/g, '');
}

function hourOf(hour: string, suffix: string | undefined): number | undefined {
  const given = hour === '' ? Number.NaN : Number(hour);
  if (suffix !== 'am' && suffix !== 'pm') return given < 24 ? given : undefined;
  return given >= 1 && given <= 12 ? (given % 12) + (suffix === 'pm' ? 12 : 0) : undefined;
}

function say(hour: number | undefined, minutes: string): string | undefined {
  return hour === undefined ? undefined : `${String(hour).padStart(2, '0')}:${minutes}`;
}

/** What is wrong with a time, and what may have been meant. */
export function sayTimeProblem(typed: string): string {
  const [, hour] = /^\s*(?:at )?(1[0-2]|[1-9])\s*$/.exec(typed) ?? [];
  const usual = 'A time of day is written 00:00 to 23:59, such as 09:00, or 9 am.';
  return hour === undefined ? usual : `${usual} Did you mean ${say(hourOf(hour, 'am'), '00')} or ${say(hourOf(hour, 'pm'), '00')}?`;
}
