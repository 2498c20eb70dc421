import type { Course } from '../course.ts';
import { hasPlace, type Place, readPlace } from '../find/places.ts';
import { missedWords } from '../quiz/wishes.ts';
import type { LessonId } from '../pack.ts';
import { wordsOf } from '../text.ts';
import { type PlacedTrap, type ReviewWish, trapNamed } from './rules.ts';

export type ReadReview =
  | { readonly kind: 'wish'; readonly wish: ReviewWish }
  /** The traps that the learner fell for: all of them, or those of one lesson. */
  | { readonly kind: 'own-traps'; readonly lesson: LessonId | null }
  /** Several traps may be meant, or none is found. */
  | { readonly kind: 'which-trap'; readonly traps: readonly PlacedTrap[] }
  | { readonly kind: 'which-lesson'; readonly place: Place }
  | { readonly kind: 'not-understood' };

/** What somebody wants to review, as they typed it. */
export function readReview(typed: string, course: Course): ReadReview {
  const words = typed
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, ' ')
    .trim()
    .split(' ')
    .filter((word) => !fillers.has(word));
  if (words.every((word) => dueWords.has(word))) return wished({ kind: 'due' });
  if (asksForTraps(typed)) return readTraps(words, course);
  const [isSure, isMissed] = [words.some((word) => sureWords.has(word)), words.some((word) => missedWords.has(word))];
  const others = words.filter((word) => !sureWords.has(word) && !missedWords.has(word));
  if (others.length === 0) return wished({ kind: isSure ? 'sure-wrong' : 'missed' });
  if (!isSure && !isMissed) return readLesson(typed, course);
  return { kind: 'not-understood' };
}

const fillers = new Set([
  '',
  'review',
  'the',
  'my',
  'and',
  'but',
  'all',
  'what',
  'i',
  'is',
  'was',
  'were',
  'are',
  'got',
  'me',
  'please',
  'it',
  'of',
  'on',
]);
const dueWords = new Set(['due', 'today', 'now', 'everything', 'anything']);
const sureWords = new Set(['sure', 'certain', 'confident', 'surely', 'overconfident']);

function wished(wish: ReviewWish): ReadReview {
  return { kind: 'wish', wish };
}

/** Also what the learner's own answers have to be looked up for. */
export function asksForTraps(typed: string): boolean {
  return /(?<![\p{L}-])traps?(?![\p{L}-])/iu.test(typed);
}

/** Words without which "traps" would mean the same: those the learner fell for. */
const ownTraps = new Set(
  'trap traps fall fell fallen falling for into do did have had which missed wrong worst weakest weak most often again list show see last latest mistakes from in any some a an by sure-wrong'.split(
    ' ',
  ),
);

function readTraps(words: readonly string[], course: Course): ReadReview {
  const named = words.filter((word) => !ownTraps.has(word));
  const { lessons, chapters } = readPlace(named.join(' '), course);
  const [lesson, ...others] = lessons;
  if (named.length === 0) return { kind: 'own-traps', lesson: null };
  if (lesson && others.length === 0 && chapters.length === 0 && named.some((word) => /\d/.test(word)))
    return { kind: 'own-traps', lesson: lesson.id };
  return readTrap(named.join(' '), course);
}

/** One whose belief has these very words, or else those that come near. */
function readTrap(words: string, { pack, finder }: Course): ReadReview {
  const found = words === '' ? [] : finder.search(words, 40).filter(({ kind }) => kind === 'trap');
  const traps = found.flatMap(({ lesson, title }) => trapNamed(pack, lesson, title) ?? []);
  const literal = traps.filter(({ trap }) => words.split(' ').every((word) => wordsOf(trap.belief).toLowerCase().includes(word)));
  const [only, ...others] = literal;
  if (only && others.length === 0) return wished({ kind: 'trap', lesson: only.lesson.id, trap: only.trap.id });
  return { kind: 'which-trap', traps: (literal.length > 0 ? literal : traps).slice(0, 4) };
}

function readLesson(typed: string, course: Course): ReadReview {
  const place = readPlace(typed, course);
  const [lesson, ...others] = place.lessons;
  if (lesson && others.length === 0 && place.chapters.length === 0 && place.missing.length === 0)
    return wished({ kind: 'lesson', lesson: lesson.id });
  return hasPlace(place) || place.near.length > 0 || place.missing.length > 0
    ? { kind: 'which-lesson', place }
    : { kind: 'not-understood' };
}
