import { describe, expect, it } from 'vitest';
import { cardOf, type Memory } from '../../../src/core/card.ts';
import { chooseDay, type DayInput } from '../../../src/core/plan/day.ts';
import { type SyllabusEntry, syllabusOf } from '../../../src/core/plan/syllabus.ts';
import { minutesFor, recallIfAnswered, recallOnExam } from '../../../src/core/plan/worth.ts';
import { cardOnce } from '../../fixtures/cards.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { tuesday } from '../../fixtures/people.ts';

const day = 86_400_000;
const entry = (item: string, different: Partial<SyllabusEntry> = {}): SyllabusEntry => ({
  item,
  lesson: '1.1',
  objective: 1,
  weight: 0.1,
  isCue: false,
  difficulty: 'medium',
  ...different,
});
const input = (different: Partial<DayInput>): DayInput => ({
  syllabus: [],
  memories: new Map(),
  done: new Set(),
  now: tuesday,
  examAt: tuesday + 30 * day,
  minutes: 20,
  pace: 1,
  allowsNew: true,
  ...different,
});
const items = (different: Partial<DayInput>) => chooseDay(input(different)).map((chosen) => chosen.entry.item);
const memory = (stability: number, daysAgo: number): Memory => ({ stability, difficulty: 5, at: tuesday - daysAgo * day });

describe('the set of a day', () => {
  it('has what raises the recall of the exam most for each minute, the best first', () => {
    const syllabus = [entry('light', { weight: 0.01 }), entry('heavy', { weight: 0.2 }), entry('cue', { weight: 0.15, isCue: true })];
    const memories = new Map(syllabus.map(({ item }) => [item, memory(3, 8)]));
    expect(items({ syllabus, memories })).toEqual(['cue', 'heavy', 'light']);
  });

  it('leaves alone what is worth more in a week', () => {
    const syllabus = [entry('fresh'), entry('fading')];
    const memories = new Map([
      ['fresh', memory(40, 1)],
      ['fading', memory(4, 6)],
    ]);
    expect(items({ syllabus, memories, minutes: 0.5 })).toEqual(['fading']);
  });

  it('ends with the minutes, and has one item at least', () => {
    const syllabus = Array.from({ length: 50 }, (_, nth) => entry(`item${nth}`));
    expect(items({ syllabus, minutes: 20 })).toHaveLength(Math.ceil(20 / minutesFor(entry('one'), true, 1)));
    expect(items({ syllabus, minutes: 20, pace: 2 })).toHaveLength(Math.ceil(10 / minutesFor(entry('one'), true, 1)));
    expect(items({ syllabus, minutes: 0.1 })).toHaveLength(1);
  });

  it('brings new ones of an objective from easy to hard, though the hard ones are less known', () => {
    const syllabus = (['hard', 'easy', 'medium'] as const).map((difficulty) => entry(difficulty, { difficulty }));
    const inOrder = [...syllabus].sort(
      (one, other) => 'easy medium hard'.indexOf(one.difficulty) - 'easy medium hard'.indexOf(other.difficulty),
    );
    expect(items({ syllabus: inOrder })).toEqual(['easy', 'medium', 'hard']);
  });

  it('has nothing new where nothing new is wanted, and nothing twice a day', () => {
    const syllabus = [entry('new'), entry('old'), entry('done')];
    const memories = new Map([
      ['old', memory(2, 5)],
      ['done', memory(2, 5)],
    ]);
    expect(items({ syllabus, memories, done: new Set(['done']), allowsNew: false })).toEqual(['old']);
    expect(items({ syllabus, memories, done: new Set(['done']) }).toSorted()).toEqual(['new', 'old']);
  });

  it('is the same for the same input, and leaves that alone', () => {
    const syllabus = Array.from({ length: 200 }, (_, nth) => entry(`item${nth}`, { objective: nth % 7, lesson: `1.${nth % 3}` }));
    const memories = new Map(syllabus.filter((_, nth) => nth % 2).map(({ item }, nth) => [item, memory(1 + (nth % 9), nth % 13)]));
    const given = input({ syllabus: Object.freeze(syllabus), memories });
    expect(chooseDay(given)).toEqual(chooseDay(given));
  });

  it('looks closely at few, and finds the same as if it looked at all', () => {
    const syllabus = Array.from({ length: 400 }, (_, nth) => entry(`item${nth}`, { weight: ((nth * 7) % 40) / 1000 }));
    const memories = new Map(syllabus.map(({ item }, nth) => [item, memory(0.5 + ((nth * 13) % 30), (nth * 5) % 17)]));
    const small = items({ syllabus, memories, minutes: 8 });
    const all = items({ syllabus, memories, minutes: 100_000 });
    expect(all.slice(0, small.length)).toEqual(small);
  });

  it('is empty where there is nothing to do', () => {
    expect(items({})).toEqual([]);
  });
});

describe('the worth of an answer', () => {
  it('is the mean of right and wrong, by the chance of each today', () => {
    const card = cardOnce('1.1-q01', { correct: true, at: tuesday - 10 * day });
    const exam = tuesday + 20 * day;
    const [right, wrong] = [true, false].map((correct) => {
      const after = cardOf([
        { learner: 'a', askedIn: 'one', item: 'i', lesson: 'l', picks: 'a', correct: true, at: tuesday - 10 * day },
        { learner: 'a', askedIn: 'two', item: 'i', lesson: 'l', picks: 'a', correct, at: tuesday },
      ]);
      return recallOnExam(after, 'easy', exam);
    });
    const chance = recallOnExam(card, 'easy', tuesday);
    expect(recallIfAnswered(card, 'easy', tuesday, exam)).toBeCloseTo(chance * (right ?? 0) + (1 - chance) * (wrong ?? 0), 6);
  });

  it('is less for what is known from elsewhere', () => {
    expect(recallOnExam(undefined, 'easy', 0)).toBeGreaterThan(recallOnExam(undefined, 'hard', 0));
  });
});

describe('the weights', () => {
  it('are those of the exam guide, shared out over lessons, objectives and items, and come to one', () => {
    const syllabus = syllabusOf(tinyPack);
    const of = (lesson: string) => syllabus.filter((one) => one.lesson === lesson).reduce((sum, { weight }) => sum + weight, 0);
    expect(of('1.1') + of('1.2')).toBeCloseTo(1, 10);
    expect(of('1.1')).toBeCloseTo(of('1.2'), 10);
    expect(syllabus).toHaveLength(6);
  });
});
