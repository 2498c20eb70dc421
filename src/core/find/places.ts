import { type Tab, tabs } from '../action.ts';
import { closest } from '../closest.ts';
import type { Course } from '../course.ts';
import { chapterByNumber, lessonById, lessonsOf } from '../pack-index.ts';
import type { Chapter, Lesson, Pack } from '../pack.ts';
import { numberOf, type Numbers, readNumbers } from './numbers.ts';
import { unshared } from './unshared.ts';

/** Where in the guide somebody wants to read or practise. Whatever is not here is in `left` or `missing`, so that it can be said. */
export interface Place {
  readonly lessons: readonly Lesson[];
  readonly chapters: readonly Chapter[];
  readonly tab: Tab | undefined;
  /** Numbers as they were said that the guide does not have. */
  readonly missing: readonly string[];
  /** What may have been meant when nothing was named for sure. */
  readonly near: readonly (Lesson | Chapter)[];
  /** Words that name nothing. */
  readonly left: string;
}

/** Words without which the same would have been asked for. */
const fillers = new Set(
  'the a an on in of for to at about from with and or my me i we please pls plz kindly now then show open read see give do start take go want would like can you lesson lessons section unit chapter number no nr one tab page s what got is'.split(
    ' ',
  ),
);

/** Ways to say the lesson beside another one, and the ones at both ends of the guide. */
const steps = new Map([
  ...['next', 'after', 'following'].map((word) => [word, 1] as const),
  ...['previous', 'prev', 'before', 'preceding'].map((word) => [word, -1] as const),
]);
const ends = new Map([
  ['first', 0],
  ['last', -1],
  ['final', -1],
]);

export function readPlace(typed: string, course: Course): Place {
  const exact = titled(typed, course.pack);
  return exact ? { ...nowhere, lessons: [exact] } : placeOf(readNumbers(typed.slice(0, longestName)), course);
}

/** In characters: names are shorter. */
export const longestName = 200;

/** The same of a text whose numbers have been read. */
export function placeOf(numbers: Numbers, course: Course): Place {
  const words = wordsOf(numbers.rest);
  // "All but 1.4": to do the opposite would be worse than to ask.
  if (words.some((word) => negations.has(word))) return { ...nowhere, left: numbers.rest };
  const numbered = numberedPlace(numbers, course.pack);
  if (hasPlace(numbered) || numbered.missing.length > 0) return besides(numbered, words, course);
  return stepped(words, course.pack) ?? nth(numbers.places, words, course.pack) ?? named(words, course);
}

const negations = new Set(['not', 'but', 'except', 'without', 'excluding', 'never']);

function numberedPlace({ lessons, chapters }: Numbers, pack: Pack): Place {
  const known = lessons.map((id) => lessonById(pack, id) ?? id);
  const knownChapters = chapters.map((number) => chapterByNumber(pack, number) ?? `chapter ${number}`);
  return {
    ...nowhere,
    lessons: unique(known.filter((lesson) => typeof lesson !== 'string')),
    chapters: unique(knownChapters.filter((chapter) => typeof chapter !== 'string')),
    missing: [...known, ...knownChapters].filter((one) => typeof one === 'string'),
  };
}

const nowhere: Place = { lessons: [], chapters: [], tab: undefined, missing: [], near: [], left: '' };

export function hasPlace({ lessons, chapters }: Place): boolean {
  return lessons.length + chapters.length > 0;
}

function unique<T>(all: readonly T[]): T[] {
  return [...new Set(all)];
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}.,+]+/u).flatMap((word) => word.replace(/^[.,+]+|[.,+]+$/g, '') || []);
}

function titled(typed: string, pack: Pack): Lesson | undefined {
  const name = typed.trim().toLowerCase();
  return lessonsOf(pack).find(({ id, title }) => [title, `${id} ${title}`].some((known) => known.toLowerCase() === name));
}

/** A number said where; the words beside it may name a tab, the way to the next lesson, or the same lesson once more. */
function besides(place: Place, words: readonly string[], { pack }: Course): Place {
  const step = words.map((word) => steps.get(word)).find((by) => by !== undefined);
  const [only] = place.lessons;
  const beside = step && only && place.lessons.length === 1 ? neighbour(only, step, pack) : only;
  const tab = tabIn(words);
  const known = place.lessons.map(({ title }) => title.toLowerCase()).join(' ');
  const left = words.filter((word) => !isUnderstood(word, tab) && !(steps.has(word) && beside !== only) && !known.includes(word));
  return { ...place, lessons: beside && beside !== only ? [beside] : place.lessons, tab, left: left.join(' ') };
}

function isUnderstood(word: string, tab: Tab | undefined): boolean {
  return fillers.has(word) || (tab !== undefined && tabNamed(word) === tab);
}

/** The last lesson has none after it, and stays. */
function neighbour(lesson: Lesson, by: number, pack: Pack): Lesson {
  const all = lessonsOf(pack);
  return all[all.indexOf(lesson) + by] ?? lesson;
}

