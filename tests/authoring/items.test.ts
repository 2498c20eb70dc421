import { describe, expect, it } from 'vitest';
import { type FirstAnswer, leastCounts, ofToday, type PersonAnswers } from '../../src/authoring/item-answers.ts';
import { type ItemStatistics, itemStatistics, pointBiserial, wilson } from '../../src/authoring/item-statistics.ts';
import { sayItems } from '../../src/authoring/say-items.ts';
import type { Pack, Question } from '../../src/core/pack.ts';
import { lessonsOf, questionById } from '../../src/core/pack-index.ts';
import { random } from '../../src/core/random.ts';
import { tinyPack } from '../fixtures/pack.ts';

const [lesson] = lessonsOf(tinyPack);
const [question] = lesson?.questions ?? [];
if (lesson === undefined || question === undefined) throw new Error('The tiny pack has a question.');

/** How people who differ in what they know answer an item: by its difficulty, and by what is wrong with it. */
interface Behaviour {
  readonly difficulty: number;
  /** The option that those take who know; not the one that is marked right where the key is wrong. */
  readonly known?: string;
  /** Wrong options that somebody takes, evenly. */
  readonly taken?: readonly string[];
  /** Nothing about it depends on what somebody knows: so many are right. */
  readonly flat?: number;
  /** The second option that those who know take half of the time. */
  readonly alsoFits?: string;
}

const sound = 56;
/** Marked right is `b`. */
const faults: Readonly<Record<string, Behaviour>> = {
  '1.1-q60': { difficulty: 0, known: 'c' },
  '1.1-q61': { difficulty: -0.5, taken: ['a', 'c'] },
  '1.1-q62': { difficulty: 0, flat: 0.4 },
  '1.1-q63': { difficulty: -6 },
  '1.1-q64': { difficulty: -0.5, alsoFits: 'd' },
};
const behaviours: Readonly<Record<string, Behaviour>> = {
  ...Object.fromEntries(
    Array.from({ length: sound }, (_, at) => [`1.1-q${String(at + 1).padStart(2, '0')}`, { difficulty: (at % 8) / 3 - 1.2 }]),
  ),
  ...faults,
};
const ids = Object.keys(behaviours);
const asked: Question[] = ids.map((id) => ({ ...question, id }));
const pack: Pack = {
  ...tinyPack,
  chapters: tinyPack.chapters.map((chapter) => ({ ...chapter, lessons: [{ ...lesson, questions: asked, cues: [] }] })),
};

/** People with a normal share of knowledge (Box and Muller), each of whom answers some of the items; guessing is right one time in four. */
function people(count: number, share = 0.6, seed = 'people'): PersonAnswers[] {
  const next = random(seed);
  return Array.from({ length: count }, () => {
    const ability = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    return ids.filter(() => next() < share).map((id): FirstAnswer => answerOf(id, ability, next));
  });
}

function answerOf(item: string, ability: number, next: () => number): FirstAnswer {
  const { difficulty, known = 'b', taken, flat, alsoFits } = behaviours[item] ?? { difficulty: 0 };
  const chance = flat ?? 0.25 + 0.75 / (1 + Math.exp(-1.5 * (ability - difficulty)));
  const others = taken ?? ['a', 'b', 'c', 'd'].filter((id) => id !== known);
  const knows = next() < chance;
  const picks = knows ? (alsoFits !== undefined && next() < 0.5 ? alsoFits : known) : (others[Math.floor(next() * others.length)] ?? 'a');
  return { item, picks, correct: picks === 'b', thought: 20_000 + 40_000 * next() };
}

const none = new Map<string, object>();
const kinds = ({ findings }: ItemStatistics) => findings.map(({ kind }) => kind);
const of = (all: readonly ItemStatistics[], id: string): ItemStatistics => {
  const found = all.find(({ item }) => item === id);
  if (found === undefined) throw new Error(`There is no ${id}.`);
  return found;
};

