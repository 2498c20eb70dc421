import { describe, expect, it } from 'vitest';
import { routeReply } from '../../../src/core/find/replies.ts';
import { choicesIn, type Reply } from '../../../src/core/reply.ts';
import type { Route } from '../../../src/router/route.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { wordsIn } from '../../fixtures/words.ts';

const say = (route: Route) => routeReply(tinyPack, 'how do I build a pipeline', route, 'routed01');
const labels = (reply: Reply) => choicesIn(reply).map(({ label }) => label);
/** One lesson with a share of the router's belief, and the one that came second with another. */
const one = (first: number, second: number) =>
  say({
    kind: 'one',
    first: { label: '1.1', confidence: first },
    runnerUp: { label: '1.2', confidence: second },
    evidence: [{ label: '1.1', words: ['pipeline'] }],
  });

describe('the lesson that came second', () => {
  it.each([
    [0.45, '; second came 1.2 (45 % sure).'],
    [0.1, '; second came 1.2 (10 % sure).'],
  ])('with %d is said to be close, and offered', (second, words) => {
    expect(wordsIn(one(0.5, second))).toContain(words);
    expect(labels(one(0.5, second))).toContain('Or 1.2 Inference Fit and Scoring Modes');
  });

  it('is said to be far behind below a tenth, and not offered', () => {
    expect(wordsIn(one(0.9, 0.09))).toContain('→ 1.1 (90 % sure); second, far behind, 1.2.');
    expect(labels(one(0.9, 0.09)).join()).not.toContain('1.2');
  });
});

describe('how sure the router is', () => {
  it.each([
    [1, '99 % sure'],
    [0.996, '99 % sure'],
    [0.985, '99 % sure'],
    [0.984, '98 % sure'],
  ])('of %d is said as %s: never more than it can know', (confidence, words) => {
    expect(wordsIn(one(confidence, 0))).toContain(`“pipeline” → 1.1 (${words})`);
  });
});

describe('an answer of the router', () => {
  it('that is several lessons says which words spoke for which', () => {
    const ranked = (label: string) => ({ label, confidence: 0.4 });
    const evidence = [{ label: '1.1', words: ['pipeline', 'build'] }];
    const reply = say({ kind: 'several', first: ranked('1.1'), others: [ranked('1.2')], evidence });
    expect(wordsIn(reply)).toContain('“pipeline”, “build” → 1.1; the question as a whole → 1.2.');
    expect(labels(reply)).toEqual(['Open 1.1 Pipelines', 'Open 1.2 Inference Fit and Scoring Modes', 'Quiz me', 'Not this one']);
  });

  it('that is none says what the guide covers, and names what comes nearest', () => {
    const words = wordsIn(say({ kind: 'none', nearest: ['1.2'] }));
    expect(words).toContain('I find no lesson that answers this. The guide covers two lessons.');
    expect(words).toContain('1.2 Inference Fit and Scoring Modes.');
  });
});
