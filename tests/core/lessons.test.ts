import { describe, expect, it } from 'vitest';
import { type Action, type Tab, tabs } from '../../src/core/action.ts';
import { chapterReply, guideReply } from '../../src/core/lessons/guide.ts';
import { entryIn, lessonReply } from '../../src/core/lessons/replies.ts';
import { lessonById, lessonsOf } from '../../src/core/pack-index.ts';
import type { Chapter, Lesson, Pack } from '../../src/core/pack.ts';
import { choicesIn, type Reply } from '../../src/core/reply.ts';
import { tinyPack } from '../fixtures/pack.ts';
import { wordsIn } from '../fixtures/words.ts';

const pipelines = lessonById(tinyPack, '1.1') as Lesson;
/** Nine traps, of which three fill a page. */
const manyTraps: Lesson = {
  ...pipelines,
  traps: Array.from({ length: 9 }, (_, at) => ({ id: `trap-${at}`, belief: `Belief ${at}.`, reason: 'why not '.repeat(40), sources: [] })),
};
const title = ({ blocks }: Reply) => blocks.find((block) => block.kind === 'heading')?.text;
const beliefs = (reply: Reply) => wordsIn(reply).match(/Belief \d/g) ?? [];
const turns = (reply: Reply): Action[] =>
  choicesIn(reply)
    .filter(({ label }) => /^(More|Back)$/.test(label))
    .map(({ action }) => action);
const traps = (page: number): Action => ({ kind: 'lesson', lesson: '1.1', tab: 'traps' satisfies Tab, page });

describe('a tab that is longer than a page', () => {
  it('shows every entry once, page after page, with buttons to the next one and the one before', () => {
    const pages = [1, 2, 3].map((page) => lessonReply(manyTraps, 'traps', page));
    expect(pages.map(title)).toEqual([1, 2, 3].map((page) => `1.1 Pipelines: Traps (${page} of 3)`));
    expect(pages.flatMap(beliefs)).toEqual(manyTraps.traps.map((_, at) => `Belief ${at}`));
    expect(pages.map(turns)).toEqual([[traps(2)], [traps(3), traps(1)], [traps(2)]]);
  });

  it.each([
    [4, 3],
    [99, 3],
    [0, 1],
  ])('shows for page %i, which it does not have, page %i', (page, shown) => {
    const reply = lessonReply(manyTraps, 'traps', page);
    expect(reply).toEqual(lessonReply(manyTraps, 'traps', shown));
    expect(beliefs(reply)).not.toEqual([]);
  });
});

describe('a caption', () => {
  it('goes to the next page with its list when both do not fit', () => {
    const instincts = Array.from({ length: 6 }, () => ({ sign: 'a sign '.repeat(15), think: 'a thought' }));
    const long: Lesson = { ...pipelines, summary: 'A summary of many words. '.repeat(25), instincts };
    const pages = [1, 2].map((page) => lessonReply(long, 'summary', page));
    const caption = 'When the question says this, think of that first';
    expect(pages.map(wordsIn).map((words) => words.includes(caption))).toEqual([false, true]);
    expect(pages[1]?.blocks.map(({ kind }) => kind).slice(0, 3)).toEqual(['heading', 'text', 'list']);
  });
});

describe('a tab that has become empty since its button was made', () => {
  it('gives way to the summary', () => {
    expect(pipelines.changes).toEqual([]);
    expect(lessonReply(pipelines, 'changes', 1)).toEqual(lessonReply(pipelines, 'summary', 1));
  });
});