describe('items with a known fault, among 500 simulated learners', () => {
  const all = itemStatistics(pack, people(500), none);

  it.each([
    ['1.1-q60', 'whose key is wrong', 'key'],
    ['1.1-q60', 'that misleads who knows', 'negative'],
    ['1.1-q61', 'with an option that nobody takes', 'unused'],
    ['1.1-q62', 'that depends on nothing one knows', 'weak'],
    ['1.1-q63', 'that is too easy', 'easy'],
    ['1.1-q64', 'with two answers that fit', 'split'],
  ] as const)('%s, %s, is found', (id, _fault, kind) => expect(kinds(of(all, id))).toContain(kind));

  it('are told apart from sound ones', () => {
    const wrongly = all.filter(({ item, findings }) => !(item in faults) && findings.length > 0);
    expect(wrongly.map(({ item }) => item)).toEqual([]);
  });

  it('come first, the worst of them on top', () => {
    expect(all.slice(0, 5).map(({ item }) => item)).toEqual(['1.1-q60', '1.1-q64', '1.1-q62', '1.1-q61', '1.1-q63']);
  });

  it('are not accused when nobody’s answers say it yet', () => {
    const few = itemStatistics(pack, people(leastCounts.facility - 1), none);
    expect(
      few.filter(
        ({ facility, discrimination, taken, strong, medianSeconds }) => facility ?? discrimination ?? taken ?? strong ?? medianSeconds,
      ),
    ).toEqual([]);
    expect(few.flatMap(kinds)).toEqual([]);
  });

  it('hardly any sound item is accused in ten other groups', () => {
    const accused = Array.from({ length: 10 }, (_, nth) => itemStatistics(pack, people(150, 0.6, `group ${nth}`), none)).map(
      (one) => one.filter(({ item, findings }) => !(item in faults) && findings.length > 0).length,
    );
    const share = accused.reduce((sum, count) => sum + count, 0) / (10 * sound);
    expect(share).toBeLessThan(0.01);
  });
});

describe('the numbers', () => {
  it('are what the textbook formula gives when everybody answers everything', () => {
    const everybody = people(200, 1.1);
    const all = itemStatistics(pack, everybody, none);
    for (const id of ids.slice(0, 10)) {
      const rights = everybody.map((person) => Number(person.find(({ item }) => item === id)?.correct));
      const rests = everybody.map((person) => person.filter(({ item, correct }) => item !== id && correct).length);
      const found = of(all, id);
      expect(found.facility?.value).toBeCloseTo(mean(rights), 10);
      expect(found.discrimination?.value).toBeCloseTo(pearson(rights, rests), 10);
    }
  });

  it('a point-biserial correlation is Pearson’s with a number that is 0 or 1', () => {
    expect(pointBiserial([3, 4, 5], [1, 2, 3])).toBeCloseTo(pearson([1, 1, 1, 0, 0, 0], [3, 4, 5, 1, 2, 3]), 12);
    expect(pointBiserial([1, 2], [])).toBeUndefined();
    expect(pointBiserial([1], [1])).toBeUndefined();
  });

  it.each([
    [0, 20, 0, 0.161],
    [10, 20, 0.299, 0.701],
    [20, 20, 0.839, 1],
    [81, 263, 0.255, 0.366],
  ])('%d of %d is a share from %d to %d', (right, of, low, high) => {
    const found = wilson(right, of);
    expect([found.low, found.high]).toEqual([expect.closeTo(low, 3), expect.closeTo(high, 3)]);
  });

  it('have the median of the time to think where it is known', () => {
    const [id = ''] = ids;
    const person = (thought?: number): PersonAnswers => [{ item: id, picks: 'b', correct: true, ...(thought && { thought }) }];
    const known = Array.from({ length: 11 }, (_, nth) => person((nth + 1) * 1000));
    const unknown = Array.from({ length: 20 }, () => person());
    expect(of(itemStatistics(pack, [...known, ...unknown], none), id).medianSeconds).toBe(6);
    expect(of(itemStatistics(pack, [...known.slice(2), ...unknown], none), id).medianSeconds).toBeUndefined();
  });

  it('of items that nobody has answered, or that are not in the guide, are none', () => {
    expect(itemStatistics(pack, [], none).every(({ answers, findings }) => answers === 0 && findings.length === 0)).toBe(true);
    const gone: PersonAnswers = [{ item: '9.9-q01', picks: 'a', correct: true }];
    expect(itemStatistics(pack, [gone], none)).toHaveLength(ids.length);
  });
});

describe('reports', () => {
  it('of several people come before what numbers say, those of one person after it', () => {
    const reports = new Map([
      ['1.1-q05', { wrong: 2, unclear: 1 }],
      ['1.1-q06', { outdated: 1 }],
    ]);
    const all = itemStatistics(pack, people(500), reports);
    expect(all.slice(0, 2).map(({ item }) => item)).toEqual(['1.1-q60', '1.1-q05']);
    expect(of(all, '1.1-q05').findings[0]?.says).toBe('3 reports: the answer is wrong (2), it is unclear (1)');
    expect(of(all, '1.1-q06').findings[0]?.says).toBe('1 report: it is out of date (1)');
  });
});

