import { describe, expect, it } from 'vitest';
import { movableClock } from '../../../src/adapters/console/clock.ts';
import { tuesday } from '../../fixtures/people.ts';

const minute = 60_000;
const move = async (span: string) => {
  const clock = movableClock(() => tuesday);
  const stops: number[] = [];
  const understood = await clock.move(span, async () => void stops.push(clock.now() - tuesday));
  return { understood, stops, ahead: clock.now() - tuesday };
};

describe('a clock that is moved', () => {
  it.each([
    ['+1d', 1440],
    ['2h', 120],
    ['+7m', 7],
    [' +30m ', 30],
  ])('by %s is %i minutes ahead', async (span, minutes) => {
    expect(await move(span)).toMatchObject({ understood: true, ahead: minutes * minute });
  });

  it('stops on the way, so that nothing is passed over, and last where it was sent', async () => {
    expect((await move('+12m')).stops).toEqual([5 * minute, 10 * minute, 12 * minute]);
  });

  it.each(['', 'tomorrow', '+1w', '-1d', '+1e9d', '+9999d', '1', 'd'])('by "%s" is not', async (span) => {
    expect(await move(span)).toEqual({ understood: false, stops: [], ahead: 0 });
  });

  it('goes on with the real one', () => {
    let real = tuesday;
    const clock = movableClock(() => real);
    real += minute;
    expect(clock.now()).toBe(tuesday + minute);
  });
});
