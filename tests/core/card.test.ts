import fc from 'fast-check';
import { createEmptyCard, fsrs, type Grade, Rating } from 'ts-fsrs';
import { describe, expect, it } from 'vitest';
import { cardOf, type Confidence, gradeOf, nextMemory, recallAt, wantedRecall } from '../../src/core/card.ts';
import type { Attempt, Moment } from '../../src/core/state.ts';
import { tuesday } from '../fixtures/people.ts';

const day = 86_400_000;
const { Again, Hard, Good, Easy } = Rating;

/** An answer that is worth this grade. */
const worth = (grade: Grade, at: Moment): Attempt => {
  const confidence = ({ [Hard]: 'guess', [Easy]: 'sure' } as Readonly<Record<number, Confidence>>)[grade];
  return {
    learner: 'console:ana',
    askedIn: `quiz${at}`,
    item: '1.1-q01',
    lesson: '1.1',
    picks: 'a',
    correct: grade !== Again,
    at,
    confidence,
  };
};

/** Each answer on the day on which the item was due. */
const answersOf = (grades: readonly Grade[]): Attempt[] =>
  grades.reduce<Attempt[]>((before, grade) => [...before, worth(grade, cardOf(before)?.due ?? tuesday)], []);

describe('a card is what FSRS makes of the answers', () => {
  /**
   * Grades, and the intervals in days that the authors of ts-fsrs publish for them with older parameters (`long-term_scheduler.test.ts` of
   * https://github.com/open-spaced-repetition/ts-fsrs): that the library we use is that library.
   */
  const published: readonly (readonly [readonly Grade[], readonly number[]])[] = [
    [
      [Good, Good, Good, Good, Good, Good, Again, Again, Good, Good, Good, Good, Good],
      [3, 13, 48, 155, 445, 1158, 17, 3, 11, 37, 112, 307, 773],
    ],
    [
      [Again, Hard, Good, Easy, Again, Hard, Good, Easy],
      [1, 2, 6, 41, 4, 7, 21, 133],
    ],
    [
      [Hard, Good, Easy, Again, Hard, Good, Easy, Again],
      [2, 7, 54, 5, 8, 26, 171, 8],
    ],
    [
      [Good, Easy, Again, Hard, Good, Easy, Again, Hard],
      [3, 33, 4, 7, 26, 193, 9, 14],
    ],
    [
      [Easy, Again, Hard, Good, Easy, Again, Hard, Good],
      [15, 3, 6, 27, 240, 10, 17, 60],
    ],
  ];
  const w = [
    0.4197, 1.1869, 3.0412, 15.2441, 7.1434, 0.6477, 1.0007, 0.0674, 1.6597, 0.1712, 1.1178, 2.0225, 0.0904, 0.3025, 2.1214, 0.2498, 2.9466,
    0.4891, 0.6468,
  ];

  /** What the library alone makes of grades, each given when the card is due. */
  const alone = (scheduler: ReturnType<typeof fsrs>, grades: readonly Grade[]) =>
    grades.reduce(
      ({ card, days }, grade) => {
        const next = scheduler.next(card, card.due, grade).card;
        return { card: next, days: [...days, next.scheduled_days] };
      },
      { card: createEmptyCard(tuesday), days: [] as number[] },
    );

  it.each(published)('the library gives its published intervals for %j', (grades, intervals) => {
    expect(alone(fsrs({ w, enable_short_term: false }), grades).days).toEqual(intervals);
  });

  it.each(published)('and our card is the library’s, with today’s parameters, for %j', (grades) => {
    const { card } = alone(fsrs({ enable_short_term: false }), grades);
    const { stability, difficulty, due } = card;
    expect(cardOf(answersOf(grades))).toMatchObject({
      stability,
      difficulty,
      due: due.getTime(),
      answers: grades.length,
      lapses: card.lapses,
    });
  });

  it('and so it is for any grades, any number of whole days apart', () => {
    const answer = fc.tuple(fc.constantFrom(Again, Hard, Good, Easy), fc.integer({ min: 0, max: 400 }));
    const scheduler = fsrs({ enable_short_term: false });
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1, maxLength: 10 }), (answers) => {
        let [card, at] = [createEmptyCard(tuesday), tuesday];
        const attempts = answers.map(([grade, days]) => {
          at += days * day;
          card = scheduler.next(card, at, grade).card;
          return worth(grade, at);
        });
        const { stability, difficulty, due, lapses } = card;
        expect(cardOf(attempts)).toMatchObject({ stability, difficulty, due: due.getTime(), lapses });
      }),
    );
  });

  it.each([
    [
      'an evening and the next morning',
      [
        [Again, 22],
        [Good, 32],
      ],
    ],
    [
      'a morning and the next evening',
      [
        [Good, 7],
        [Good, 46],
      ],
    ],
    [
      'three times within a day',
      [
        [Again, 8],
        [Again, 13],
        [Good, 21],
      ],
    ],
    [
      'late each evening',
      [
        [Good, 23],
        [Easy, 72],
        [Again, 190],
        [Good, 215],
      ],
    ],
  ] as const)('%s come to the same memory wherever midnight is', (_, habit) => {
    const stabilities = Array.from({ length: 24 }, (__, hours) => {
      const card = cardOf(habit.map(([grade, hour]) => worth(grade, tuesday + (hour + hours) * 3_600_000)));
      return card && [card.stability, card.difficulty, card.due - card.at];
    });
    expect(new Set(stabilities.map(String)).size).toBe(1);
  });

  it('an answer after part of a day is worth part of what it is after the whole', () => {
    const after = (hours: number) => cardOf([worth(Good, tuesday), worth(Good, tuesday + hours * 3_600_000)])?.stability ?? 0;
    const stabilities = [1, 6, 12, 23, 24, 30].map(after);
    expect(stabilities).toEqual([...new Set(stabilities)].sort((one, other) => one - other));
  });

  it.each([
    [[Again, Good], true],
    [[Good, Again], false],
  ] as const)('after %j is right: %s, as the last answer was', (grades, correct) => {
    expect(cardOf(answersOf(grades))).toMatchObject({ correct });
  });

  it.each([
    [true, 'sure', Easy],
    [true, 'think-so', Good],
    [true, null, Good],
    [true, 'guess', Hard],
    [false, 'sure', Again],
    [false, 'think-so', Again],
    [false, 'guess', Again],
    [false, null, Again],
  ] as const)('right: %s and said: %s is one grade', (correct, confidence, grade) => {
    expect(gradeOf({ correct, confidence: confidence ?? undefined })).toBe(grade);
  });

  it('whatever the order in which the answers arrive', () => {
    const answers = answersOf([Good, Again, Good, Easy]);
    expect(cardOf([...answers].reverse())).toEqual(cardOf(answers));
  });

  it('and none without an answer', () => {
    expect(cardOf([])).toBeUndefined();
  });

  it('for any answers at any moments, several at the same one too, with numbers that can be reckoned with', () => {
    const answer = fc.tuple(fc.constantFrom(Again, Hard, Good, Easy), fc.integer({ min: 0, max: 4_102_444_800_000 }));
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1, maxLength: 12 }), (answers) => {
        const card = cardOf(answers.map(([grade, at]) => worth(grade, at)));
        expect(card).toBeDefined();
        if (card === undefined) return;
        expect([card.stability, card.difficulty, card.due].every(Number.isFinite)).toBe(true);
        expect(card.due).toBeGreaterThanOrEqual(card.at + day);
        expect(card.stability).toBeGreaterThan(0);
      }),
    );
  });
});

describe('what is remembered at a moment', () => {
  const card = cardOf(answersOf([Good, Good, Good]));
  if (card === undefined) throw new Error('Answers make a card.');

  it('is everything at once, nine in ten after as many days as the memory is stable, and less every day', () => {
    expect(recallAt(card, card.at)).toBe(1);
    expect(recallAt(card, card.at + card.stability * day)).toBeCloseTo(wantedRecall, 6);
    const days = [0, 1, 10, 100, 1000].map((days) => recallAt(card, card.at + days * day));
    expect(days).toEqual([...days].sort((one, other) => other - one));
  });

  it('is everything before the answer was given: a clock that goes backwards forgets nothing', () => {
    expect(recallAt(card, card.at - 10 * day)).toBe(1);
  });

  it('is planned with what the next answer makes of it', () => {
    const later = worth(Good, card.due);
    const { stability, difficulty } = cardOf([...answersOf([Good, Good, Good]), later]) ?? card;
    expect(nextMemory(card, card.due, Good)).toEqual({ stability, difficulty, at: card.due });
    expect(nextMemory(undefined, tuesday, Easy).stability).toBe(cardOf(answersOf([Easy]))?.stability);
  });
});
