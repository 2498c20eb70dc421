import type { Log } from '../log.ts';

/** What the log hears of something that is away: a line when that begins, some while it lasts, and one when it is over. */
export interface OutageLog {
  /** A try has failed. */
  failed(error: unknown): void;
  /** It is there. */
  ended(): void;
}

export interface OutageParts {
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly words: OutageWords;
  /** Why, in a word or two: the same for the same reason. */
  readonly reasonOf: (error: unknown) => string;
  /** What else the first line is to say of the error. */
  readonly about?: (error: unknown) => object;
  /** In milliseconds, from whenever. */
  readonly now?: () => number;
}

/** `{time}` is how long it has lasted. */
export interface OutageWords {
  readonly begins: string;
  readonly lasts: string;
  readonly ends: string;
}

/** Of a platform. */
export function unreachable(name: string): OutageWords {
  return {
    begins: `${name} cannot be reached; trying again until it can.`,
    lasts: `${name} still cannot be reached, for {time} by now.`,
    ends: `${name} can be reached again, after {time}.`,
  };
}

/** The first line that says it still lasts comes after this, each next one after twice as long as the one before, and never more seldom than the longest. */
const pauses = { first: 5 * 60_000, longest: 6 * 3_600_000 };

/** Whatever fails again so soon was never quite there: to say each time that it is, and that it is not, would fill a log. */
const calmAfter = 5 * 60_000;

/** Lines by time and not by reason: two that take turns, such as a refusal and a silence, are one outage. */
export function makeOutageLog({ log, words, reasonOf, about = () => ({}), now = () => performance.now() }: OutageParts): OutageLog {
  let began: number | undefined;
  let saidAt = 0;
  let pause = pauses.first;
  let tries = 0;
  let overAt: number | undefined;
  let isSaid = false;
  let relapse = { at: 0, before: 0 };
  const reasons = new Set<string>();

  function begin(error: unknown): void {
    [began, pause, tries] = [now(), pauses.first, 1];
    reasons.clear();
    reasons.add(reasonOf(error));
    say({ reason: reasonOf(error), ...about(error) }, words.begins);
  }

  function say(fields: object, words: string): void {
    saidAt = now();
    isSaid = true;
    log.warn(fields, words);
  }

  /** The log says that it is there, and it has been away for as long as is said of a first time. What comes and goes all the time is another thing. */
  function isAwayUnsaid(): boolean {
    return !isSaid && now() - relapse.at >= pauses.first;
  }

  return {
    failed(error) {
      const isNew = began === undefined || (overAt !== undefined && now() - overAt > calmAfter);
      if (overAt !== undefined) relapse = { at: now(), before: tries };
      overAt = undefined;
      if (isNew) return begin(error);
      tries += 1;
      reasons.add(reasonOf(error));
      if (isAwayUnsaid()) [began, pause, tries] = [relapse.at, pauses.first, tries - relapse.before];
      else if (now() - saidAt < pause) return;
      pause = Math.min(2 * pause, pauses.longest);
      say({ reasons: [...reasons], tries }, timed(words.lasts, now() - (began ?? now())));
    },
    ended() {
      if (began === undefined || overAt !== undefined) return;
      overAt = now();
      if (isSaid) log.info({ reasons: [...reasons], tries }, timed(words.ends, overAt - began));
      isSaid = false;
    },
  };
}

function timed(words: string, milliseconds: number): string {
  return words.replace('{time}', sayTime(milliseconds));
}

/** For people: `40 seconds`, `12 minutes`, `3 hours`. */
function sayTime(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 100) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
  const minutes = Math.round(seconds / 60);
  return minutes < 100 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}
