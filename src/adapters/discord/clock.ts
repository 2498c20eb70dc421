import { SnowflakeUtil } from 'discord.js';
import type { Clock } from '../../bot.ts';
import type { Moment } from '../../core/state.ts';
import type { Log } from '../../log.ts';

/**
 * Discord's time, known from what it dates: its ids and its answers. The host's clock may be ahead or behind, and whether something is too old is
 * not for the host's clock to say.
 */
export interface DiscordClock {
  /** Something has just arrived that Discord dated like this, exactly or rounded down to the precision. */
  saw(date: number, precision?: number): void;
  /** How many milliseconds ago Discord made this id: rather too few than too many. */
  ageOf(id: string): number;
  /** A moment of ours as Discord would date it. */
  toDiscord(moment: Moment): number;
}

/** The latest so many dates count: enough that one of them came without delay, and few enough that a clock which was set is known soon. */
const remembered = 64;
/** One alone may have been long on its way. */
const certainAfter = 3;
/** In milliseconds: people do not notice less. */
const worthAWord = 2500;

export function discordClock(clock: Clock, log: Log): DiscordClock {
  const differences: number[] = [];
  let warned = false;

  /** What arrives is never younger than it was made, so the smallest difference is the clocks' own. */
  const ahead = () => (differences.length > 0 ? Math.min(...differences) : 0);
  const toDiscord = (moment: Moment) => moment - ahead();

  function saw(date: number, precision = 0): void {
    differences.push(clock() - date);
    if (differences.length > remembered) differences.shift();
    if (warned || differences.length < certainAfter || Math.abs(ahead()) < worthAWord + precision) return;
    warned = true;
    log.warn({ ahead: ahead() }, differs(ahead()));
  }

  return { saw, toDiscord, ageOf: (id) => toDiscord(clock()) - SnowflakeUtil.timestampFrom(id) };
}

function differs(ahead: number): string {
  const seconds = `${(Math.abs(ahead) / 1000).toFixed(1)} s ${ahead > 0 ? 'ahead of' : 'behind'}`;
  return `The clock of this machine is ${seconds} Discord's. People are answered all the same, but drills come by the machine's clock: let it follow a time server (NTP).`;
}
