import { describe, expect, it } from 'vitest';
import { lessonsOf } from '../../src/core/pack-index.ts';
import type { Lesson, Pack } from '../../src/core/pack.ts';
import { drawings } from '../fixtures/drawings.ts';
import { checkScreens, type PlatformCuts, screensOf } from '../../src/authoring/screens.ts';
import { tinyPack } from '../fixtures/pack.ts';
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
    expect(found.sort()).toEqual([
      expect.stringMatching(/^discord: lesson 1\.1, summary, page \d: "Much to say .*…" is cut: \d{4} characters in all, 4000 fit\.$/),
      expect.stringMatching(/^slack: lesson 1\.1, summary, page \d: ".*…" is cut where it is read aloud: \d{4} characters, 3900 fit\.$/s),
    ]);
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