/** `the last lesson`, `first`: words that need no number. */
function stepped(words: readonly string[], pack: Pack): Place | undefined {
  const said = words.filter((word) => !fillers.has(word));
  const [word = '', tab = ''] = said;
  const at = ends.get(word);
  if (at !== undefined && said.length === 1 && words.includes('chapter')) return { ...nowhere, chapters: pack.chapters.slice(at) };
  const lesson = at === undefined ? undefined : lessonsOf(pack).at(at);
  if (lesson === undefined || said.length > 2 || (tab !== '' && tabNamed(tab) === undefined)) return undefined;
  return { ...nowhere, lessons: [lesson], tab: tabNamed(tab) };
}

/** A number without a chapter, which several lessons and a chapter may have. */
function nth(places: readonly number[], words: readonly string[], pack: Pack): Place | undefined {
  const bare = words.filter((word) => !fillers.has(word) && tabNamed(word) === undefined);
  const numbers = places.length > 0 ? places : bare.length > 0 && bare.length <= 2 ? bare.map(numberOf) : spokenAlone(words);
  const [first, second] = numbers;
  if (first === undefined || numbers.includes(undefined)) return undefined;
  const left = (places.length > 0 ? bare : []).join(' ');
  const pair = second === undefined ? undefined : lessonById(pack, `${first}.${second}`);
  const near = pair ? [pair] : second === undefined ? numberedSo(first, pack) : [];
  const tab = tabIn(words);
  const isSure = near.length === 1 && (pair !== undefined || first < 10);
  const lessons = near.filter((one) => 'questions' in one);
  return isSure ? { ...nowhere, lessons, tab, left } : { ...nowhere, near, missing: [numbers.join(' ')], tab, left };
}

/** "one" is a filler in "the last one", and a number when it is all there is. */
function spokenAlone(words: readonly string[]): readonly (number | undefined)[] {
  return words.length === 1 ? words.map(numberOf) : [];
}

/** All that may be called by such a number: `4` the fourth lesson of a chapter, `14` lesson 1.4 without its dot. */
function numberedSo(number: number, pack: Pack): (Lesson | Chapter)[] {
  const chapter = pack.chapters.length > 1 ? chapterByNumber(pack, number) : undefined;
  const undotted = lessonById(pack, [...String(number)].join('.'));
  const places = lessonsOf(pack).filter(({ id }) => id.endsWith(`.${number}`));
  return [...(chapter ? [chapter] : []), ...places, ...(undotted ? [undotted] : [])];
}

/** No number: a chapter or a lesson by its name, which may have the name of a tab beside it. */
function named(words: readonly string[], { pack, finder }: Course): Place {
  const said = words.filter((word) => !fillers.has(word));
  const chapter = chapterNamed(said, pack);
  if (chapter) return { ...nowhere, chapters: [chapter] };
  const tab = tabIn(said);
  const others = said.filter((word) => tab === undefined || tabNamed(word) !== tab);
  if (others.length === 0) return { ...nowhere, tab };
  const whole = finder.lesson(said.join(' '));
  if (whole.kind === 'found') return { ...nowhere, lessons: [whole.lesson] };
  const found = tab === undefined ? whole : finder.lesson(others.join(' '));
  if (found.kind === 'found') return { ...nowhere, lessons: [found.lesson], tab };
  return { ...nowhere, near: found.lessons, tab, left: others.join(' ') };
}

/** Its folder's name, however it is joined, the last word of it when no other chapter ends so, or its title. */
function chapterNamed(words: readonly string[], { chapters }: Pack): Chapter | undefined {
  const name = words.join('').replaceAll(/[^\p{L}\p{N}]/gu, '');
  const names = unshared(chapters, namesOf);
  return name.length < 4 ? undefined : names.get(closest(name, [...names.keys()], 0.13) ?? '');
}

function namesOf({ id, title }: Chapter): string[] {
  return [id, id.split('-').at(-1) ?? id, title].map((name) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ''));
}

/** What people call tabs besides their names. */
const tabWords = new Map<string, Tab>([
  ['decision', 'order'],
  ['decide', 'order'],
  ['situation', 'scenarios'],
  ['changed', 'changes'],
  ['overview', 'summary'],
  ['example', 'code'],
]);

function tabIn(words: readonly string[]): Tab | undefined {
  return words.map(tabNamed).find((found) => found !== undefined);
}

/** A tab by its name, in singular or plural, with a slip of the finger in a long one. */
function tabNamed(word: string): Tab | undefined {
  if (word.length < 4) return undefined;
  const known = tabs.find((tab) => tab === word || tab === `${word}s`) ?? tabWords.get(word.replace(/s$/, ''));
  const meant = known === undefined && word.length > 4 ? closest(word, tabs, 0.2) : undefined;
  return known ?? tabs.find((tab) => tab === meant);
}
