import { longestQuiz } from '../command-rows.ts';
import type { Course } from '../course.ts';
import { numberOf, readNumbers } from '../find/numbers.ts';
import { sayLeft, whichPlace } from '../find/place-replies.ts';
import { hasPlace, longestName, type Place, placeOf } from '../find/places.ts';
import { lessonsOf } from '../pack-index.ts';
import type { Difficulty, ItemId, LessonId, Question } from '../pack.ts';
import type { Reply } from '../reply.ts';
import type { Cards } from '../card.ts';
import { plain, type Text } from '../text.ts';
import { badCount } from './replies.ts';
import { sayScope, whichQuiz } from './wish-replies.ts';

/** What somebody typed. `lesson` has all of it where a platform does not tell options apart. */
export interface QuizInput {
  readonly lesson: string;
  readonly count: string;
  readonly difficulty?: string | undefined;
}

/** What a quiz is to be. */
export interface QuizWish {
  /** The one lesson it is on; null when it is on several, or on all. */
  readonly lesson: LessonId | null;
  readonly count: number;
  /** Whether a count was said, understood or not. */
  readonly isCounted: boolean;
  readonly fits: (question: Question) => boolean;
  /** Whether any question of the lesson fits, as for a button. */
  readonly isPlain: boolean;
  /** What is said first: what was understood, where it is more than a number; what was not; and what there is too little of. */
  readonly lead: Text | undefined;
}

export type ReadQuiz = { readonly kind: 'wish'; readonly wish: QuizWish } | { readonly kind: 'ask'; readonly reply: Reply };

/** So many questions has a quiz of which nobody said how many. */
export const usualCount = 5;

/** What is known of whoever wishes. `held` is what is not asked now, because a mock exam that runs has it. */
interface Wisher {
  readonly cards: Cards;
  readonly held?: ReadonlySet<ItemId>;
}

export function readQuiz(input: QuizInput, course: Course, wisher: Wisher): ReadQuiz {
  const words = wordsIn(input);
  const place = placeOf({ ...words.numbers, rest: words.rest }, course);
  const isUnderstood = hasPlace(place) || (`${place.left}${place.missing.join('')}${place.tab ?? ''}` === '' && place.near.length === 0);
  return isUnderstood
    ? { kind: 'wish', wish: wishOf(words, place, course, wisher) }
    : { kind: 'ask', reply: askBack(input, words, place, course) };
}

function askBack({ lesson }: QuizInput, { rest, count }: Words, place: Place, { pack }: Course): Reply {
  const isSecondWish = rest.split(' ').some((word) => difficulties.has(word));
  const isNowhere = place.near.length + place.missing.length === 0 && place.tab === undefined && /\p{L}/u.test(place.left);
  if (isSecondWish || isNowhere) return whichQuiz(lesson);
  return whichPlace(pack, place, lesson, ({ id }) => ({ kind: 'quiz', lesson: id, count: countOf(count).count }));
}

interface Words {
  readonly numbers: ReturnType<typeof readNumbers>;
  readonly difficulty: Difficulty | undefined;
  readonly isMissed: boolean;
  readonly count: string;
  /** Those that may name a lesson. */
  readonly rest: string;
}

const difficulties = new Map<string, Difficulty>([
  ...['easy', 'easier', 'simple', 'beginner', 'basic'].map((word) => [word, 'easy'] as const),
  ...['medium', 'moderate', 'normal', 'intermediate'].map((word) => [word, 'medium'] as const),
  ...['hard', 'harder', 'difficult', 'tough', 'advanced', 'challenging'].map((word) => [word, 'hard'] as const),
]);
/** Ways to say what was answered wrong. */
export const missedWords = new Set(['weak', 'missed', 'wrong', 'failed', 'mistakes', 'mistake', 'misses', 'weaknesses', 'incorrect']);
/** What a quiz is anyway. */
const silent = new Set(
  'all any random everything anything mixed mix whole new fresh another more quiz quizzes question questions q qs ones only just some spots'.split(
    ' ',
  ),
);
const countShape = /^([-+]?\d[\d_,e+]*|many)$/;

