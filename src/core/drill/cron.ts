import type { Weekday } from '../state.ts';
import { parseDays } from './settings.ts';

/** When a drill comes, as a cron line says it. */
export interface CronTime {
  readonly time: string;
  readonly weekdays: readonly Weekday[];
}

/** Reads a cron line with one time of day: minute, hour, `* *` and weekdays; undefined for every other. */
export function parseCron(line: string): CronTime | undefined {
  const [minute = '', hour = '', day, month, days = '*', ...more] = line.trim().split(/\s+/);
  const isSingle = isNumber(minute, 59) && isNumber(hour, 23) && day === '*' && month === '*' && more.length === 0;
  const weekdays = isSingle
    ? parseDays(days === '*' ? 'daily' : days.replace(/\d/g, (digit) => cronDays[Number(digit)] ?? digit))
    : undefined;
  return weekdays && { time: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`, weekdays };
}

function isNumber(typed: string, most: number): boolean {
  return /^\d{1,2}$/.test(typed) && Number(typed) <= most;
}

/** In cron, both 0 and 7 are Sunday. */
const cronDays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
