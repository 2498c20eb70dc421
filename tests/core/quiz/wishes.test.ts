import fc from 'fast-check';
import { cardsOf } from '../../fixtures/cards.ts';
import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../src/core/commands.ts';
import { handle } from '../../../src/core/handle.ts';
import { questionById } from '../../../src/core/pack-index.ts';
import type { Question } from '../../../src/core/pack.ts';
import { readQuiz } from '../../../src/core/quiz/wishes.ts';
import type { State } from '../../../src/core/state.ts';
import { someone } from '../../fixtures/people.ts';
import { shipped as course, shippedPack as pack } from '../../fixtures/shipped.ts';
import { wordsIn } from '../../fixtures/words.ts';

function start(line: string, state: State = {}) {
  const { reply, changes } = handle(parseCommand(line), { state, course, from: someone() });
  const ids = changes.flatMap((change) => (change.kind === 'quiz-started' ? change.session.questions : []));
  const questions = ids.flatMap((id): Question[] => [questionById(pack, id)].filter((question) => question !== undefined));
  return { words: wordsIn(reply), questions, count: ids.length };
}

const lessonsIn = (questions: readonly Question[]) => [...new Set(questions.map(({ lesson }) => lesson))].sort();
const kindsIn = (questions: readonly Question[]) => [...new Set(questions.map(({ difficulty }) => difficulty))];

describe('a quiz', () => {
  it.each([
    ['quiz', 5, undefined],
    ['quiz 7', 7, undefined],
    ['quiz ten', 10, undefined],
    ['quiz 1.4 ten', 10, ['1.4']],
    ['quiz seven questions on 2.1', 7, ['2.1']],
    ['quiz 1.4, 10', 10, ['1.4']],
    ['quiz "1.5" 10', 10, ['1.5']],
    ['quiz 10 1.5', 10, ['1.5']],
    ['quiz 1,4', 5, ['1.4']],
    ['quiz me on 1.4 please', 5, ['1.4']],
    ['quiz optuna 10', 10, ['1.4']],
    ['quiz model serving', 5, ['3.2']],
    ['quiz 1.1 1.3 20', 20, ['1.1', '1.3']],
    ['quiz 1.5 1.2 20', 20, ['1.2', '1.5']],
    ['quiz 1.1, 1.3 and 2.2 20', 20, ['1.1', '1.3', '2.2']],
    ['quiz 1.1-1.3 20', 20, ['1.1', '1.2', '1.3']],
    ['quiz chapter 3 20', 20, ['3.1', '3.2']],
    ['quiz 20 model deployment', 20, ['3.1', '3.2']],
    ['lesson 1.4 quiz', 5, ['1.4']],
    ['quiz lesson 1.4', 5, ['1.4']],
    ['quiz all', 5, undefined],
    ['quiz random 8', 8, undefined],
  ])('"%s" has %d questions', (line, many, lessons) => {
    const { questions, count } = start(line);
    expect(count).toBe(many);
    if (lessons) expect(lessonsIn(questions)).toEqual(lessons);
  });

  it('on a chapter by its name is on all its lessons alone', () => {
    for (const line of ['quiz mlops 20', 'quiz ML Ops 20', 'quiz chapter two 20']) {
      expect(start(line).questions.every(({ lesson }) => lesson.startsWith('2.'))).toBe(true);
    }
  });

  it.each([
    ['quiz 5 easy', 'easy'],
    ['quiz easy', 'easy'],
    ['quiz hard', 'hard'],
    ['quiz medium 20', 'medium'],
    ['quiz easy 1.2', 'easy'],
    ['quiz 1.2 difficult ones', 'hard'],
    ['quiz HARD', 'hard'],
    ['quiz some simple questions', 'easy'],
    ['quiz advanced mlops', 'hard'],
    ['quiz 10 hard 2.5 2.4', 'hard'],
  ])('"%s" has %s questions only, and says so', (line, difficulty) => {
    const { questions, words } = start(line);
    expect(kindsIn(questions)).toEqual([difficulty]);
    expect(words.toLowerCase()).toMatch(new RegExp(`${difficulty} questions`));
  });

  it('takes its wishes as options, too', () => {
    const { changes } = handle({ kind: 'quiz', lesson: '1.2', count: '3', difficulty: 'hard' }, { state: {}, course, from: someone() });
    const ids = changes.flatMap((change) => (change.kind === 'quiz-started' ? change.session.questions : []));
    expect(ids.map((id) => questionById(pack, id)?.difficulty)).toEqual(['hard', 'hard', 'hard']);
  });

  it.each(['quiz missed', 'quiz weak spots', 'quiz my mistakes', 'quiz what I got wrong'])(
    '"%s" has what was missed last, or says that there is nothing',
    (line) => {
      const cards = cardsOf({
        '1.1-q01': { correct: false, at: 1 },
        '1.2-q01': { correct: false, at: 2 },
        '1.3-q01': { correct: true, at: 3 },
      });
      expect(
        start(line, { cards })
          .questions.map(({ id }) => id)
          .sort(),
      ).toEqual(['1.1-q01', '1.2-q01']);
      const nothing = start(line);
      expect(nothing.words).toContain('There are no missed questions yet, so here are others.');
      expect(nothing.count).toBe(5);
    },
  );

  it.each([
    ['quiz 59', 'A quiz has 20 questions at most, so here are 20.'],
    ['quiz 0', '“0” is not a number from 1 to 20'],
    ['quiz many', '“many” is not a number'],
    ['quiz 1.4 -3', '“-3” is not a number'],
    ['quiz 1.1 1.3', 'Questions on 1.1 and 1.3.'],
    ['quiz 3.2 hard 20', 'There are only'],
    ['quiz mlops', 'Questions on chapter 2'],
    ['quiz 1.4 9.9', 'The guide has no “9.9”.'],
    ['quiz 1.2 easy foo', 'I left out “foo”. Easy questions on 1.2.'],
  ])('"%s" says "%s"', (line, said) => {
    expect(start(line).words).toContain(said);
  });

  it.each([
    'quiz 9.9',
    'quiz 1.10',
    'quiz lesson 4',
    'quiz xyzzy',
    'quiz spark',
    'quiz not easy',
    'quiz all but 1.4',
    'quiz 1.4 not hard',
    'quiz 5 easy and 5 hard',
    'quiz 5 10',
    'quiz chapter 9',
    'quiz one hot banana',
    'quiz traps',
  ])('"%s" is asked about and starts nothing', (line) => {
    const { count, words } = start(line);
    expect(count).toBe(0);
    expect(words).toMatch(/\?|These are the lessons there are/);
  });

  it('is one to twenty questions that fit the wish, or a question back, whatever is typed', () => {
    const word = fc.constantFrom(
      '1.1',
      '1.3',
      '9.9',
      '5',
      '30',
      'easy',
      'hard',
      'missed',
      'chapter',
      '2',
      'mlops',
      'ten',
      'please',
      'lesson',
      ',',
      '-',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (words) => {
        const wish = readQuiz({ lesson: words.join(' '), count: '' }, course, { cards: new Map() });
        if (wish.kind === 'ask') return;
        expect(wish.wish.count).toBeGreaterThan(0);
        expect(wish.wish.count).toBeLessThanOrEqual(20);
        if (words.includes('hard') && !words.includes('easy') && !words.includes('missed'))
          expect(
            kindsIn(pack.chapters.flatMap(({ lessons }) => lessons.flatMap(({ questions }) => questions.filter(wish.wish.fits)))),
          ).toEqual(['hard']);
      }),
    );
  });
});
