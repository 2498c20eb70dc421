import { describe, expect, it } from 'vitest';
import type { Question } from '../../../src/core/pack.ts';
import { questionById } from '../../../src/core/pack-index.ts';
import { inTurn, type Knowledge } from '../../../src/core/quiz/choose.ts';
import { random, shuffle } from '../../../src/core/random.ts';
import type { Card, Cards } from '../../../src/core/card.ts';
import { cardOnce } from '../../fixtures/cards.ts';
import { tinyPack } from '../../fixtures/pack.ts';

const sample = questionById(tinyPack, '1.1-q01') as Question;
const bank = (size: number): Question[] => Array.from({ length: size }, (_, at) => ({ ...sample, id: `q${at}` }));
/** `-` was never answered, `x` was missed and `o` was right, each a moment later than the one before. */
const cardsIn = (marks: string): Cards =>
  new Map(
    [...marks].flatMap((mark, at) =>
      mark === '-' ? [] : [[`q${at}`, cardOnce(`q${at}`, { correct: mark === 'o', at: at + 1 })] as const],
    ),
  );
/** A moment after all of it; what was right comes back later. */
const knowledgeOf = (cards: Cards): Knowledge => ({ cards, now: 1_000, dueBefore: 1_000 });
const chosen = (marks: string, count: number) =>
  inTurn(bank(marks.length), count, knowledgeOf(cardsIn(marks))).map(({ id }) => id.slice(1));

describe('the questions of a quiz', () => {
  it.each([
    ['nothing was answered', '-----', 3, '0 1 2'],
    ['one was missed', '--x--', 3, '2 0 1'],
    ['as many were missed as fit into the half', 'xx---', 4, '0 1 2 3'],
    ['more were missed than fit into the half', 'xxx----', 4, '0 1 3 4'],
    ['more were missed than two halves take', 'xxxxx---', 4, '0 1 2 5'],
    ['much more was missed', 'xxxxxxxx---', 4, '0 1 2 3'],
    ['an odd number is asked', 'xxxx----', 5, '0 1 2 4 5'],
    ['one is asked', 'ox-', 1, '1'],
    ['nothing is new any more', 'oxoxo', 4, '1 3 0 2'],
    ['nothing new is left, and more was missed than the half', 'xxxo', 4, '0 1 2 3'],
    ['everything was right', 'ooo', 2, '0 1'],
    ['more is asked than there is', 'x-o', 20, '0 1 2'],
    ['there is nothing', '', 5, ''],
  ])('when %s', (_what, marks, count, expected) => {
    expect(chosen(marks, count).join(' ')).toBe(expected);
  });
});

describe.each([0.2, 0.5, 0.8, 1])('in thirty days of five questions a day, %d of them missed', (missed) => {
  it.each(['Ana', 'Ben', 'Mia'])('each missed question of %s comes back in one of the next two quizzes', (name) => {
    const next = random(name);
    const cards = new Map<string, Card>();
    const waiting = new Map<string, number>();
    for (let day = 1; day <= 30; day += 1) {
      const quiz = inTurn(shuffle(bank(400), `${name}${day}`), 5, knowledgeOf(cards)).map(({ id }) => id);
      for (const id of quiz) waiting.delete(id);
      expect([...waiting.values()].filter((since) => day - since >= 2)).toEqual([]);
      quiz.forEach((id, at) => {
        const correct = next() >= missed;
        cards.set(id, cardOnce(id, { correct, at: day * 10 + at }));
        if (!correct) waiting.set(id, day);
      });
    }
    expect(cards.size).toBeGreaterThan(5);
  });
});
