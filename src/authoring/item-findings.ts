import { choiceCount, type Item } from '../core/pack.ts';
import { isCorrect } from '../core/quiz/rules.ts';
import { reportReasons, sayReason } from '../core/report/report.ts';
import { leastCounts } from './item-answers.ts';
import type { ItemStatistics } from './item-statistics.ts';

/** Something about an item that its author should look at. */
export interface Finding {
  readonly kind: 'key' | 'negative' | 'reports' | 'split' | 'weak' | 'hard' | 'unused' | 'easy';
  /** The greater, the worse: what misleads learners comes before what only wastes their time. */
  readonly gravity: number;
  /** For the author; options are named as in the files. */
  readonly says: string;
}

type Measured = Omit<ItemStatistics, 'findings'>;

/** All that is to be said of an item, the worst first. */
export function findingsOf(item: Item, measured: Measured): Finding[] {
  const found = [reported(measured), agreed(item, measured), poorly(measured), extreme(item, measured) ?? unused(item, measured)];
  return found.filter((finding) => finding !== undefined).sort((one, other) => other.gravity - one.gravity);
}

/** What one person says may be a slip of the finger; a few are worth more than any number. */
function reported({ reports }: Measured): Finding | undefined {
  const reasons = reportReasons.flatMap((reason) => (reports[reason] ? [{ reason, count: reports[reason] }] : []));
  const all = reasons.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return undefined;
  const said = reasons.map(({ reason, count }) => `${sayReason[reason].toLowerCase()} (${count})`).join(', ');
  const gravity = all === 1 ? 45 : Math.min(89, 70 + all);
  return { kind: 'reports', gravity, says: `${all === 1 ? '1 report' : `${all} reports`}: ${said}` };
}

/** One-sided, for 95 %: as many as that would hardly come from chance. */
const surely = 1.645;

/** Strong learners who agree on an option that is marked wrong know something that the author does not; or they are led astray, which is as bad. */
function agreed(item: Item, { strong }: Measured): Finding | undefined {
  if (strong === undefined) return undefined;
  const all = strong.reduce((sum, [, count]) => sum + count, 0);
  const right = strong.find(([picks]) => isCorrect(item, picks))?.[1] ?? 0;
  const [picks, count] = strong.find(([picked]) => !isCorrect(item, picked)) ?? ['', 0];
  const said = `${count} of ${all} strong learners chose ${picks}, which is marked wrong`;
  if (count > right && count - right >= surely * Math.sqrt(count + right))
    return { kind: 'key', gravity: 90 + (10 * count) / all, says: `${said}. Is the answer right?` };
  const isSplit = count >= all / 3 && right >= all / 3 && count >= leastCounts.strong / 2;
  return isSplit
    ? { kind: 'split', gravity: 60 + (10 * count) / all, says: `${said}; ${right} were right. Do two answers fit?` }
    : undefined;
}

/** Below this an item should be reworded or dropped (Ebel, Essentials of Educational Measurement, 1972). */
const poor = 0.2;

function poorly({ discrimination }: Measured): Finding | undefined {
  if (discrimination === undefined || discrimination.high >= poor) return undefined;
  if (discrimination.high < 0)
    return { kind: 'negative', gravity: 80 - 10 * discrimination.value, says: 'Who knows more is wrong more often. Is it misleading?' };
  return {
    kind: 'weak',
    gravity: 50 - 10 * discrimination.value,
    says: 'Who knows more is hardly right more often. Is it clear what decides?',
  };
}

/** The share that somebody has who guesses. */
function chanceOf(item: Item): number {
  const [all, wanted] = [item.options.length, choiceCount(item)];
  let ways = 1;
  for (let nth = 0; nth < wanted; nth += 1) ways = (ways * (all - nth)) / (nth + 1);
  return 1 / ways;
}

function extreme(item: Item, { facility }: Measured): Finding | undefined {
  if (facility === undefined) return undefined;
  if (facility.high < chanceOf(item)) return { kind: 'hard', gravity: 55, says: 'Fewer are right than by guessing.' };
  return facility.low > 0.95 ? { kind: 'easy', gravity: 10, says: 'Nearly everybody is right: it tells nobody apart.' } : undefined;
}

function unused(item: Item, { taken, answers }: Measured): Finding | undefined {
  if (taken === undefined || answers < leastCounts.unused) return undefined;
  const never = item.options.filter(({ id, correct }) => !correct && taken[id] === 0).map(({ id }) => id);
  if (never.length === 0) return undefined;
  return {
    kind: 'unused',
    gravity: 20 + never.length,
    says: `Nobody takes ${never.join(' or ')}. Is there something that people would rather believe?`,
  };
}
