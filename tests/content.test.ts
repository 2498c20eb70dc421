import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { chapterReply, guideReply, strongAnswersReply } from '../src/core/lessons/guide.ts';
import type { Chapter, Pack } from '../src/core/pack.ts';
import { remembering } from './fixtures/documents.ts';
import { drawings } from './fixtures/drawings.ts';
import { phone, phoneLines } from './fixtures/phone.ts';
import { brokenAt } from './fixtures/terminal.ts';
import { wordsIn } from './fixtures/words.ts';
import { readFiles } from '../src/reader/files.ts';
import { readDraft } from '../src/reader/pack.ts';
import { sayProblem } from '../src/reader/problem.ts';
import { checkBank } from '../src/authoring/check.ts';
import { checkAmounts } from '../src/authoring/amounts.ts';
import { checkScreens, screensOf } from '../src/authoring/screens.ts';

const project = new URL('../', import.meta.url).pathname;

const shipped = (await readdir(`${project}content`, { withFileTypes: true })).filter((entry) => entry.isDirectory());
const fixtures = ['basic', 'two-chapters', 'second-pack'];
const folders = [...shipped.map(({ name }) => `content/${name}`), ...fixtures.map((name) => `tests/fixtures/content/${name}`)];
/** Throws for a folder that cannot be read at all, so that no test passes by mistake. */
const packs = await Promise.all(
  folders.map(async (folder) => {
    const { draft, documents, problems } = readDraft(await readFiles(`${project}${folder}`), 'without drafts', remembering);
    if (draft === undefined || documents === undefined) throw new Error(`${folder}: ${problems.map(sayProblem).join('\n')}`);
    return { folder, draft, documents, problems };
  }),
);

/** The pack as it will be when its other chapters are written, each as large as its first. */
function grown(pack: Pack, chapters: number): Pack {
  const [first] = pack.chapters;
  const made = Array.from({ length: chapters }, (_, at) => at + 1).flatMap((number) => (first ? [{ ...first, number }] : []));
  return { ...pack, chapters: made };
}

describe.each(packs)('the pack in $folder', ({ draft, documents, problems }) => {
  const screens = screensOf(draft);
  const said = screens.map(({ name, reply }) => ({ name, words: wordsIn(reply) }));

  it('has no problems, and nothing in it is poor', () => {
    expect([...problems, ...checkBank(documents), ...checkAmounts(documents, draft)].map(sayProblem)).toEqual([]);
  });

  it('fits every screen of every platform', () => {
    expect(checkScreens(draft, drawings, screens)).toEqual([]);
  });

  it('breaks no word in a terminal of 40 to 120 columns', () => {
    // There are thousands of answers to questions, all drawn alike.
    const some = screens.filter(({ name }, at) => !/question|cue/.test(name) || at % 97 === 0);
    const broken = some.flatMap(({ name, reply }) =>
      [40, 60, 80, 120].flatMap((width) => brokenAt(width, reply).map((line) => [name, width, line])),
    );
    expect(broken).toEqual([]);
  });

  it('takes two screens of a phone at most, and an answer one', () => {
    const all = screens.map(({ name, reply }) => ({ name, lines: phoneLines(reply) }));
    expect(all.filter(({ lines }) => lines > 2 * phone.lines)).toEqual([]);
    const answers = all.filter(({ name }) => name.startsWith('the answer')).map(({ lines }) => lines);
    const tooLong = answers.filter((lines) => lines > phone.lines);
    // Who had both of a "choose two" wrong is told of four options.
    expect(tooLong.length).toBeLessThan(answers.length * 0.06);
  });

  it('says nothing to learners in the words of those who make tests', () => {
    const found = said.map(({ name, words }) => ({ name, word: /\b(stems?|distractors?|vignettes?|test-?takers?)\b/i.exec(words)?.[0] }));
    expect(found.filter(({ word }) => word !== undefined)).toEqual([]);
  });

  it('has no quotation marks within quotation marks of the same kind', () => {
    expect(said.filter(({ words }) => /“["“]|["”]”/.test(words)).map(({ name }) => name)).toEqual([]);
  });

  it('may grow to three chapters of that size: the guide and their pages still fit', () => {
    const pack = grown(draft, 3);
    const pagesOf = (chapter: Chapter) => chapter.strongAnswers.map((_, at) => strongAnswersReply(chapter, at + 1));
    const grownUp = [guideReply(pack), ...pack.chapters.flatMap((chapter) => [chapterReply(pack, chapter), ...pagesOf(chapter)])];
    expect(grownUp.length).toBeGreaterThanOrEqual(1 + pack.chapters.length);
    expect(grownUp.flatMap((reply) => drawings.flatMap(({ cuts }) => cuts(reply)))).toEqual([]);
  });
});

describe('the bank of ml-pro', () => {
  const [pack] = packs.filter(({ draft }) => draft.id === 'ml-pro');
  if (pack === undefined) throw new Error('content/ has no pack ml-pro.');
  const { draft, documents } = pack;

  it('asks of itself that nothing gets lost: `npm run content` says so of each lesson that has less', () => {
    const atLeast = {
      questions: 42,
      cues: 54,
      concepts: 12,
      traps: 12,
      pairs: 12,
      scenarios: 10,
      terms: 20,
      instincts: 8,
      decisionOrder: 5,
    };
    expect(documents.pack.value.atLeast).toEqual(atLeast);
  });

  it('yields five mock exams that share no question, each with as many from a chapter as the exam has', () => {
    const weights = draft.chapters.reduce((sum, { weight }) => sum + weight, 0);
    for (const { lessons, weight } of draft.chapters) {
      const inExam = Math.ceil(((draft.mock?.questions ?? 60) * weight) / weights);
      expect(lessons.reduce((sum, { questions }) => sum + questions.length, 0)).toBeGreaterThanOrEqual(5 * inExam);
    }
  });
});
