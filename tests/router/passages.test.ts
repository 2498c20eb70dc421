import { describe, expect, it } from 'vitest';
import { learnRouter, makeRouter } from '../../src/router/router.ts';
import type { Passage } from '../../src/router/passages.ts';
import { finish } from '../../src/router/slices.ts';

const passages: readonly Passage[] = [
  {
    label: 'bread',
    title: 'Proving',
    text: 'Dough rests until it has doubled.',
    asked: ['my loaf stays flat', 'how long before the oven'],
  },
  {
    label: 'bread',
    title: 'Kneading',
    text: 'Dough is worked until it is smooth.',
    asked: ['my arms hurt', 'does a machine do it as well'],
  },
  { label: 'soup', title: 'Stock', text: 'Bones are boiled for hours.', asked: ['where does the taste come from'] },
];
const examples = passages.flatMap(({ label, title, text, asked }) =>
  [title, text, ...asked].flatMap((words) => Array.from({ length: 5 }, () => ({ text: words, labels: [label], weight: 1 }))),
);
const router = makeRouter(finish(learnRouter({ labels: ['bread', 'soup'], examples, passages })), passages, { phrases: [] });

function passageOf(question: string): string | undefined {
  const route = router.route(question);
  return route.kind === 'none' || route.passage === undefined ? undefined : passages[route.passage]?.title;
}

describe('the passage that answers', () => {
  it.each([
    ['says it in its title', 'what is proving', 'Proving'],
    ['says it in its text', 'when is the dough smooth', 'Kneading'],
    ['was asked for in such words, though it has none of them', 'why is my loaf so flat', 'Proving'],
    ['is of the lesson that is meant, whatever others say', 'where does the taste of stock come from', 'Stock'],
  ])('%s', (_, question, title) => {
    expect(passageOf(question)).toBe(title);
  });

  it('is left out where two are about as good', () => {
    expect(passageOf('what about the dough')).toBeUndefined();
  });
});
