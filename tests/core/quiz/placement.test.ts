import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../src/core/commands.ts';
import { makeCourse } from '../../../src/core/course.ts';
import { handle } from '../../../src/core/handle.ts';
import { lessonsOf, questionById } from '../../../src/core/pack-index.ts';
import { choiceCount, type Difficulty } from '../../../src/core/pack.ts';
import { choosePlacement } from '../../../src/core/quiz/choose.ts';
import { resultReply } from '../../../src/core/quiz/result-replies.ts';
import type { Attempt, State } from '../../../src/core/state.ts';
import { cardsOf } from '../../fixtures/cards.ts';
import { someone, tuesday } from '../../fixtures/people.ts';
import { shippedPack } from '../../fixtures/shipped.ts';
import { wordsIn } from '../../fixtures/words.ts';

const pack = shippedPack;
const lessons = lessonsOf(pack);
const steps: readonly Difficulty[] = ['easy', 'medium', 'hard'];

describe('a newcomer’s first quiz', () => {
  it.each(['Ana', 'Ben', 'Mia', 'Tom'])('has a question of each lesson, from easy to hard, whatever the seed: %s', (seed) => {
    const questions = choosePlacement(pack, seed);
    expect(questions.map(({ lesson }) => lesson).sort()).toEqual(lessons.map(({ id }) => id).sort());
    const difficulties = questions.map(({ difficulty }) => steps.indexOf(difficulty));
    expect(difficulties).toEqual(difficulties.toSorted((one, other) => one - other));
    expect(difficulties[0]).toBe(0);
    expect(questions.filter((question) => question.form === 'code' || choiceCount(question) > 1)).toEqual([]);
    expect(choosePlacement(pack, seed)).toEqual(questions);
  });

  const course = makeCourse(pack);
  const start = (state: State, wish = { lesson: '', count: '' }) => handle({ kind: 'quiz', ...wish }, { state, course, from: someone() });

  it.each<[string, State, { lesson: string; count: string }, string | undefined]>([
    ['nobody has answered anything yet', { cards: new Map() }, { lesson: '', count: '' }, 'placement'],
    ['something was answered', { cards: cardsOf({ '1.1-q01': { correct: true, at: 1 } }) }, { lesson: '', count: '' }, undefined],
    ['a lesson is wished', { cards: new Map() }, { lesson: '1.2', count: '' }, undefined],
    ['a number is wished', { cards: new Map() }, { lesson: '', count: '3' }, undefined],
    ['the usual number is wished', { cards: new Map() }, { lesson: '', count: '5' }, undefined],
    ['the usual number is typed', { cards: new Map() }, { lesson: '5 questions', count: '' }, undefined],
    ['it is typed as a word', { cards: new Map() }, { lesson: 'five', count: '' }, undefined],
    ['no number of questions is typed', { cards: new Map() }, { lesson: '0', count: '' }, undefined],
    ['hard questions are wished', { cards: new Map() }, { lesson: 'hard', count: '' }, undefined],
  ])('when %s', (_when, state, wish, purpose) => {
    const { reply, changes } = start(state, wish);
    expect(changes).toMatchObject([{ kind: 'quiz-started' }]);
    expect(changes.flatMap((change) => (change.kind === 'quiz-started' ? [change.session.purpose] : []))).toEqual([purpose]);
    expect(wordsIn(reply).includes('one from each lesson, from easy to hard')).toBe(purpose === 'placement');
  });

  it.each([
    ['quiz 5', 'Question 1 of 5', 'Your first question.'],
    ['quiz 0', 'Question 1 of 5', '“0” is not a number from 1 to 20'],
    ['quiz -3', 'Question 1 of 5', '“-3” is not a number from 1 to 20'],
    ['quiz 99', 'Question 1 of 20', 'A quiz has 20 questions at most'],
  ])('gives way to “%s”, and what is to be said of it is said', (line, ...said) => {
    const words = wordsIn(handle(parseCommand(line), { state: { cards: new Map() }, course, from: someone() }).reply);
    for (const part of said) expect(words).toContain(part);
  });

  it.each([
    [5, 'placement'],
    [3, undefined],
  ])('comes from a button, which says %i', (count, purpose) => {
    const action = { kind: 'quiz', lesson: null, count } as const;
    const { changes } = handle({ kind: 'press', action }, { state: { cards: new Map() }, course, from: someone() });
    expect(changes.flatMap((change) => (change.kind === 'quiz-started' ? [change.session.purpose] : []))).toEqual([purpose]);
  });

  const questions = choosePlacement(pack, 'Ana').map(({ id }) => id);
  const session = {
    id: 'placed01',
    learner: 'console:ana',
    lesson: null,
    purpose: 'placement',
    questions,
    startedAt: tuesday,
    stoppedAt: null,
  } as const;
  /** The result after answers to so many questions, those of these lessons wrong. */
  const resultOf = (count: number, ...wrong: string[]) => {
    const attempts = questions.slice(0, count).map((item): Attempt => {
      const lesson = questionById(pack, item)?.lesson ?? '';
      return { learner: 'console:ana', askedIn: session.id, item, lesson, picks: 'a', correct: !wrong.includes(lesson), at: tuesday };
    });
    return wordsIn(resultReply({ pack, session, attempts }));
  };

  it.each([
    [lessons.length, ['2.3', '1.4', '3.1'], 'With 1.4 Distributed'],
    [lessons.length, ['3.2'], 'With 3.2'],
    [lessons.length, [], 'You had a right answer in every lesson.'],
    [lessons.length, lessons.map(({ id }) => id), 'With 1.1'],
    [1, [], 'it is the first one that you have not been asked about'],
  ])('of %d answers ends with where to start, when %j went wrong', (count, wrong, said) => {
    expect(resultOf(count, ...wrong)).toContain('Where to start');
    expect(resultOf(count, ...wrong)).toContain(said);
  });
});
