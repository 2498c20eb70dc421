import Fuse from 'fuse.js';
import type { Tab } from '../action.ts';
import { lessonsOf } from '../pack-index.ts';
import type { Lesson, LessonId, Markup, Pack } from '../pack.ts';
import { clip, wordsOf } from '../text.ts';
import { unshared } from './unshared.ts';

/** One thing of the guide that a search found, and where it stands. */
export interface SearchHit {
  readonly kind: 'cue' | 'trap' | 'pair' | 'concept' | 'term';
  readonly lesson: LessonId;
  readonly tab: Tab;
  readonly title: Markup;
  readonly text: Markup;
}

/** The lesson that some words name, or the ones that they may have meant, the likeliest first. */
export type NamedLesson =
  | { readonly kind: 'found'; readonly lesson: Lesson }
  | { readonly kind: 'near'; readonly lessons: readonly Lesson[] };

/** Finds lessons by name, and things inside lessons by words; both forgive typing errors. */
export interface Finder {
  /** Only what a title says, or a term that is one lesson's alone, is found; all that is further off is near at most. */
  lesson(typed: string): NamedLesson;
  search(words: string, most: number): readonly SearchHit[];
}

export function makeFinder(pack: Pack): Finder {
  let names: NameIndex | undefined;
  let index: Fuse<Indexed> | undefined;
  return {
    lesson: (typed) => findLesson((names ??= nameIndex(pack)), normalName(typed.slice(0, 80))),
    search: (words, most) => search((index ??= searchIndex(pack)), words.slice(0, 80), most),
  };
}

interface LessonNames {
  readonly lesson: Lesson;
  readonly title: string;
  readonly terms: string[];
}

interface NameIndex {
  /** Lessons by their titles and parts of them, and by terms that only one of them has, as {@link normalName} writes them. */
  readonly byTitle: ReadonlyMap<string, LessonNames>;
  readonly byTerm: ReadonlyMap<string, LessonNames>;
  readonly titles: Fuse<LessonNames>;
  readonly all: Fuse<LessonNames>;
}

/** Measured over the spellings in tests/core/find/spellings.ts: looser, and other words open a lesson; tighter, and slips of the finger are asked about. */
const thresholds = { title: 0.2, near: 0.15 };

function nameIndex(pack: Pack): NameIndex {
  const rows = pack.chapters.flatMap((chapter) => chapter.routing);
  const named = lessonsOf(pack).map((lesson) => ({
    lesson,
    title: lesson.title,
    terms: [
      ...rows.filter((row) => row.lesson === lesson.id).map((row) => row.about),
      ...lesson.terms.map(({ term }) => term),
      ...lesson.routing.terms,
    ],
  }));
  const options = { ignoreLocation: true, includeScore: true, useTokenSearch: true };
  return {
    byTitle: unshared(named, ({ title }) => [title, ...title.split(/[,:]/)].map(normalName)),
    byTerm: unshared(named, ({ terms }) => terms.map(normalName)),
    titles: new Fuse(named, { ...options, keys: ['title'], threshold: thresholds.title, tokenMatch: 'all' }),
    all: new Fuse(named, {
      ...options,
      keys: [
        { name: 'title', weight: 3 },
        { name: 'terms', weight: 1 },
      ],
      threshold: thresholds.near,
    }),
  };
}

/** Digits are no name: they stand in hundreds of terms. */
function normalName(typed: string): string {
  return typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<!\p{L})[\d.,]+(?!\p{L})|[^\p{L}\p{N}\s]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function findLesson({ byTitle, byTerm, titles, all }: NameIndex, name: string): NamedLesson {
  const isShort = name.length < shortestName;
  const hits = isShort ? [] : titles.search(name).map(({ item }) => item);
  const [only, ...others] = saying(hits, name);
  const meant = byTitle.get(name) ?? (others.length === 0 ? (only ?? byTerm.get(name)) : undefined);
  if (meant) return { kind: 'found', lesson: meant.lesson };
  const near = hits.length > 0 || isShort ? hits : all.search(name).map(({ item }) => item);
  return { kind: 'near', lessons: near.slice(0, 3).map(({ lesson }) => lesson) };
}

/** In characters: what is shorter looks like too much. */
const shortestName = 3;

/** Those whose title has every word as it was typed, in singular or plural, if there are any; the others only have words that look alike. */
function saying(hits: readonly LessonNames[], name: string): readonly LessonNames[] {
  const literal = hits.filter(({ title }) =>
    name.split(' ').every((word) => ` ${normalName(title)}`.includes(` ${word.replace(/s$/, '')}`)),
  );
  return literal.length > 0 ? literal : hits;
}

interface Indexed extends SearchHit {
  readonly words: string;
}

function searchIndex(pack: Pack): Fuse<Indexed> {
  const indexed = lessonsOf(pack)
    .flatMap(hitsIn)
    .map((hit) => ({ ...hit, words: `${wordsOf(hit.title)} ${wordsOf(hit.text)}` }));
  return new Fuse(indexed, {
    keys: [
      { name: 'title', weight: 2 },
      { name: 'words', weight: 1 },
    ],
    threshold: 0.3,
    ignoreLocation: true,
    useTokenSearch: true,
  });
}

function hitsIn(lesson: Lesson): SearchHit[] {
  const at = { lesson: lesson.id };
  return [
    ...lesson.cues.map((cue): SearchHit => ({ ...at, kind: 'cue', tab: 'cues', title: cue.remember, text: clip(wordsOf(cue.stem), 140) })),
    ...lesson.traps.map((trap): SearchHit => ({ ...at, kind: 'trap', tab: 'traps', title: trap.belief, text: trap.reason })),
    ...lesson.pairs.map(
      (pair): SearchHit => ({ ...at, kind: 'pair', tab: 'pairs', title: `${pair.one} or ${pair.other}`, text: pair.difference }),
    ),
    ...lesson.concepts.map((concept): SearchHit => ({ ...at, kind: 'concept', tab: 'concepts', title: concept.name, text: concept.text })),
    ...lesson.terms.map((term): SearchHit => ({ ...at, kind: 'term', tab: 'terms', title: term.term, text: term.meaning })),
  ];
}

function search(index: Fuse<Indexed>, words: string, most: number): readonly SearchHit[] {
  return index.search(words, { limit: most }).map(({ item }) => item);
}
