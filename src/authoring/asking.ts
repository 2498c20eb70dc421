import { examLabel } from '../core/find/examples.ts';
import type { SearchHit } from '../core/find/finder.ts';
import { passagesOf } from '../core/find/passages.ts';
import type { Course } from '../core/course.ts';
import { handle } from '../core/handle.ts';
import type { Pack } from '../core/pack.ts';
import { lessonsOf } from '../core/pack-index.ts';
import type { Reply } from '../core/reply.ts';
import type { Request } from '../core/request.ts';
import type { State } from '../core/state.ts';
import { from } from './states.ts';

// How the core is asked for its screens: by a router and a search that find the longest there is.

/** What a learner sees. */
export interface Screen {
  readonly name: string;
  readonly reply: Reply;
}

export type Ask = (request: Request, state?: State) => Reply;

/** The forms that an answer of the router can take, by what it does with the question. */
export const routes: readonly (readonly [name: string, route: (asked: Asked) => ReturnType<Course['router']['route']>])[] = [
  ['one lesson answers', (asked) => ({ ...ranked(asked), kind: 'one' })],
  ['two lessons share', (asked) => ({ ...ranked(asked), kind: 'several' })],
  ['may belong to three lessons', (asked) => ({ ...ranked(asked), kind: 'unsure' })],
  ['the facts about the exam answer', (asked) => ({ ...ranked(asked), kind: 'one', first: { label: examLabel, confidence: 0.5 } })],
  ['no lesson answers', ({ pack }) => ({ kind: 'none', nearest: longestFirst(pack).slice(0, 3) })],
];

/** What the router is asked about. */
type Asked = Pick<Course, 'pack' | 'passages'>;

function ranked({ pack, passages }: Asked) {
  const [first = '', second = first, third = second] = longestFirst(pack);
  const words = ['a long word of the question', 'another long word', 'a third one', 'and a fourth'];
  const runnerUp = { label: second, confidence: 0.5 };
  return {
    first: { label: first, confidence: 0.5 },
    runnerUp,
    others: third === second ? [runnerUp] : [runnerUp, { label: third, confidence: 0.2 }],
    passage: longestPassage(passages),
    evidence: [first, second].map((label) => ({ label, words })),
  };
}

/** The place of the passage that takes the most room. */
function longestPassage(passages: Course['passages']): number {
  const lengths = passages.map(({ entry, text, code = '' }) => entry.length + text.length + code.length);
  return lengths.indexOf(Math.max(...lengths));
}

function longestFirst(pack: Pack): string[] {
  const length = ({ title, focus }: { readonly title: string; readonly focus: string }) => title.length + focus.length;
  return [...lessonsOf(pack)].sort((one, other) => length(other) - length(one)).map(({ id }) => id);
}

/** Asks the core itself, so that what is checked is what learners see. Of the search only the longest result matters. */
export function asking(pack: Pack): Ask {
  const longest = longestHits(pack, 8);
  const passages = passagesOf(pack);
  const course: Course = {
    pack,
    router: {
      route: (question) => routes.find(([name]) => name === question)?.[1]({ pack, passages }) ?? { kind: 'none', nearest: [] },
    },
    finder: { lesson: () => ({ kind: 'near', lessons: [] }), search: () => longest },
    passages,
  };
  return (request, state = {}) => handle(request, { state, course, from }).reply;
}

function longestHits(pack: Pack, most: number): SearchHit[] {
  const all = lessonsOf(pack).flatMap(({ id: lesson, traps, pairs, concepts }): SearchHit[] => [
    ...traps.map(({ belief, reason }) => ({ kind: 'trap' as const, lesson, tab: 'traps' as const, title: belief, text: reason })),
    ...pairs.map(({ one, other, difference: text }) => ({
      kind: 'pair' as const,
      lesson,
      tab: 'pairs' as const,
      title: `${one} or ${other}`,
      text,
    })),
    ...concepts.map(({ name: title, text }) => ({ kind: 'concept' as const, lesson, tab: 'concepts' as const, title, text })),
  ]);
  const length = ({ title, text }: SearchHit) => title.length + text.length;
  return all.sort((one, other) => length(other) - length(one)).slice(0, most);
}
