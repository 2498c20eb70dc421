import type { Course } from '../course.ts';
import { examLabel } from '../find/examples.ts';
import { numberOf, readNumbers } from '../find/numbers.ts';
import type { Pack } from '../pack.ts';
import { formCount, questionsIn, wholeExam } from './forms.ts';

/** What somebody wants of a mock exam, as they typed it. */
export type MockWish =
  /** How many questions, of which form; `said` is a number that could not be met. */
  | {
      readonly kind: 'begin';
      readonly questions?: number | undefined;
      readonly form?: number | undefined;
      readonly said?: string | undefined;
    }
  | { readonly kind: 'question'; readonly at: number }
  | { readonly kind: 'review' }
  | { readonly kind: 'result' }
  /** Whoever wants to stop or go on needs one that runs. */
  | { readonly kind: 'stop' | 'go-on' }
  /** A part of the subject, of which there is no exam. */
  | { readonly kind: 'part' }
  /** The day of the real one. */
  | { readonly kind: 'day' }
  /** A question about the exam itself. */
  | { readonly kind: 'facts' }
  | { readonly kind: 'not-understood' };

/** Fewer say nothing about the parts of an exam. */
const fewest = 5;

export function readMockWish(typed: string, { pack, router }: Course): MockWish {
  const words = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replace(/(\d)(\p{L})/gu, '$1 $2')
    .replace(/[^\p{L}\p{N}-]+/gu, ' ')
    .trim()
    .split(' ')
    .filter((word) => word !== '' && !fillers.has(word));
  const said = words.join(' ');
  const toQuestion = /^(?:question|q|no|number|jump|jump question|go question) (\d{1,3})$/.exec(said)?.[1];
  if (toQuestion !== undefined) return { kind: 'question', at: Number(toQuestion) };
  if (/^(review|submit|hand in|finish|end|done|open|open ones|flagged|flags|flag)$/.test(said)) return { kind: 'review' };
  if (/^((last|previous|all|see|show|old) )*(results?|scores?|history)$|^last( one)?$|^explanations?$/.test(said))
    return { kind: 'result' };
  if (/^(?:(?:what|which|did|got|get|see|show|were) )*(mistakes?|wrong|missed|errors)( (?:ones?|questions?|answers?))?$/.test(said))
    return { kind: 'result' };
  if (/^(stop|pause|cancel|quit|abort|(?:give )?up|leave|exit|interrupt|break|off)( it)?$/.test(said)) return { kind: 'stop' };
  if (/^(next|skip|back|previous|forward|hint|answer)( one| question)?$/.test(said)) return { kind: 'go-on' };
  if (ofDay.test(typed)) return { kind: 'day' };
  const { lessons, chapters, places } = readNumbers(typed);
  if (lessons.length + chapters.length + places.length > 0) return { kind: 'part' };
  return readLength(words, pack) ?? (isOfExam(typed, words, router) ? { kind: 'facts' } : { kind: 'not-understood' });
}

/** A date, or a word for the day on which the real exam is. */
const ofDay =
  /^\W*(?:(?:my|the|is|will|be|on|at|in|date|day|when|set|to|exam) )*(?:dates?|days?|tom+o+r+o+w+|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?: \d{1,2}(?:st|nd|rd|th)?)?(?:,? \d{4})?|in (?:an?|\d+|\w+) (?:days?|weeks?|months?)|(?:next|this) (?:week|month|mon|tues|wednes|thurs|fri|satur|sun)\w*)\W*$/i;

const fillers = new Set(
  'again a an the me my please now mock exam exams test timed practice practise start begin go on continue resume take give another new one with of for in and i want do let s us running'.split(
    ' ',
  ),
);
const wholes = new Set(['full', 'whole', 'long', 'real', 'complete', 'all', 'entire', 'usual', 'normal']);
const silent = new Set([
  'questions',
  'question',
  'q',
  'qs',
  'form',
  'forms',
  'version',
  'short',
  'shorter',
  'half',
  'quick',
  'small',
  'minutes',
  'minute',
  'mins',
  'min',
  'hour',
  'hours',
  'time',
  'left',
  'm',
  'h',
  ...wholes,
]);

/** Numbers and sizes; undefined when there is a word that is neither. */
function readLength(words: readonly string[], pack: Pack): MockWish | undefined {
  if (words.some((word) => !silent.has(word) && numberIn(word) === undefined)) return undefined;
  const said = words.join(' ');
  if (said === 'questions' || said === 'time' || said === 'minutes') return undefined;
  const { questions: most } = wholeExam(pack);
  const form = numberIn(/\b(?:form|version) (\S+)/.exec(said)?.[1] ?? '');
  const rest = said.replace(/\b(?:form|version) \S+/, ' ');
  const number = rest
    .split(' ')
    .map(numberIn)
    .find((found) => found !== undefined);
  const wanted = sizeOf(rest, number, pack, most);
  const questions = wanted === undefined ? undefined : Math.min(most, Math.max(Math.min(fewest, most), wanted));
  const isOff = wanted !== questions;
  const hasForm = form === undefined || (form >= 1 && form <= formCount(pack));
  const off = [...(isOff ? [sayOff(most)] : []), ...(hasForm ? [] : [sayForms(pack)])].join(' ');
  return { kind: 'begin', questions, form: hasForm ? form : undefined, ...(off !== '' && { said: off }) };
}

function sizeOf(said: string, number: number | undefined, pack: Pack, most: number): number | undefined {
  if (/\bhalf\b/.test(said)) return /\bhours?\b/.test(said) ? questionsIn(pack, 30) : Math.round(most / 2);
  if (number !== undefined && /\b(h|hours?)\b/.test(said)) return questionsIn(pack, number * 60);
  if (number !== undefined && /\b(m|mins?|minutes?)\b/.test(said)) return questionsIn(pack, number);
  if (number !== undefined) return number;
  return /\b(short|shorter|quick|small)\b/.test(said) ? Math.round(most / 3) : undefined;
}

function sayOff(most: number): string {
  return most > fewest ? `A mock exam has ${fewest} to ${most} questions.` : `There are questions for a mock exam of ${most}.`;
}

function sayForms(pack: Pack): string {
  const forms = formCount(pack);
  return forms > 1 ? `The forms are numbered 1 to ${forms}.` : 'There is one form only.';
}

const tens = new Map([
  ['thirty', 30],
  ['forty', 40],
  ['fifty', 50],
  ['sixty', 60],
]);

function numberIn(word: string): number | undefined {
  return /^-?\d{1,6}$/.test(word) ? Number(word) : (tens.get(word) ?? (word === 'zero' ? undefined : numberOf(word)));
}

/** The words by which people ask for facts about an exam, whatever the exam. */
const ofExam =
  /^(prices?|costs?|fees?|pay|pass|passing|language|languages|valid|validity|expires?|proctored|proctor|online|register|registration|sign|book|booking|schedule|retake|recertif\w*|certif\w*|edition|version|guide|format|facts?|info|information|details?|about|delivery|where|when|how|what|which|who|questions|time|duration|minutes|rules?|allowed|aids?)$/;

function isOfExam(typed: string, words: readonly string[], router: Course['router']): boolean {
  const route = router.route(typed);
  return (route.kind === 'one' && route.first.label === examLabel) || words.some((word) => ofExam.test(word));
}