function wordsIn({ lesson, count, difficulty = '' }: QuizInput): Words {
  const numbers = readNumbers(lesson.slice(0, longestName));
  const typed = numbers.rest.split(' ').filter(Boolean);
  const wished = typed.findIndex((word) => difficulties.has(word));
  const others = typed.filter((word, at) => at !== wished && !missedWords.has(word) && !silent.has(trimmed(word)));
  const shaped = others.find((word) => countShape.test(trimmed(word))) ?? spokenCount(others, typed);
  return {
    numbers,
    difficulty: difficulties.get(difficulty.toLowerCase() || (typed[wished] ?? '')),
    isMissed: typed.some((word) => missedWords.has(word)),
    count: count || trimmed(shaped ?? ''),
    rest: others.filter((word) => word !== shaped || count !== '').join(' '),
  };
}

function trimmed(word: string): string {
  return word.replace(/[,.;:!?]+$/, '');
}

/** `ten` is a number when it is all that is left, or has "questions" behind it; in "one hot" it is a word. */
function spokenCount(others: readonly string[], typed: readonly string[]): string | undefined {
  return others.find(
    (word) => numberOf(word) !== undefined && (others.length === 1 || /^q(uestion)?s?$/.test(typed[typed.indexOf(word) + 1] ?? '')),
  );
}

function wishOf(words: Words, place: Place, { pack }: Course, { cards, held }: Wisher): QuizWish {
  const { count, problem } = countOf(words.count);
  const lessons = [...new Set([...place.lessons, ...place.chapters.flatMap((chapter) => chapter.lessons)])];
  const [first, ...others] = lessons;
  const asked = (first ? lessons : lessonsOf(pack)).flatMap(({ questions }) => questions);
  const limits = limitsOf(words, cards);
  const fitting = asked.filter((question) => limits.every(({ fits }) => fits(question)));
  const fits = new Set((fitting.length > 0 ? fitting : asked).map(({ id }) => id));
  const scope = sayScope(
    place,
    limits.map(({ name }) => name),
    { count, there: fitting.filter(({ id }) => held?.has(id) !== true).length },
  );
  const lead = sentences(sayLeft(withTab(place)), problem, plain(scope));
  const isPlain = limits.length === 0 && others.length === 0;
  return {
    lesson: others.length === 0 ? (first?.id ?? null) : null,
    count,
    isCounted: words.count !== '',
    fits: ({ id }) => fits.has(id),
    isPlain,
    lead,
  };
}

/** What questions have to be besides being of the lessons. */
function limitsOf({ difficulty, isMissed }: Words, cards: Cards) {
  const isOfDifficulty = (question: Question) => question.difficulty === difficulty;
  const isMiss = ({ id }: Question) => cards.get(id)?.correct === false;
  return [...(difficulty ? [{ name: difficulty, fits: isOfDifficulty }] : []), ...(isMissed ? [{ name: 'missed', fits: isMiss }] : [])];
}

/** A quiz has no tabs, so the name of one has no effect. */
function withTab(place: Place): Place {
  return { ...place, left: [place.left, place.tab ?? ''].join(' ').trim() };
}

/** The sentences that there are, one after the other; undefined when there are none. */
function sentences(...texts: readonly (Text | undefined)[]): Text | undefined {
  const said = texts.flatMap((text) => (text === undefined || text.length === 0 ? [] : [text]));
  return said.length === 0 ? undefined : said.flatMap((text, at) => [...plain(at > 0 ? ' ' : ''), ...text]);
}

/** Too many is the most there is; what is no number is said to be none. */
function countOf(typed: string): { count: number; problem?: Text } {
  const count = numberOf(typed) ?? (/^\d+$/.test(typed) ? Number.POSITIVE_INFINITY : 0);
  if (typed === '') return { count: usualCount };
  if (count > longestQuiz)
    return { count: longestQuiz, problem: plain(`A quiz has ${longestQuiz} questions at most, so here are ${longestQuiz}.`) };
  return count >= 1 ? { count } : { count: usualCount, problem: badCount(typed, longestQuiz) };
}
