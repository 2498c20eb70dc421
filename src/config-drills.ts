import cron from 'node-cron';
import { tidyZone } from './core/time.ts';
import { parseDays } from './core/drill/rules.ts';
import type { Weekday } from './core/state.ts';

/** The environment, and where problems with it are collected. */
export interface Reader {
  get(name: string): string | undefined;
  report(variable: string, found: string, expected: string, wayOut: string): void;
}

/** A drill that is set up in the environment instead of by command. */
export interface EnvironmentDrill {
  readonly group: string;
  readonly channel: string;
  readonly time: string;
  readonly zone: string;
  readonly weekdays: readonly Weekday[];
}

/** `DRILL_CRON` is a cron line with one time of day: minute, hour, and the days of the week. */
export function readDrills({ get, report }: Reader): EnvironmentDrill[] {
  const line = get('DRILL_CRON');
  const channels = { slack: get('DRILL_SLACK_CHANNEL'), discord: get('DRILL_DISCORD_CHANNEL') };
  const typedZone = get('DRILL_TIMEZONE');
  const zone = tidyZone(typedZone ?? 'UTC');
  if (zone === undefined)
    report(
      'DRILL_TIMEZONE',
      `"${typedZone}"`,
      'an IANA time zone such as Europe/Berlin',
      'https://en.wikipedia.org/wiki/List_of_tz_database_time_zones has them all.',
    );
  const wanted = Object.entries(channels).filter(([, channel]) => channel !== undefined);
  if (wanted.length > 0 && !line)
    report(
      'DRILL_CRON',
      'nothing',
      'a cron line such as 0 9 * * 1-5',
      'It says when the drill of the channel comes; or set the drill up by command.',
    );
  if (line && wanted.length === 0)
    report(
      'DRILL_SLACK_CHANNEL',
      'nothing',
      'the id of the channel that DRILL_CRON is for (or DRILL_DISCORD_CHANNEL)',
      'Set one of the two, or remove DRILL_CRON.',
    );
  const when = line ? readCron(line) : undefined;
  if (line && when === undefined)
    report(
      'DRILL_CRON',
      `"${line}"`,
      'minute, hour, * * and weekdays, such as 0 9 * * 1-5',
      'One time of day; for several, set drills up by command in several channels.',
    );
  if (when === undefined || zone === undefined) return [];
  return wanted.map(([platform, channel = '']) => ({ group: `${platform}:${channel}`, channel, zone, ...when }));
}

function readCron(line: string): Pick<EnvironmentDrill, 'time' | 'weekdays'> | undefined {
  const [minute = '', hour = '', day, month, days = '*', ...more] = line.split(/\s+/);
  const single = /^\d{1,2}$/.test(minute) && /^\d{1,2}$/.test(hour) && day === '*' && month === '*' && more.length === 0;
  if (!single || !cron.validate(line)) return undefined;
  const weekdays = parseDays(days === '*' ? 'daily' : days.replace(/\d/g, (digit) => cronDays[Number(digit)] ?? digit));
  return weekdays && { time: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`, weekdays };
}

/** In cron, both 0 and 7 are Sunday. */
const cronDays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
