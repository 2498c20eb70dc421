import type { Clock } from '../../bot.ts';

/** A clock that can be moved forward by hand, to see drills arrive. */
export interface MovableClock {
  readonly now: Clock;
  /**
   * Moves by a span such as `+1d`, `+2h` or `+30m`, in steps short enough to pass every drill on the way, and waits for `onStep` after each.
   * False when it is no span.
   */
  move(span: string, onStep: () => Promise<void>): Promise<boolean>;
}

/** In milliseconds, as the step. */
const units: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000 };

const longestStep = 5 * 60_000;

export function movableClock(real: Clock = Date.now): MovableClock {
  let ahead = 0;
  return {
    now: () => real() + ahead,
    move: async (span, onStep) => {
      const [, amount = '', unit = ''] = /^\+?(\d{1,3})([dhm])$/.exec(span.trim()) ?? [];
      for (let left = Number(amount) * (units[unit] ?? 0); left > 0; left -= longestStep) {
        ahead += Math.min(left, longestStep);
        await onStep();
      }
      return amount !== '';
    },
  };
}
