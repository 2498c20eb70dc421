import type { LessonId } from '../core/pack.ts';
import { closeFrom, lessonsShown } from '../core/find/replies.ts';
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

/** Shares from 0 to 1, but for `meanShown`; null where there was no such question. */
export interface Measures {
  readonly n: number;
  /** Of questions that one lesson answers: it is told, or asked about, first; among the first two; anywhere; nowhere on the screen. */
  readonly top1: number | null;
  readonly top2: number | null;
  readonly shown: number | null;
  readonly deadEnd: number | null;
  readonly falseReject: number | null;
  /** Of questions that need two lessons. */
  readonly ambiguousBoth: number | null;
  readonly oosRejected: number | null;
  /** How many lessons a question of the guide is answered with, and how often it is asked back. */
  readonly meanShown: number | null;
  readonly asked: number | null;
  /** Expected calibration error of the first lesson, in ten bins: C. Guo and others, "On calibration of modern neural networks", 2017, section 2. */
  readonly ece: number | null;
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
  const inside = [...single, ...double];
  const right = ({ gold }: Answered) => gold[0] ?? '';
  return {
    n: answers.length,
    top1: share(single, ({ route, gold }) => ranked(route)[0] === gold[0]),
    top2: share(single, (answer) => ranked(answer.route).slice(0, 2).includes(right(answer))),
    shown: share(single, (answer) => shown(answer.route).includes(right(answer))),
    deadEnd: share(single, (answer) => !onScreen(answer.route).includes(right(answer))),
    falseReject: share(single, ({ route }) => isNone(route)),
    ambiguousBoth: share(double, ({ route, gold }) => gold.every((lesson) => shown(route).includes(lesson))),
    oosRejected: share(outside, ({ route }) => isNone(route)),
    meanShown: mean(inside.map(({ route }) => shown(route).length)),
    asked: share(inside, ({ route }) => route.kind === 'unsure'),
    ece: calibrationError(inside),
  };
}

/** The lessons that the learner is shown as the answer, or asked about. */
export function shown(route: Route): LessonId[] {
  return route.kind === 'none' ? [] : [...lessonsShown(route)];
}

/** No lesson: outside, or about the exam itself. */
export function isNone(route: Route): boolean {
  return shown(route).length === 0;
}

/** Whatever has a button. */
function onScreen(route: Route): readonly LessonId[] {
  if (route.kind === 'none') return lessonsShown(route);
  const isOffered = route.kind !== 'one' || (route.runnerUp?.confidence ?? 0) >= closeFrom;
  return isOffered ? ranked(route) : shown(route);
}

/** The lessons in the order the router believes in them, the runner-up included; none for *none*. */
function ranked(route: Route): LessonId[] {
  return route.kind === 'one' && route.runnerUp && !isNone(route) ? [route.first.label, route.runnerUp.label] : shown(route);
}

function mean(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

const bins = 10;

function calibrationError(answers: readonly Answered[]): number | null {
  const points = answers.flatMap(({ route, gold }) =>
    route.kind === 'none' ? [] : [{ confidence: route.first.confidence, right: gold.includes(route.first.label) ? 1 : 0 }],
  );
  const binned = groupBy(points, ({ confidence }) => String(Math.min(bins - 1, Math.floor(confidence * bins))));
  const gaps = [...binned.values()].map((bin) => {
    const gap = (mean(bin.map(({ confidence }) => confidence)) ?? 0) - (mean(bin.map(({ right }) => right)) ?? 0);
    return (bin.length / points.length) * Math.abs(gap);
  });
  return points.length === 0 ? null : gaps.reduce((sum, gap) => sum + gap, 0);
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
