import { describe, expect, it } from 'vitest';
import { routeReply } from '../../../src/core/find/replies.ts';
import { makeCourse } from '../../../src/core/course.ts';
import { searchReply } from '../../../src/core/find/search-replies.ts';
import { handle } from '../../../src/core/handle.ts';
import { choicesIn, type Reply } from '../../../src/core/reply.ts';
import type { Route } from '../../../src/router/route.ts';
import type { State } from '../../../src/core/state.ts';
import { textWords } from '../../../src/core/text.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { someone, tuesday } from '../../fixtures/people.ts';
import { wordsIn } from '../../fixtures/words.ts';

const say = (route: Route) => routeReply(makeCourse(tinyPack), { question: 'how do I build a pipeline', route, routed: 'routed01' });
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
    [0.45, '; second came 1.2.'],
    [0.05, '; second came 1.2.'],
  ])('with %d is said to be close, and offered', (second, words) => {
    expect(wordsIn(one(0.5, second))).toContain(words);
    expect(labels(one(0.5, second))).toContain('Or 1.2 Inference Fit and Scoring Modes');
  });

  it('is said to be far behind below a twentieth, and not offered', () => {
    expect(wordsIn(one(0.9, 0.04))).toContain('→ 1.1 (sure); second, far behind, 1.2.');
    expect(labels(one(0.9, 0.04)).join()).not.toContain('1.2');
  });
});

describe('how sure the router is', () => {
  it.each([
    [1, 'sure'],
    [0.9, 'sure'],
    [0.89, 'fairly sure'],
    [0.7, 'fairly sure'],
    [0.69, 'not quite sure'],
    [0.55, 'not quite sure'],
  ])('of %d is said in words: %s', (confidence, words) => {
    expect(wordsIn(one(confidence, 0))).toContain(`“pipeline” → 1.1 (${words})`);
  });
});

describe('an answer of the router', () => {
  it('that is several lessons says which words spoke for which', () => {
    const ranked = (label: string) => ({ label, confidence: 0.4 });
    const evidence = [{ label: '1.1', words: ['pipeline', 'build'] }];
    const reply = say({ kind: 'several', first: ranked('1.1'), others: [ranked('1.2')], evidence });
    expect(wordsIn(reply)).toContain('“pipeline”, “build” → 1.1; the question as a whole → 1.2.');
    expect(labels(reply)).toEqual(['Open 1.1 Pipelines', 'Open 1.2 Inference Fit and Scoring Modes', 'Quiz me on 1.1', 'Not this one']);
  });

  it('that is none says what the guide covers, and names what comes nearest', () => {
    const words = wordsIn(say({ kind: 'none', nearest: ['1.2'] }));
    expect(words).toContain('I find no lesson that answers this. The guide covers two lessons.');
    expect(words).toContain('1.2 Inference Fit and Scoring Modes.');
  });
});

describe('a lesson that an answer opens', () => {
  const ranked = (label: string) => ({ label, confidence: 0.4 });
  it.each<[string, Route]>([
    ['one', { kind: 'one', first: ranked('1.1'), runnerUp: ranked('1.2'), evidence: [] }],
    ['several', { kind: 'several', first: ranked('1.1'), others: [ranked('1.2')], evidence: [] }],
    ['none', { kind: 'none', nearest: ['1.1', '1.2'] }],
  ])('of the kind "%s" knows the way back, for it may not be the one', (_kind, route) => {
    const opened = choicesIn(say(route)).flatMap(({ action }) => (action.kind === 'lesson' ? [action.cameFrom] : []));
    expect(opened).toEqual([
      { kind: 'routed', id: 'routed01' },
      { kind: 'routed', id: 'routed01' },
    ]);
  });
});

describe('going back to an answer', () => {
  const course = makeCourse(tinyPack);
  const routed = { id: 'routed01', learner: 'console:ana', question: 'how do I build a pipeline', shown: ['1.1'], at: tuesday };
  const back = (state: State) =>
    handle({ kind: 'press', action: { kind: 'route', routed: routed.id } }, { state, course, from: someone() });

  it('shows it as it was, under the id by which it can be corrected', () => {
    const { reply, changes } = back({ routed });
    expect(wordsIn(reply)).toContain('“how do I build a pipeline”');
    expect(choicesIn(reply)).toContainEqual({
      label: 'Not this one',
      action: { kind: 'not-this', routed: routed.id },
      emphasis: undefined,
    });
    expect(changes).toEqual([]);
  });

  it.each<[string, State]>([
    ['that is forgotten', {}],
    ['of somebody else', { routed: { ...routed, learner: 'console:ben' } }],
  ])('%s is refused kindly', (_which, state) => {
    expect(wordsIn(back(state).reply)).toContain('That was a while ago');
  });
});

describe('what a search found', () => {
  const long = 'a long sentence about it '.repeat(20);
  it.each(['cue', 'trap', 'pair', 'concept', 'term'] as const)('of the kind %s is short, and the lesson has the rest', (kind) => {
    const tab = ({ cue: 'cues', trap: 'traps', pair: 'pairs', concept: 'concepts', term: 'terms' } as const)[kind];
    const reply = searchReply(tinyPack, 'word', [{ kind, lesson: '1.1', tab, title: long, text: long }]);
    const found = reply.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
    expect(found.map(textWords).every((words) => words.length < 180)).toBe(true);
    expect(choicesIn(reply)[0]?.action).toEqual({ kind: 'lesson', lesson: '1.1', tab, page: 1 });
  });

  it('is no belief without the reason that it is wrong', () => {
    const reply = searchReply(tinyPack, 'word', [{ kind: 'trap', lesson: '1.1', tab: 'traps', title: long, text: 'Because.' }]);
    expect(wordsIn(reply)).toMatch(/“a long sentence.*…” ?– no: Because\.|“a long sentence.*… – no: Because\./);
  });
});
