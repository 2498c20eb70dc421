import { cardOf, type Cards } from '../src/core/card.ts';
import { makeCourse } from '../src/core/course.ts';
import type { Pack } from '../src/core/pack.ts';
import { syllabusOf } from '../src/core/plan/syllabus.ts';
import { latestNeeded, todayOf } from '../src/core/plan/today.ts';
import { handle } from '../src/core/handle.ts';
import type { Attempt } from '../src/core/state.ts';
import { median, percentile, type Row } from './measure.ts';
import { natures, simulate, ways } from './plan-simulation.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 24, 10);
const times = 100;

/** What the day's plan costs for the whole guide, all of it answered before; and what it wins, by a simulation. */
export function benchPlan(pack: Pack, learners: number): Row[] {
  return [...costRows(pack), ...gainRows(pack, learners)];
}

function costRows(pack: Pack): Row[] {
  const { cards, latest } = somebody(pack);
  const plan = { examDay: '2027-02-01', minutes: 20, setAt: now - 30 * day };
  const from = { learner: 'console:ana', group: 'console:here', channel: 'here', mayManage: false, now, randomId: 'random-id' };
  const context = { state: { cards, plan, latestAttempts: latest }, course: makeCourse(pack), from };
  const byDue = () => [...cards.values()].sort((one, other) => one.due - other.due).slice(0, 40);
  const peer = { name: 'sorted by due', value: median(samples(byDue)) };
  const items = `${cards.size.toLocaleString('en')} items`;
  // As in a bot that runs.
  samples(() => todayOf(plan, context));
  const days = samples(() => todayOf(plan, context));
  const screens = samples(() => handle({ kind: 'plan', date: '', minutes: '', zone: '' }, context));
  return [
    { what: `Plan: the day's set out of ${items}, CPU, median`, unit: 'ms', ours: median(days), peer, bar: { most: 50 } },
    { what: `Plan: the day's set out of ${items}, CPU, 95th percentile`, unit: 'ms', ours: percentile(days, 0.95), bar: { most: 50 } },
    { what: `Plan: its screen with the outlook, CPU, median`, unit: 'ms', ours: median(screens), bar: { most: 50 } },
  ];
}

/** In milliseconds of this process's CPU: what else the machine does is no part of it. */
function samples(work: () => unknown): number[] {
  return Array.from({ length: times }, () => {
    const from = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1000;
  });
}

/** Somebody who has answered everything once or twice in the last month. */
function somebody(pack: Pack): { readonly cards: Cards; readonly latest: readonly Attempt[] } {
  const attempts = syllabusOf(pack).flatMap(({ item, lesson }, nth): Attempt[] =>
    [30, 12].slice(nth % 2).map((days) => ({
      learner: 'console:ana',
      askedIn: `past${days}${nth >> 4}`,
      item,
      lesson,
      picks: 'a',
      correct: nth % 3 > 0,
      at: now - (days - (nth % 10)) * day + nth * 1000,
    })),
  );
  const byItem = new Map<string, Attempt[]>();
  for (const attempt of attempts) byItem.set(attempt.item, [...(byItem.get(attempt.item) ?? []), attempt]);
  const cards = [...byItem.values()].flatMap((own) => cardOf(own) ?? []);
  const latest = attempts.sort((one, other) => other.at - one.at).slice(0, latestNeeded);
  return { cards: new Map(cards.map((card) => [card.item, card])), latest };
}

const every = 4;

/** The planner beside plain FSRS and new items in order, for learners who forget as it believes, and for learners who do not. */
function gainRows(pack: Pack, learners: number): Row[] {
  return natures.flatMap((nature) => {
    // Every fourth item, in a fourth of the minutes: the whole guide would take an hour.
    const syllabus = syllabusOf(pack).filter((_, at) => at % every === 0);
    const recall = simulate({ syllabus, learners, nature, part: 1 / every });
    const ours = 100 * recall.plan;
    return ways.slice(1).map((way) => {
      const value = 100 * recall[way];
      return {
        what: `Plan: recall on exam day, ${learners.toLocaleString('en')} learners, ${nature}`,
        unit: '%',
        ours,
        peer: { name: way === 'fsrs' ? 'plain FSRS' : 'new items in order', value },
        // By another curve than FSRS's, the planner is wrong about everything: that is said, and no bar.
        ...(nature !== 'other curve' && { bar: { least: Number(value.toFixed(1)) } }),
      };
    });
  });
}
