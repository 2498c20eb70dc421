import { describe, expect, it } from 'vitest';
import { evaluate, type Answered } from '../../src/tools/routing-metrics.ts';
import type { Route } from '../../src/router/route.ts';

const ranked = (label: string) => ({ label, confidence: 0.5 });
const none: Route = { kind: 'none', nearest: ['1.1'] };
const one = (first: string, runnerUp: string): Route => ({ kind: 'one', first: ranked(first), runnerUp: ranked(runnerUp), evidence: [] });
const both = (first: string, other: string): Route => ({ kind: 'several', first: ranked(first), others: [ranked(other)], evidence: [] });
const answered = (gold: string[], route: Route, style = 'plain'): Answered => ({ q: '', gold, style, route, microseconds: 1 });

describe('measuring the router', () => {
  it('counts none as wrong, and the runner-up among the first two', () => {
    const { top1, top2, falseReject } = evaluate([
      answered(['1.1'], one('1.1', '1.2')),
      answered(['1.1'], one('1.2', '1.1')),
      answered(['1.1'], both('1.3', '1.1')),
      answered(['1.1'], none),
    ]);
    expect([top1, top2, falseReject]).toEqual([0.25, 0.75, 0.25]);
  });

  it('counts two topics only when both are shown', () => {
    const { ambiguousBoth } = evaluate([answered(['1.1', '1.2'], both('1.2', '1.1')), answered(['1.1', '1.2'], one('1.1', '1.2'))]);
    expect(ambiguousBoth).toBe(0.5);
  });

  it('counts what is outside by style, and has nothing to say of what was not asked', () => {
    const { oosRejected, byStyle, top1, confusion } = evaluate([answered([], none, 'far'), answered([], one('1.1', '1.2'), 'near')]);
    expect([oosRejected, byStyle['far']?.oosRejected, byStyle['near']?.oosRejected, top1]).toEqual([0.5, 1, 0, null]);
    expect(confusion).toEqual({ none: { none: 1, '1.1': 1 } });
  });
});
