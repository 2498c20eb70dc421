import { describe, expect, it } from 'vitest';
import { questionById } from '../../../src/core/pack-index.ts';
import type { Question } from '../../../src/core/pack.ts';
import { resultReply } from '../../../src/core/quiz/result-replies.ts';
import { isComplete, isCorrect, toReadAgain } from '../../../src/core/quiz/rules.ts';
import type { Attempt } from '../../../src/core/state.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { tuesday } from '../../fixtures/people.ts';
import { wordsIn } from '../../fixtures/words.ts';

const missed = (item: string, picks: string): Attempt => ({
  learner: 'console:ana',
  askedIn: 'session1',
  item,
  lesson: item.slice(0, 3),
  picks,
  correct: false,
  at: tuesday,
});

describe('a "choose two"', () => {
  const chooseTwo = questionById(tinyPack, '1.1-q02') as Question;

  it.each([
    ['ac', 'both of them', true, true],
    ['a', 'half of them', false, false],
    ['ab', 'one of them and a wrong one', true, false],
    ['abc', 'both of them and a wrong one', false, false],
    ['az', 'one that is not there', false, false],
    ['', 'none', false, false],
  ])('with %j, %s', (picks, _what, complete, correct) => {
    expect([isComplete(chooseTwo, picks), isCorrect(chooseTwo, picks)]).toEqual([complete, correct]);
  });
});

describe('what is worth reading again', () => {
  const attempts = [missed('1.1-q01', 'a'), missed('1.2-q01', 'a'), missed('1.2-q01', 'b')];

  it('is the lesson that was missed most, then the others', () => {
    expect(toReadAgain(tinyPack, attempts).map(({ lesson }) => lesson)).toEqual(['1.2', '1.1']);
    expect(toReadAgain(tinyPack, attempts.slice(0, 2)).map(({ lesson }) => lesson)).toEqual(['1.1', '1.2']);
  });

  it('is named in that order at the end of a quiz', () => {
    const session = { id: 'session1', learner: 'console:ana', lesson: null, questions: ['1.1-q01', '1.2-q01'], startedAt: 0, stoppedAt: 1 };
    expect(wordsIn(resultReply({ pack: tinyPack, session, attempts }))).toMatch(/Worth reading again\n1\.2 Inference.*\n1\.1 Pipelines/);
  });

  it('has the traps that were stepped into, each once, and none of another lesson', () => {
    expect(toReadAgain(tinyPack, [missed('1.1-q01', 'c'), missed('1.1-q01', 'c'), missed('1.2-q01', 'a')])).toEqual([
      { lesson: '1.1', traps: ['tempting'] },
      { lesson: '1.2', traps: [] },
    ]);
  });

  it('is nothing after right answers', () => {
    expect(toReadAgain(tinyPack, [{ ...missed('1.1-q01', 'b'), correct: true }])).toEqual([]);
  });
});
