import { expect, it } from 'vitest';
import { readDraft } from '../../src/reader/pack.ts';
import { reportOf } from '../../src/authoring/report.ts';
import { sayReport } from '../../src/authoring/say-report.ts';
import { basic, changed, questionsFile } from '../fixtures/files.ts';
import { tinyPack } from '../fixtures/pack.ts';

it('counts each lesson and all of them', () => {
  const { lessons, all } = reportOf(tinyPack);
  expect(lessons.map(({ counts }) => counts.questions)).toEqual([2, 1]);
  expect(all).toMatchObject({ counts: { questions: 3, cues: 3, traps: 2 }, difficulty: { easy: 3 }, chooseTwo: 1 });
});

it('says where the right option stands, and how often it is the strictly longest', () => {
  const { all } = reportOf(tinyPack);
  expect(all.questions.positions).toEqual({ a: 1, b: 1, c: 2, d: 0 });
  expect(all.questions.longest).toMatchObject({ of: 2, percent: 50, items: ['1.1-q01'] });
});

it('names objectives with fewer than six questions, and traps that fewer than two questions use', () => {
  const report = reportOf(tinyPack);
  expect(report.objectives).toMatchObject([{ objective: 1, questions: 3, cues: 3, enough: false }]);
  expect(report.all.unusedTraps).toContainEqual({ lesson: '1.1', trap: 'tempting', questions: 1 });
});

it('marks missed bars, and names the items behind them when asked', () => {
  const report = reportOf(tinyPack);
  expect(sayReport(report, false)).toMatch(/guesser, longest option .* chance 25\.0 % {2}!/);
  expect(sayReport(report, false)).not.toContain('right: 1.1-q01');
  expect(sayReport(report, true)).toContain('right: 1.1-q01');
});

it('works while the bank still has problems', () => {
  const { draft, problems } = readDraft(changed(questionsFile, 'cue: 1.1-c01', 'cue: 1.1-c99'));
  expect(problems).toHaveLength(1);
  expect(draft && reportOf(draft).all.counts).toMatchObject({ questions: 2 });
  expect(readDraft(basic).problems).toEqual([]);
});
