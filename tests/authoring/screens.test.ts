import { describe, expect, it } from 'vitest';
import { platforms } from '../../src/adapters/platforms.ts';
import { commands } from '../../src/core/commands.ts';
import { lessonsOf } from '../../src/core/pack-index.ts';
import type { Lesson, Pack } from '../../src/core/pack.ts';
import { choicesIn } from '../../src/core/reply.ts';
import { drawings } from '../fixtures/drawings.ts';
import { checkScreens, longScreens, type PlatformCuts, screensOf } from '../../src/authoring/screens.ts';
import { largePack } from '../fixtures/large.ts';
import { tinyPack } from '../fixtures/pack.ts';
import { phone, phoneLines } from '../fixtures/phone.ts';
import { wordsIn } from '../fixtures/words.ts';

const screens = screensOf(tinyPack);
const names = screens.map(({ name }) => name);
const words = (name: string) => screens.filter((screen) => screen.name === name).map(({ reply }) => wordsIn(reply));

/** The tiny pack with its first lesson changed. */
function withLesson(change: (lesson: Lesson) => Partial<Lesson>): Pack {
  const [chapter] = tinyPack.chapters;
  if (chapter === undefined) throw new Error('The tiny pack has a chapter.');
  return {
    ...tinyPack,
    chapters: [{ ...chapter, lessons: chapter.lessons.map((lesson, at) => (at === 0 ? { ...lesson, ...change(lesson) } : lesson)) }],
  };
}

describe('the screens of a pack', () => {
  it('are all pages that buttons lead to', () => {
    expect(names).toContain('the page "guide"');
    expect(names).toContain('lesson 1.2, traps, page 1');
    expect(names).toContain('lesson 1.1, sources, page 1');
  });

  it('are every question before an answer and after each', () => {
    expect(words('the answer to question 1.1-q01')).toHaveLength(4);
    expect(words('the answer to question 1.1-q02')).toHaveLength(10);
    expect(words('question 1.1-q01')[0]).toContain('The stem of 1.1-q01');
    expect(words('the answer to question 1.1-q01').every((text) => text.includes('your answer'))).toBe(true);
  });

  it('are every cue as a drill, a vote and a reveal', () => {
    expect(words('cue 1.2-c01 as a drill')[0]).toContain('A case for 1.2-c01');
    expect(words('a vote on cue 1.2-c01')).toHaveLength(3);
    expect(words('the reveal of cue 1.2-c01')[0]).toContain('chosen by 1000 of 3000');
  });

  it('are the longest answers to whatever can be asked, so that no command is measured empty alone', () => {
    expect(Object.keys(longScreens)).toEqual(expect.arrayContaining(commands.map((command) => command.request({}).kind)));
    expect(names).toEqual(expect.arrayContaining(['a board that is posted', 'a goal that was not understood', 'a quiz that waits']));
  });

  it('are a search with the longest findings', () => {
    expect(words('a search')[0]).toContain('This or That');
  });
});

describe('a screen that does not fit', () => {
  it('is told once for each platform, whatever the answer', () => {
    const picky: PlatformCuts = { platform: 'Postcard', cuts: (reply) => (wordsIn(reply).includes('1.1-q01') ? ['too long'] : []) };
    expect(checkScreens(tinyPack, [picky])).toEqual([
      'Postcard: /mlpro quiz: too long',
      'Postcard: /mlpro quiz 1.1: too long',
      'Postcard: /mlpro quiz 5 easy: too long',
      'Postcard: /mlpro quiz missed: too long',
      'Postcard: a quiz that begins: too long',
      'Postcard: question 1.1-q01 in a mock exam: too long',
      'Postcard: question 1.1-q01 after a mock exam: too long',
      'Postcard: a quiz that ends another one: too long',
      'Postcard: question 1.1-q01: too long',
      'Postcard: the report of question 1.1-q01: too long',
      'Postcard: all options of question 1.1-q01: too long',
      'Postcard: the answer to question 1.1-q01: too long',
    ]);
  });

  it('is found on the platforms, with what is cut and by how much', () => {
    const long = withLesson((lesson) => ({ summary: 'Much to say about it. '.repeat(300), title: lesson.title }));
    const found = checkScreens(long, drawings);
    expect(found.map((said) => said.split(':')[0])).toEqual(platforms.map(({ name }) => name));
    for (const said of found) expect(said).toMatch(/^\w+: lesson 1\.1, summary, page \d: ".*…" is cut.* fit\b.*\.$/s);
    expect(found).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^discord: .*: "Much to say .*…" is cut: \d{4} characters in all, 4000 fit\.$/),
        expect.stringMatching(/^slack: .*: ".*…" is cut where it is read aloud: \d{4} characters, 3900 fit\.$/s),
      ]),
    );
  });

  it('is one whose title the core has to cut', () => {
    const [first] = checkScreens(
      withLesson(() => ({ title: 'Pipelines and '.repeat(20) })),
      [],
    );
    expect(first).toMatch(/^Everywhere: .*cut short\.$/);
  });

  it('is none of the tiny pack', () => {
    expect(checkScreens(tinyPack, drawings)).toEqual([]);
    expect(lessonsOf(tinyPack)).toHaveLength(2);
  });
});

describe('a course of 40 lessons in five chapters', () => {
  // Questions and cues are as those of any course.
  const screens = screensOf(largePack(5, 8)).filter(({ name }) => !/question|cue/.test(name));

  it('takes two screens of a phone at most, whatever is asked: what lists lessons does not grow with them', () => {
    const long = screens.map(({ name, reply }) => [name, phoneLines(reply)] as const).filter(([, lines]) => lines > 2 * phone.lines);
    expect(long).toEqual([]);
    expect(screens.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'the page "guide"',
        'the home page with an open quiz',
        'the progress',
        'the progress in chapter 5',
        'a plan',
      ]),
    );
  });

  it('fits every screen of every platform', () => {
    expect(checkScreens(tinyPack, drawings, screens)).toEqual([]);
  });

  it('leads from its guide to each lesson, as one of fewer does', () => {
    const [guide] = screens.filter(({ name }) => name === 'the page "guide"');
    const lessons = guide ? choicesIn(guide.reply).flatMap(({ action }) => (action.kind === 'lesson' ? [action.lesson] : [])) : [];
    expect(lessons).toHaveLength(40);
    expect(guide && wordsIn(guide.reply)).toContain('5. Part 5 of a Long Exam Guide (about 20% of the exam): 8 lessons');
  });
});
