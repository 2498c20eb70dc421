import { describe, expect, it } from 'vitest';
import { csvLine } from '../../src/core/account/replies.ts';
import type { Action } from '../../src/core/action.ts';
import { makeCourse } from '../../src/core/course.ts';
import { handle } from '../../src/core/handle.ts';
import { choicesIn, type Reply } from '../../src/core/reply.ts';
import type { Request } from '../../src/core/request.ts';
import type { Kept, KeptLine, State } from '../../src/core/state.ts';
import { tinyPack } from '../fixtures/pack.ts';
import { someone, tuesday } from '../fixtures/people.ts';
import { wordsIn } from '../fixtures/words.ts';

const course = makeCourse(tinyPack);
const ask = (request: Request, state: State = {}) => handle(request, { state, course, from: someone() });
const press = (action: Action, state: State = {}) => ask({ kind: 'press', action }, state);
const labels = (reply: Reply) => choicesIn(reply).map(({ label }) => label);
const kept = (some: Partial<Kept>): Kept => ({ answers: 0, quizzes: 0, questions: 0, plans: 0, drills: 0, ...some });

describe('deleting', () => {
  it.each<[Partial<Kept>, string]>([
    [{ answers: 1 }, '1 answer. Nobody'],
    [{ answers: 400, quizzes: 31 }, '400 answers and 31 quizzes. Nobody'],
    [{ quizzes: 1 }, '1 quiz. Nobody'],
    [{ questions: 1 }, '1 question of this hour. Nobody'],
    [{ quizzes: 2, questions: 3 }, '2 quizzes and 3 questions of this hour. Nobody'],
    [{ answers: 5, quizzes: 1, questions: 2 }, '5 answers, 1 quiz and 2 questions of this hour. Nobody'],
    [{ answers: 5, drills: 1 }, '5 answers. Nobody'],
    [{ drills: 1 }, 'that it was you who set up a daily drill. Nobody'],
    [{ answers: 2, quizzes: 2, questions: 2, drills: 2 }, '2 answers, 2 quizzes and 2 questions of this hour. Nobody'],
    [{ answers: 1, quizzes: 1, questions: 1, drills: 1 }, '1 answer, 1 quiz and 1 question of this hour. Nobody'],
  ])('%j is asked about first, in numbers, and nothing is gone yet', (some, words) => {
    const state = { kept: kept(some) };
    expect(choicesIn(ask({ kind: 'my-data' }, state).reply)).toContainEqual({
      label: 'Delete everything about me',
      action: { kind: 'forget-me' },
      emphasis: 'danger',
    });
    const { reply, changes } = press({ kind: 'forget-me' }, state);
    expect(changes).toEqual([]);
    expect(wordsIn(reply)).toContain(words);
    expect(choicesIn(reply)).toEqual([
      { label: 'Keep everything', action: { kind: 'guide' }, emphasis: undefined },
      { label: 'Yes, delete it all', action: { kind: 'forget-all' }, emphasis: 'danger' },
    ]);
    expect(wordsIn(reply).includes('in its channel') || wordsIn(reply).includes('in their channels')).toBe((some.drills ?? 0) > 0);
  });

  it('happens when it is said a second time', () => {
    const { reply, changes } = press({ kind: 'forget-all' }, { kept: kept({ answers: 7 }) });
    expect(changes).toEqual([{ kind: 'learner-forgotten', learner: 'console:ana' }]);
    expect(wordsIn(reply)).toContain('Everything about you is gone for good.');
  });

  it('is not offered to those of whom nothing is kept', () => {
    expect(labels(ask({ kind: 'my-data' }, { kept: kept({}) }).reply)).toEqual(['Quiz me']);
    expect(wordsIn(press({ kind: 'forget-me' }, { kept: kept({}) }).reply)).toContain('There is nothing to delete');
  });
});

describe('the table of what is kept', () => {
  const line = (different: Partial<KeptLine>): KeptLine => ({
    at: tuesday,
    pack: 'tiny',
    kind: 'answer',
    about: '1.1-q01',
    detail: 'b',
    ...different,
  });

  it.each<[Partial<KeptLine>, string]>([
    [{ correct: true }, 'tiny,answer,1.1-q01,b,right'],
    [{ correct: false, detail: 'ad' }, 'tiny,answer,1.1-q01,ad,wrong'],
    [{ kind: 'quiz', about: '1.1', detail: '1.1-q01 1.1-q02' }, 'tiny,quiz,1.1,1.1-q01 1.1-q02,'],
    [{ kind: 'quiz', about: '', detail: '1.1-q01' }, 'tiny,quiz,,1.1-q01,'],
    [{ kind: 'question', about: 'how?', detail: '1.1 1.2' }, 'tiny,question,how?,1.1 1.2,'],
    [{ kind: 'question', about: 'batch, or stream?', detail: '' }, 'tiny,question,"batch, or stream?",,'],
    [{ kind: 'question', about: 'say "fit"', detail: '' }, 'tiny,question,"say ""fit""",,'],
    [{ kind: 'question', about: 'two\nlines', detail: '' }, 'tiny,question,"two\nlines",,'],
    [{ kind: 'question', about: 'x'.repeat(300), detail: '' }, `tiny,question,${'x'.repeat(199)}…,,`],
    [{ kind: 'drill', about: 'C123', detail: '09:00' }, 'tiny,drill,C123,09:00,'],
    [{ pack: 'a,b', correct: true }, '"a,b",answer,1.1-q01,b,right'],
  ])('has %j as one line that a spreadsheet reads', (different, written) => {
    expect(csvLine(line(different))).toBe(`2026-11-24T10:00:00.000Z,${written}`);
  });

  it('goes on to the next page, and from every page everything can be deleted', () => {
    const { reply } = press({ kind: 'export', page: 2 }, { keptPage: { lines: [line({ correct: true })], more: true } });
    expect(wordsIn(reply)).toContain('2026-11-24T10:00:00.000Z,tiny,answer,1.1-q01,b,right');
    expect(labels(reply)).toEqual(['More', 'Back', 'Delete everything about me', 'All lessons']);
  });
});
