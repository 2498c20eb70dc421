import { type ActionOf, type CameFrom, type Tab, tabs } from '../action.ts';
import { lessonsOf } from '../pack-index.ts';
import type { Lesson, Pack, Pair } from '../pack.ts';
import type { Block, Choice, Reply } from '../reply.ts';
import { bold, link, parseMarkup, plain, type Text } from '../text.ts';
import {
  shortReply,
  choice,
  choices,
  heading,
  lessonMenu,
  list,
  menu,
  nameOf,
  note,
  openLesson,
  quizOn,
  quoted,
  reply,
  sayTrap,
  shortNameOf,
  text,
  titled,
} from '../blocks.ts';
import { joinLists, paginate } from './pages.ts';

/** What each part of a lesson is called, and what it is where the name alone does not tell. */
export const tabNames: Readonly<Record<Tab, readonly [name: string, about?: string]>> = {
  summary: ['Summary'],
  concepts: ['Concepts'],
  terms: ['Terms', 'What the words mean.'],
  order: ['How to decide', 'Questions to ask yourself, in this order.'],
  scenarios: ['Situations', 'What people run into, and what to do then.'],
  traps: ['Traps', 'What many believe, and why it is wrong.'],
  pairs: ['Easily mixed up', 'What sounds alike, and what tells it apart.'],
  cues: ['Cues', 'Words in a question that decide its answer.'],
  code: ['Code', 'Calls as the exam shows them.'],
  changes: ['What has changed', 'Old names and ways that you may still come across.'],
  sources: ['Sources'],
};

interface LessonExtras {
  /** The lesson after this one. */
  readonly next?: Lesson | undefined;
  readonly cameFrom?: CameFrom | null | undefined;
}

/** One tab of a lesson, and buttons for the others. A button may be older than the content: a tab that is empty by now gives way to the summary. */
export function lessonReply(lesson: Lesson, wanted: Tab, page: number, { next, cameFrom = null }: LessonExtras = {}): Reply {
  const tab = hasTab(lesson, wanted) ? wanted : 'summary';
  const pages = pagesOf(lesson, tab);
  const shown = Math.min(Math.max(1, page), pages.length);
  const [name, about] = tabNames[tab];
  const title = tab === 'summary' ? nameOf(lesson) : `${shortNameOf(lesson)}: ${name}`;
  const of = pages.length > 1 ? ` (${shown} of ${pages.length})` : '';
  const open = (to: Tab, at: number): ActionOf<'lesson'> => ({
    kind: 'lesson',
    lesson: lesson.id,
    tab: to,
    page: at,
    ...(cameFrom && { cameFrom }),
  });
  return reply(
    title,
    heading(`${title}${of}`),
    about !== undefined && shown === 1 ? note(about) : undefined,
    ...joinLists(pages[shown - 1] ?? []),
    choices(
      shown < pages.length ? choice('More', open(tab, shown + 1), 'main') : undefined,
      shown > 1 ? choice('Back', open(tab, shown - 1)) : undefined,
      quizOn(lesson, 'Quiz me on it', shown === pages.length ? 'main' : undefined),
      next && shown === pages.length ? openLesson(next, `Next: ${shortNameOf(next)}`, undefined, cameFrom) : undefined,
      ...wayBack(cameFrom),
    ),
    menu('Read more of this lesson', ...otherTabs(lesson, tab).map((other) => choice(tabNames[other][0], open(other, 1)))),
  );
}

/** Back to where the lesson was opened from; what a routed question got can still be said not to be it. */
function wayBack(cameFrom: CameFrom | null): Choice[] {
  if (cameFrom?.kind === 'quiz') return [choice('Back to my quiz', { kind: 'next', session: cameFrom.id })];
  if (cameFrom === null) return [choice('All lessons', { kind: 'guide' })];
  return [
    choice('Back to the answer', { kind: 'route', routed: cameFrom.id }),
    choice('Not this one', { kind: 'not-this', routed: cameFrom.id }),
  ];
}

function otherTabs(lesson: Lesson, current: Tab): Tab[] {
  return tabs.filter((tab) => tab !== current && hasTab(lesson, tab));
}

/** The tabs that hold one block an entry, and what their entries are called. */
const titles = {
  concepts: (lesson: Lesson) => lesson.concepts.map(({ name }) => name),
  terms: (lesson: Lesson) => lesson.terms.map(({ term }) => term),
  traps: (lesson: Lesson) => lesson.traps.map(({ belief }) => belief),
  pairs: (lesson: Lesson) => lesson.pairs.map(nameOfPair),
  cues: (lesson: Lesson) => lesson.cues.map(({ remember }) => remember),
};