describe('what is printed', () => {
  it('fits 80 columns, has nothing of a single person, and says from how many answers on something is said', () => {
    const hostile = 'A stem\nwith \u001b[31mlines\tand **marks** '.repeat(9);
    const odd: Pack = {
      ...pack,
      chapters: pack.chapters.map((chapter) => ({
        ...chapter,
        lessons: chapter.lessons.map((one) => ({ ...one, questions: one.questions.map((each) => ({ ...each, stem: hostile })) })),
      })),
    };
    const printed = sayItems(odd, itemStatistics(odd, people(500), none), ofToday(odd, people(500)), true);
    expect(Math.max(...printed.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
    expect(printed).toMatch(/strong learners chose c, which is marked wrong\.\s+Is the answer\s+right\?/);
    expect(printed).toMatch(/^1\.1-q60 · easy · \d+ answers · right \d+ % \(\d+ % to \d+ %\)/m);
    expect(printed).toContain('20 answers for a share');
    expect(printed).not.toContain('\u001b');
  });

  it('is short when all is well', () => {
    expect(sayItems(pack, itemStatistics(pack, [], none), ofToday(pack, []), false).split('\n').length).toBeLessThan(6);
  });
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function pearson(xs: readonly number[], ys: readonly number[]): number {
  const [mx, my] = [mean(xs), mean(ys)];
  const products = xs.map((x, at) => (x - mx) * ((ys[at] ?? 0) - my));
  const spread = (values: readonly number[], middle: number) => Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0));
  return products.reduce((sum, value) => sum + value, 0) / (spread(xs, mx) * spread(ys, my));
}

describe('answers to a wording that is gone', () => {
  const [now = ''] = [questionById(tinyPack, '1.1-q01')?.version];
  const answer = (version: string | undefined, correct = true): FirstAnswer => ({
    item: '1.1-q01',
    picks: correct ? 'b' : 'a',
    correct,
    version,
  });

  it.each<[string, (string | undefined)[], number, number, number]>([
    ['all of today’s wording', [now, now, now], 3, 0, 0],
    ['some of an earlier one', [now, 'old1', now, 'old2'], 2, 2, 0],
    ['all of an earlier one', ['old1', 'old1'], 0, 2, 0],
    ['from before versions were kept', [undefined, undefined], 2, 0, 2],
    ['of all kinds', [now, undefined, 'old1'], 2, 1, 1],
    ['none at all', [], 0, 0, 0],
  ])('do not count for the one that is taught now: %s', (_, versions, counted, outdated, unknown) => {
    const today = ofToday(
      tinyPack,
      versions.map((version) => [answer(version)]),
    );
    expect([today.outdated, today.unknown]).toEqual([outdated, unknown]);
    const found = itemStatistics(tinyPack, today.people, new Map()).find(({ item }) => item === '1.1-q01');
    expect(found?.answers).toBe(counted);
    const said = sayItems(tinyPack, itemStatistics(tinyPack, today.people, new Map()), today, true);
    expect(said.includes(`${outdated} more were given to another wording`)).toBe(outdated > 0);
    expect(said.includes(`Of ${unknown} the wording is not known`)).toBe(unknown > 0);
  });

  it.each<[string, (item: Question) => Question]>([
    ['stem', (item) => ({ ...item, version: 'new1' })],
    ['options', (item) => ({ ...item, version: 'new2' })],
    ['key', (item) => ({ ...item, version: 'new3' })],
  ])('leave no trace in its facility when its %s was edited', (_, edit) => {
    const chapters = tinyPack.chapters.map((chapter) => ({
      ...chapter,
      lessons: chapter.lessons.map((lesson) => ({
        ...lesson,
        questions: lesson.questions.map((item) => (item.id === '1.1-q01' ? edit(item) : item)),
      })),
    }));
    const edited: Pack = { ...tinyPack, chapters };
    const version = questionById(edited, '1.1-q01')?.version;
    const before = Array.from({ length: 40 }, () => [answer(now, false)]);
    const after = Array.from({ length: 20 }, () => [answer(version)]);
    const { people } = ofToday(edited, [...before, ...after]);
    const found = itemStatistics(edited, people, new Map()).find(({ item }) => item === '1.1-q01');
    expect([found?.answers, found?.facility?.value]).toEqual([20, 1]);
  });
});
