import { describe, expect, it } from 'vitest';
import type { Action, Tab } from '../../src/core/action.ts';
import { guideReply } from '../../src/core/lessons/guide.ts';
import { lessonReply } from '../../src/core/lessons/replies.ts';
import { lessonById } from '../../src/core/pack-index.ts';
import type { Lesson } from '../../src/core/pack.ts';
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
    const caption = 'When the stem says this, think of that first';
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

describe('the guide', () => {
  it('has the first facts about the exam', () => {
    const exam = [
      { name: 'Questions', value: '59 of them' },
      { name: 'Time', value: '120 minutes' },
      { name: 'Price', value: '200 dollars' },
    ];
    const words = wordsIn(guideReply({ ...tinyPack, exam }));
    expect(words).toContain('Questions\n59 of them\nTime\n120 minutes');
    expect(words).not.toContain('200 dollars');
  });
});
