import Fuse from 'fuse.js';
import type { Tab } from '../action.ts';
import { lessonById, lessonsOf } from '../pack-index.ts';
import type { Lesson, LessonId, Markup, Pack } from '../pack.ts';
import { clip, wordsOf } from '../text.ts';

/** One thing of the guide that a search found, and where it stands. */
export interface Finding {
  readonly kind: 'cue' | 'trap' | 'pair' | 'concept' | 'term';
  readonly lesson: LessonId;
  readonly tab: Tab;
  readonly title: Markup;
  readonly text: Markup;
}

/** Finds lessons by number or name, and things inside lessons by words; both forgive typing errors. */
export interface Finder {
  /** The lesson that this names, or the ones that it may have meant. */
  lesson(
    typed: string,
  ): { readonly kind: 'found'; readonly lesson: Lesson } | { readonly kind: 'near'; readonly lessons: readonly Lesson[] };
  search(words: string, most: number): readonly Finding[];
}

export function makeFinder(pack: Pack): Finder {
  let names: Fuse<LessonNames> | undefined;
  let findings: Fuse<Indexed> | undefined;
  return {
    lesson: (typed) => findLesson(pack, (names ??= nameIndex(pack)), typed.trim().slice(0, 80)),
    search: (words, most) => search((findings ??= findingIndex(pack)), words.slice(0, 80), most),
  };
}

interface LessonNames {
  readonly lesson: Lesson;
  readonly title: string;
  readonly terms: string[];
}

/** Names first, then the words of the routing table and the lesson's terms. */
function nameIndex(pack: Pack): Fuse<LessonNames> {
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
  return new Fuse(named, {
    keys: [
      { name: 'title', weight: 3 },
      { name: 'terms', weight: 1 },
    ],
    threshold: 0.35,
    ignoreLocation: true,
    includeScore: true,
    useTokenSearch: true,
  });
}

function findLesson(pack: Pack, names: Fuse<LessonNames>, typed: string): ReturnType<Finder['lesson']> {
  const number = /^(?:lesson\s*)?(\d{1,2}\.\d{1,2})$/i.exec(typed)?.[1];
  const exact = number === undefined ? exactName(pack, typed) : lessonById(pack, number);
  if (exact) return { kind: 'found', lesson: exact };
  if (number !== undefined || typed === '') return { kind: 'near', lessons: [] };
  const found = names.search(typed);
  const [best, second] = found;
  if (best === undefined) return { kind: 'near', lessons: [] };
  // Smaller is better; the best one is meant when it is clearly better than the next.
  const clear = second === undefined || (second.score ?? 1) > (best.score ?? 0) * 1.2 + 0.01;
  if (clear) return { kind: 'found', lesson: best.item.lesson };
  return { kind: 'near', lessons: found.slice(0, 3).map(({ item }) => item.lesson) };
}

function exactName(pack: Pack, typed: string): Lesson | undefined {
  const name = typed.toLowerCase();
  return lessonsOf(pack).find(({ id, title }) => [title, `${id} ${title}`].some((known) => known.toLowerCase() === name));
}

interface Indexed extends Finding {
  readonly words: string;
}

function findingIndex(pack: Pack): Fuse<Indexed> {
  const indexed = lessonsOf(pack)
    .flatMap(findingsOf)
    .map((finding) => ({ ...finding, words: `${wordsOf(finding.title)} ${wordsOf(finding.text)}` }));
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

function findingsOf(lesson: Lesson): Finding[] {
  const at = { lesson: lesson.id };
  return [
    ...lesson.cues.map((cue): Finding => ({ ...at, kind: 'cue', tab: 'cues', title: cue.remember, text: clip(wordsOf(cue.stem), 140) })),
    ...lesson.traps.map((trap): Finding => ({ ...at, kind: 'trap', tab: 'traps', title: trap.belief, text: trap.reason })),
    ...lesson.pairs.map(
      (pair): Finding => ({ ...at, kind: 'pair', tab: 'pairs', title: `${pair.one} or ${pair.other}`, text: pair.difference }),
    ),
    ...lesson.concepts.map((concept): Finding => ({ ...at, kind: 'concept', tab: 'concepts', title: concept.name, text: concept.text })),
    ...lesson.terms.map((term): Finding => ({ ...at, kind: 'term', tab: 'terms', title: term.term, text: term.meaning })),
  ];
}

function search(index: Fuse<Indexed>, words: string, most: number): readonly Finding[] {
  return index.search(words, { limit: most }).map(({ item }) => item);
}
