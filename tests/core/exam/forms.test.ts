import { describe, expect, it } from 'vitest';
import { countsOf, examLength, formCount, nextForm, questionsOf, wholeExam } from '../../../src/core/exam/forms.ts';
import type { MockExam } from '../../../src/core/exam/mock.ts';
import type { Pack } from '../../../src/core/pack.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { shippedPack } from '../../fixtures/shipped.ts';

const forms = [1, 2, 3, 4, 5];
const { chapters } = shippedPack;
const perChapter = (questions: readonly { readonly lesson: string }[]) =>
  chapters.map(({ lessons }) => questions.filter(({ lesson }) => lessons.some(({ id }) => id === lesson)).length);
/** What each chapter's weight comes to, to one question up or down. */
const byWeight = (count: number) => {
  const all = chapters.reduce((sum, { weight }) => sum + weight, 0);
  return chapters
    .map(({ weight }) => (count * weight) / all)
    .map((share) => expect.toSatisfy((found: number) => Math.abs(found - share) < 1));
};

describe('the forms of the shipped pack', () => {
  it('are five of 59 questions in 120 minutes that share no question', () => {
    expect([wholeExam(shippedPack), formCount(shippedPack)]).toEqual([{ questions: 59, minutes: 120 }, 5]);
    const all = forms.flatMap((form) => questionsOf(shippedPack, form, 59).map(({ id }) => id));
    expect([all.length, new Set(all).size]).toEqual([295, 295]);
  });

  it.each(forms)('form %i has of the chapters as many as they weigh, and of each lesson and difficulty as many as the bank has', (form) => {
    const questions = questionsOf(shippedPack, form, 59);
    expect(perChapter(questions)).toEqual(byWeight(59));
    for (const [at, { lessons }] of chapters.entries()) {
      const [inForm = 0, inBank] = [perChapter(questions)[at], lessons.flatMap((lesson) => lesson.questions).length];
      for (const { id, questions: own } of lessons) {
        const due = (inForm * own.length) / inBank;
        expect(Math.abs(questions.filter(({ lesson }) => lesson === id).length - due)).toBeLessThan(1.5);
      }
    }
    const share = (some: readonly { readonly difficulty: string }[]) =>
      some.filter(({ difficulty }) => difficulty === 'hard').length / some.length;
    const bank = chapters.flatMap(({ lessons }) => lessons).flatMap((lesson) => lesson.questions);
    expect(Math.abs(share(questions) - share(bank))).toBeLessThan(0.12);
  });

  it.each([
    [30, 61],
    [20, 41],
    [5, 10],
    [59, 120],
  ])('a form of %i has the proportions of the whole one, is part of it, and has time in proportion', (count, minutes) => {
    const questions = questionsOf(shippedPack, 3, count);
    expect([questions.length, perChapter(questions), examLength(shippedPack, count).minutes]).toEqual([count, byWeight(count), minutes]);
    const whole = new Set(questionsOf(shippedPack, 3, 59).map(({ id }) => id));
    expect(questions.every(({ id }) => whole.has(id))).toBe(true);
  });

  it('are nearly the same when a question is added', () => {
    const [first, ...others] = shippedPack.chapters;
    const [lesson, ...lessons] = first?.lessons ?? [];
    if (first === undefined || lesson === undefined) throw new Error('There is no lesson.');
    const [question] = lesson.questions;
    const questions = [...lesson.questions, ...(question ? [{ ...question, id: '1.1-q99' }] : [])];
    const pack: Pack = { ...shippedPack, chapters: [{ ...first, lessons: [{ ...lesson, questions }, ...lessons] }, ...others] };
    for (const form of forms) {
      const before = new Set(questionsOf(shippedPack, form, 59).map(({ id }) => id));
      expect(questionsOf(pack, form, 59).filter(({ id }) => before.has(id)).length).toBeGreaterThanOrEqual(50);
    }
  });
});

describe('the forms of another pack', () => {
  it('are as long as its questions go', () => {
    expect([wholeExam(tinyPack), formCount(tinyPack)]).toEqual([{ questions: 3, minutes: 6 }, 1]);
    expect(
      questionsOf(tinyPack, 1, 3)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['1.1-q01', '1.1-q02', '1.2-q01']);
  });

  it('without a question are none', () => {
    const pack = { ...tinyPack, chapters: tinyPack.chapters.map((chapter) => ({ ...chapter, lessons: [] })) };
    expect([wholeExam(pack).questions, formCount(pack)]).toEqual([0, 0]);
  });

  it.each([
    [[50, 50], 5, [3, 2]],
    [[0, 0], 4, [2, 2]],
    [[90, 5, 5], 10, [9, 1, 0]],
    [[44, 44, 12], 59, [26, 26, 7]],
    [[44, 44, 12], 30, [13, 13, 4]],
    [[44, 44, 12], 20, [9, 9, 2]],
    [[44, 44, 12], 5, [2, 2, 1]],
    [[1], 7, [7]],
  ])('of weights %j has for %i questions %j', (weights, questions, counts) => {
    const [chapter] = tinyPack.chapters;
    const pack = { ...tinyPack, chapters: weights.flatMap((weight) => (chapter ? [{ ...chapter, weight }] : [])) };
    expect(countsOf(pack, questions)).toEqual(counts);
  });
});

describe('the form that is next', () => {
  const had = (form: number, startedAt: number, mark: 'right' | 'open' = 'right'): MockExam => ({
    id: `exam${startedAt}`,
    learner: 'console:ana',
    form,
    questions: [],
    startedAt,
    endsAt: startedAt + 1,
    zone: 'UTC',
    submittedAt: startedAt + 1,
    marks: [{ item: '1.1-q01', lesson: '1.1', objective: 1, mark }],
  });

  it.each<[string, readonly MockExam[], number]>([
    ['first for a newcomer', [], 1],
    ['one that was never had', [had(1, 1), had(3, 2)], 2],
    ['the one of longest ago', [had(1, 9), had(2, 3), had(3, 5), had(4, 6), had(5, 7)], 2],
    ['one in which nothing was answered', [had(1, 1, 'open')], 1],
    ['by the last time of each', [had(1, 1), had(2, 2), had(3, 3), had(4, 4), had(5, 5), had(1, 6)], 2],
  ])('is %s', (_, exams, form) => {
    expect(nextForm(shippedPack, exams)).toBe(form);
  });
});
