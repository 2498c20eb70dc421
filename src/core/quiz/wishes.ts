import { longestQuiz } from '../commands.ts';
import type { Course } from '../course.ts';
import { numberOf, readNumbers } from '../find/numbers.ts';
import { sayLeft, whichPlace } from '../find/place-replies.ts';
import { hasPlace, longestName, type Place, placeOf } from '../find/places.ts';
import { lessonsOf } from '../pack-index.ts';
import type { Difficulty, Lesson, LessonId, Question } from '../pack.ts';
import type { Reply } from '../reply.ts';
import type { History } from '../state.ts';
import { plain, type Text } from '../text.ts';
import { badCount } from './replies.ts';

/** What somebody typed. `lesson` has all of it where a platform does not tell options apart. */
export interface WishInput {
  readonly lesson: string;
  readonly count: string;
  readonly difficulty?: string | undefined;
}

/** What a quiz is to be. */
export interface Wish {
  /** The one lesson it is on; null when it is on several, or on all. */
  readonly lesson: LessonId | null;
  readonly count: number;
  readonly fits: (question: Question) => boolean;
  /** Whether any question of the lesson fits, as for a button. */
  readonly isPlain: boolean;
  /** What is said first: what was understood, where it is more than a number; what was not; and what there is too little of. */
  readonly lead: Text | undefined;
}

export type ReadWish = { readonly kind: 'wish'; readonly wish: Wish } | { readonly kind: 'ask'; readonly reply: Reply };

const usualCount = 5;

export function readWish(input: WishInput, course: Course, history: History): ReadWish {
  const words = wordsIn(input);
  const place = placeOf({ ...words.numbers, rest: words.rest }, course);
  const isNamed = hasPlace(place);
  const asks = !isNamed && (words.rest !== '' || words.numbers.places.length > 0 || place.missing.length > 0);
  if (asks && !isOnlyFillers(place))
    return { kind: 'ask', reply: whichPlace(course.pack, place, input.lesson, quizOf(countOf(words.count).count)) };
  return { kind: 'wish', wish: wishOf(words, place, course, history) };
}

function isOnlyFillers({ left, near, missing, tab }: Place): boolean {
  return left === '' && near.length + missing.length === 0 && tab === undefined;
}

function quizOf(count: number) {
  return ({ id }: Lesson) => ({ kind: 'quiz', lesson: id, count }) as const;
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
const missed = new Set(['weak', 'missed', 'wrong', 'failed', 'mistakes', 'mistake', 'misses', 'weaknesses', 'incorrect']);
/** What a quiz is anyway. */
const silent = new Set(
  'all any random everything anything mixed mix whole new fresh another more quiz quizzes question questions q qs ones only just some spots but not'.split(
    ' ',
  ),
);
const countShape = /^([-+]?\d[\d_,e+]*|many)$/;

function wordsIn({ lesson, count, difficulty = '' }: WishInput): Words {
  const numbers = readNumbers(lesson.slice(0, longestName));
  const typed = numbers.rest.split(' ').filter(Boolean);
  const isNegated = (at: number) => typed[at - 1] === 'not';
  const wished = typed.findIndex((word, at) => difficulties.has(word) && !isNegated(at));
  const others = typed.filter((word, at) => at !== wished && !missed.has(word) && !silent.has(trimmed(word)));
  const shaped = others.find((word) => countShape.test(trimmed(word))) ?? spokenCount(others, typed);
  return {
    numbers,
    difficulty: difficulties.get(difficulty.toLowerCase() || (typed[wished] ?? '')),
    isMissed: typed.some((word) => missed.has(word)),
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

function wishOf({ difficulty, isMissed, ...words }: Words, place: Place, { pack }: Course, history: History): Wish {
  const { count, problem } = countOf(words.count);
  const lessons = [...new Set([...place.lessons, ...place.chapters.flatMap((chapter) => chapter.lessons)])];
  const asked = (lessons.length > 0 ? lessons : lessonsOf(pack)).flatMap(({ questions }) => questions);
  const isMiss = ({ id }: Question) => history.get(id)?.correct === false;
  const limits = [
    ...(difficulty ? [{ name: difficulty, fits: (question: Question) => question.difficulty === difficulty }] : []),
    ...(isMissed ? [{ name: 'missed', fits: isMiss }] : []),
  ];
  const fitting = asked.filter((question) => limits.every(({ fits }) => fits(question)));
  const fits = new Set((fitting.length > 0 ? fitting : asked).map(({ id }) => id));
  const [only] = lessons.length === 1 ? lessons : [];
  const said = sentences(
    sayLeft({ ...place, left: [place.left, place.tab ?? ''].filter(Boolean).join(' ') }),
    problem,
    plain(
      sayScope(
        place,
        limits.map(({ name }) => name),
        { count, there: fitting.length },
      ),
    ),
  );
  const isPlain = limits.length === 0 && lessons.length < 2;
  return { lesson: only?.id ?? null, count, fits: ({ id }) => fits.has(id), isPlain, lead: said.length > 0 ? said : undefined };
}

function sentences(...texts: readonly (Text | undefined)[]): Text {
  return texts.filter((text) => text !== undefined && text.length > 0).flatMap((text = [], at) => [...plain(at > 0 ? ' ' : ''), ...text]);
}

/** `Easy questions on 1.1 and 1.3.`, and how many there are when they are fewer than wished. One lesson alone is named by every question. */
function sayScope(place: Place, limits: readonly string[], { count, there }: { count: number; there: number }): string {
  const names = [...place.chapters.map(({ number, title }) => `chapter ${number}, ${title}`), ...place.lessons.map(({ id }) => id)];
  const on = names.length > 0 ? ` on ${names.join(' and ')}` : '';
  const kind = `${limits.join(', ')} questions${on}`.trim();
  if (limits.length > 0 && there === 0) return `There are no ${kind} yet, so here are others.`;
  if (limits.length > 0 && there < count) return there === 1 ? `Of ${kind} there is 1.` : `Of ${kind} there are ${there}.`;
  return limits.length === 0 && place.lessons.length + place.chapters.length * 2 < 2
    ? ''
    : `${kind.charAt(0).toUpperCase()}${kind.slice(1)}.`;
}

/** Too many is the most there is; what is no number is said to be none. */
function countOf(typed: string): { count: number; problem?: Text } {
  const count = numberOf(typed) ?? (/^\d+$/.test(typed) ? Number.POSITIVE_INFINITY : 0);
  if (typed === '') return { count: usualCount };
  if (count > longestQuiz)
    return { count: longestQuiz, problem: plain(`A quiz has ${longestQuiz} questions at most, so here are ${longestQuiz}.`) };
  return count >= 1 ? { count } : { count: usualCount, problem: badCount(typed, longestQuiz) };
}