/** The way to one entry of a lesson, such as its trap with this belief. */
export function entryIn(lesson: Lesson, tab: Tab, title: string): ActionOf<'lesson'> {
  const at = tab in titles ? titles[tab as keyof typeof titles](lesson).indexOf(title) : 0;
  let entries = 0;
  const page = pagesOf(lesson, tab).findIndex((blocks) => (entries += blocks.length) > at);
  return { kind: 'lesson', lesson: lesson.id, tab, page: Math.max(0, page) + 1 };
}

export function nameOfPair({ one, other }: Pair): string {
  return `${one} or ${other}`;
}

/** Whether there is anything under a tab, told without drawing it. */
export function hasTab(lesson: Lesson, tab: Tab): boolean {
  switch (tab) {
    case 'summary':
      return true;
    case 'order':
      return lesson.decisionOrder.length > 0;
    case 'code':
      return lesson.callShapes.length > 0;
    case 'terms':
    case 'concepts':
    case 'scenarios':
    case 'traps':
    case 'pairs':
    case 'cues':
    case 'changes':
    case 'sources':
      return lesson[tab].length > 0;
  }
}

/** What a tab holds, one block an entry, so that pages can be cut between entries. */
function tabBlocks(lesson: Lesson, tab: Tab): Block[] {
  switch (tab) {
    case 'summary':
      return summaryBlocks(lesson);
    case 'concepts':
      return entries(lesson.concepts.map((concept) => named(concept.name, concept.text)));
    case 'terms':
      return entries(lesson.terms.map(({ term, meaning }) => named(term, meaning)));
    case 'order':
      return orderBlocks(lesson);
    case 'scenarios':
      return entries(lesson.scenarios.map((scenario) => [...quoted(scenario.situation), ...plain(' '), ...parseMarkup(scenario.answer)]));
    case 'traps':
      return entries(lesson.traps.map(sayTrap));
    case 'pairs':
      return entries(lesson.pairs.map((pair) => named(nameOfPair(pair), pair.difference)));
    case 'cues':
      return entries(lesson.cues.map((cue) => parseMarkup(cue.remember)));
    case 'code':
      return lesson.callShapes.flatMap((shape) => [text(`**${shape.title}**`), { kind: 'code', code: shape.code }, note(shape.note)]);
    case 'changes':
      return entries(lesson.changes.map((change) => [bold(`${change.what} (${change.when}) `), ...parseMarkup(change.text)]));
    case 'sources':
      return entries(lesson.sources.map((source) => [link(source.title, source.url)]));
  }
}

function summaryBlocks(lesson: Lesson): Block[] {
  return [
    text(lesson.focus),
    text(lesson.summary),
    text('**When the question says this, think of that first**'),
    list(lesson.instincts.slice(0, 6).map((instinct) => [...parseMarkup(instinct.sign), ...plain(' → '), ...parseMarkup(instinct.think)])),
  ];
}

function orderBlocks(lesson: Lesson): Block[] {
  const instincts = lesson.instincts.slice(6);
  return [
    list(lesson.decisionOrder.map(parseMarkup), true),
    ...entries(instincts.map((instinct) => [...parseMarkup(instinct.sign), ...plain(' → '), ...parseMarkup(instinct.think)])),
  ];
}

function entries(items: readonly Text[]): Block[] {
  return items.map((item) => list([item]));
}

function named(name: string, markup: string): Text {
  return [bold(`${name}. `), ...parseMarkup(markup)];
}

const known = new WeakMap<Lesson, Map<Tab, readonly (readonly Block[])[]>>();

/** Every explanation of an answer asks for up to four of them, to say on which page an entry stands. */
function pagesOf(lesson: Lesson, tab: Tab): readonly (readonly Block[])[] {
  const ofLesson = known.get(lesson) ?? new Map<Tab, readonly (readonly Block[])[]>();
  const pages = ofLesson.get(tab) ?? paginate(tabBlocks(lesson, tab));
  known.set(lesson, ofLesson.set(tab, pages));
  return pages;
}

/** No lesson by that name: the nearest ones instead. */
export function noSuchLesson(pack: Pack, near: readonly Lesson[]): Reply {
  const title = 'No lesson has that number or name';
  if (near.length > 0)
    return shortReply(title, 'Did you mean one of these?', ...near.map((lesson) => openLesson(lesson, shortNameOf(lesson))));
  return titled(title, text('Here are all the lessons:'), lessonMenu(lessonsOf(pack)));
}
