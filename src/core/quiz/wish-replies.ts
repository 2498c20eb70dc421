import { choice, choices, note, quizOn, quote, titled } from '../blocks.ts';
import type { Place } from '../find/places.ts';
import type { Reply } from '../reply.ts';
import { plain } from '../text.ts';

/** When more is wished than is understood: nothing starts, for it could be the wrong quiz. */
export function whichQuiz(typed: string): Reply {
  return titled(
    'Which quiz would you like?',
    { kind: 'text', text: [...quote(typed, 80), ...plain(': I’m not sure what you mean.')] },
    note('You can name lessons or a chapter, a number, and `easy`, `medium`, `hard` or `missed`: `/mlpro quiz 1.4 10 easy`.'),
    choices(quizOn(null, 'Quiz me on all', 'main'), choice('All lessons', { kind: 'guide' })),
  );
}

export interface Found {
  readonly count: number;
  /** How many questions fit the wish. */
  readonly there: number;
}

/** `Easy questions on 1.1 and 1.3.`, or that there are too few. Nothing for one lesson alone: each question names it. */
export function sayScope(place: Place, limits: readonly string[], { count, there }: Found): string {
  const names = [...place.chapters.map(({ number, title }) => `chapter ${number}, ${title}`), ...place.lessons.map(({ id }) => id)];
  const on = names.length > 0 ? ` on ${names.join(' and ')}` : '';
  const kind = [...limits, 'questions'].join(' ');
  if (limits.length > 0 && there === 0) return `There are no ${kind}${on} yet, so here are others.`;
  if (limits.length > 0 && there < count)
    return there === 1 ? `There is only 1 of the ${kind}${on}.` : `There are only ${there} ${kind}${on}.`;
  const isPlain = limits.length === 0 && place.lessons.length < 2 && place.chapters.length === 0;
  return isPlain ? '' : `${kind.charAt(0).toUpperCase()}${kind.slice(1)}${on}.`;
}