describe('a lesson', () => {
  const labels = (reply: Reply) => choicesIn(reply).map(({ label }) => label);
  const next = lessonById(tinyPack, '1.2');

  it('ends with the next one, but not before its last page', () => {
    const offers = [1, 2, 3].map((page) =>
      labels(lessonReply(manyTraps, 'traps', page, { next })).includes('Next: 1.2 Inference Fit and Scoring Modes'),
    );
    expect(offers).toEqual([false, false, true]);
    expect(labels(lessonReply(pipelines, 'traps', 1)).join()).not.toContain('Next');
  });

  it.each(tabs.filter((tab) => tab !== 'changes'))('says what its part "%s" is, in words that a newcomer knows', (tab) => {
    const words = wordsIn(lessonReply(pipelines, tab, 1));
    expect(words).not.toMatch(/\bstem|distractor|decision order/i);
  });

  it('has its terms on a part of their own', () => {
    expect(wordsIn(lessonReply(pipelines, 'terms', 1))).toContain('Estimator. has fit');
  });

  it.each(tabs.filter((tab) => tab !== 'changes'))(
    'keeps on its part "%s" the way back to a routed question, and that it was not the one',
    (tab) => {
      const cameFrom = { kind: 'routed', id: 'routed01' } as const;
      const reply = lessonReply(pipelines, tab, 1, { cameFrom });
      expect(labels(reply)).toEqual(expect.arrayContaining(['Back to the answer', 'Not this one']));
      const others = choicesIn(reply).flatMap(({ action }) =>
        action.kind === 'lesson' && action.lesson === '1.1' ? [action.cameFrom] : [],
      );
      expect(new Set(others)).toEqual(new Set([cameFrom]));
    },
  );

  it('leads back to the quiz from which it was opened', () => {
    const reply = lessonReply(pipelines, 'cues', 1, { cameFrom: { kind: 'quiz', id: 'session1' } });
    expect(choicesIn(reply)).toContainEqual({
      label: 'Back to my quiz',
      action: { kind: 'next', session: 'session1' },
      emphasis: undefined,
    });
  });
});

describe('the way to one entry', () => {
  it.each([
    [0, 1],
    [2, 1],
    [3, 2],
    [8, 3],
    [-1, 1],
    [99, 1],
  ])('of nine traps on three pages, number %i, is page %i', (at, page) => {
    expect(entryIn(manyTraps, 'traps', `Belief ${at}.`)).toEqual(traps(page));
  });
});

describe('a belief', () => {
  const belief = (words: string) =>
    wordsIn(lessonReply({ ...pipelines, traps: [{ id: 't', belief: words, reason: 'It is not.', sources: [] }] }, 'traps', 1));

  it.each([
    ['It is fine.', '“It is fine.”'],
    ['"It is fine."', '“It is fine.”'],
    ['“It is fine.”', '“It is fine.”'],
    ['It is "fine".', '“It is ‘fine’.”'],
    ['It is “fine”.', '“It is ‘fine’.”'],
    ['"It is "very" fine."', '“It is ‘very’ fine.”'],
    ['"A" is "B"', '“‘A’ is ‘B’”'],
    ['`fit` is fine.', '“fit is fine.”'],
    ['"`fit` is fine."', '“fit is fine.”'],
    [' "It is fine." ', '“It is fine.”'],
    ['It’s fine.', '“It’s fine.”'],
    ['It\'s 5" wide', '“It\'s 5" wide”'],
  ])('%j is quoted once, and followed by why it is wrong', (written, said) => {
    expect(belief(written)).toContain(`${said} – no: It is not.`);
  });
});

describe('the guide of several chapters', () => {
  const [chapter] = tinyPack.chapters;
  const chapters = [1, 2].map((number) => ({ ...(chapter as Chapter), number }));
  const guide = guideReply({ ...tinyPack, chapters });

  it('begins with what to do now', () => {
    expect(guide.blocks.map(({ kind }) => kind).slice(0, 2)).toEqual(['heading', 'choices']);
    expect(choicesIn(guide)[0]).toMatchObject({ label: 'Quiz me', emphasis: 'main' });
  });

  it('leads to every lesson and every chapter', () => {
    const kinds = choicesIn(guide).map(({ action }) => action.kind);
    expect(kinds.filter((kind) => kind === 'lesson')).toHaveLength(lessonsOf({ ...tinyPack, chapters }).length);
    expect(kinds.filter((kind) => kind === 'chapter')).toHaveLength(2);
  });
});

describe('the guide of one chapter', () => {
  it('is that chapter, and leads to the facts about the exam; a chapter among several leads back to the guide', () => {
    const [chapter] = tinyPack.chapters;
    const waysFrom = (pack: Pack) => choicesIn(chapterReply(pack, chapter as Chapter)).map(({ action }) => action.kind);
    expect(guideReply(tinyPack)).toEqual(chapterReply(tinyPack, chapter as Chapter));
    expect(waysFrom(tinyPack)).toContain('exam');
    expect(waysFrom({ ...tinyPack, chapters: [chapter as Chapter, chapter as Chapter] })).toContain('guide');
  });
});
