import type { LessonId } from '../core/pack.ts';
import type { Route } from '../router/route.ts';

/** A question with the lessons that two people agreed on: none is outside the guide, of two either is acceptable. */
export interface Labelled {
  readonly q: string;
  readonly gold: readonly LessonId[];
  readonly style?: string;
}

export interface Answered extends Labelled {
  readonly route: Route;
  readonly microseconds: number;
}

/** Shares from 0 to 1; null where there was no such question. */
export interface Measures {
  readonly n: number;
  readonly top1: number | null;
  readonly top2: number | null;
  readonly ambiguousBoth: number | null;
  readonly oosRejected: number | null;
  readonly falseReject: number | null;
}

export interface Evaluation extends Measures {
  readonly byStyle: Readonly<Record<string, Measures>>;
  /** For each gold lesson how often each lesson, or none, came first. */
  readonly confusion: Readonly<Record<LessonId, Readonly<Record<string, number>>>>;
  readonly p50us: number;
  readonly p99us: number;
}

export function evaluate(answers: readonly Answered[]): Evaluation {
  const byStyle: Record<string, Measures> = {};
  for (const [style, group] of groupBy(answers, ({ style = 'none' }) => style)) byStyle[style] = measure(group);
  const times = answers.map(({ microseconds }) => microseconds).sort((one, other) => one - other);
  return { ...measure(answers), byStyle, confusion: confusionOf(answers), p50us: percentile(times, 0.5), p99us: percentile(times, 0.99) };
}

export function measure(answers: readonly Answered[]): Measures {
  const single = answers.filter(({ gold }) => gold.length === 1);
  const double = answers.filter(({ gold }) => gold.length === 2);
  const outside = answers.filter(({ gold }) => gold.length === 0);
  return {
    n: answers.length,
    top1: share(single, ({ route, gold }) => ranked(route)[0] === gold[0]),
    top2: share(single, ({ route, gold }) =>
      ranked(route)
        .slice(0, 2)
        .includes(gold[0] ?? ''),
    ),
    ambiguousBoth: share(double, ({ route, gold }) => gold.every((lesson) => shown(route).includes(lesson))),
    oosRejected: share(outside, ({ route }) => route.kind === 'none'),
    falseReject: share(single, ({ route }) => route.kind === 'none'),
  };
}

/** The lessons that the learner is shown as the answer. */
export function shown(route: Route): LessonId[] {
  switch (route.kind) {
    case 'none':
      return [];
    case 'one':
      return [route.first.label];
    case 'several':
      return [route.first, ...route.others].map(({ label }) => label);
  }
}

/** The lessons in the order the router believes in them, the runner-up included; none for *none*. */
function ranked(route: Route): LessonId[] {
  return route.kind === 'one' && route.runnerUp ? [route.first.label, route.runnerUp.label] : shown(route);
}

function share(answers: readonly Answered[], holds: (answer: Answered) => boolean): number | null {
  return answers.length === 0 ? null : answers.filter(holds).length / answers.length;
}

function confusionOf(answers: readonly Answered[]): Record<LessonId, Record<string, number>> {
  const confusion: Record<LessonId, Record<string, number>> = {};
  for (const { gold, route } of answers) {
    const row = (confusion[gold.join('+') || 'none'] ??= {});
    const first = shown(route)[0] ?? 'none';
    row[first] = (row[first] ?? 0) + 1;
  }
  return confusion;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? [];
    groups.set(keyOf(item), group);
    group.push(item);
  }
  return groups;
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
