import { type Tab, tabs } from '../action.ts';
import { lessonsOf } from '../pack-index.ts';
import type { Lesson, Pack } from '../pack.ts';
import { type Block, type Reply, textsOf } from '../reply.ts';
import { bold, link, parseMarkup, plain, type Text, wordsOf } from '../text.ts';
import { shortReply, choice, choices, heading, list, menu, nameOf, note, openLesson, quizOn, reply, shortNameOf, text } from '../blocks.ts';

const tabNames: Readonly<Record<Tab, string>> = {
  summary: 'Summary',
  concepts: 'Concepts',
  order: 'Decision order',
  scenarios: 'Scenarios',
  traps: 'Traps',
  pairs: 'Pairs',
  cues: 'Cues',
  code: 'Code',
  changes: 'Changes',
  sources: 'Sources',
};

/** About how many characters of a list are shown at once: one to two screens of a phone. */
const pageLength = 1100;

/** One tab of a lesson, and buttons for the others. A button may be older than the content: a tab that is empty by now gives way to the summary. */
export function lessonReply(lesson: Lesson, wanted: Tab, page: number): Reply {
  const tab = hasTab(lesson, wanted) ? wanted : 'summary';
  const pages = paginate(tabBlocks(lesson, tab));
  const shown = Math.min(Math.max(1, page), pages.length);
  const title = tab === 'summary' ? nameOf(lesson) : `${shortNameOf(lesson)}: ${tabNames[tab]}`;
  const of = pages.length > 1 ? ` (${shown} of ${pages.length})` : '';
  return reply(title, heading(`${title}${of}`), ...(pages[shown - 1] ?? []), ...tabChoices(lesson, tab, shown, pages.length));
}

function tabChoices(lesson: Lesson, current: Tab, page: number, pages: number): Block[] {
  const turn = (to: number, label: string) => choice(label, { kind: 'lesson', lesson: lesson.id, tab: current, page: to }, 'main');
  return [
    choices(
      page < pages ? turn(page + 1, 'More') : undefined,
      page > 1 ? turn(page - 1, 'Back') : undefined,
      quizOn(lesson, 'Quiz me on it', page === pages ? 'main' : undefined),
      choice('All lessons', { kind: 'guide' }),
    ),
    menu(
      'Read more of this lesson',
      ...tabs
        .filter((tab) => tab !== current && hasTab(lesson, tab))
        .map((tab) => choice(tabNames[tab], { kind: 'lesson', lesson: lesson.id, tab, page: 1 })),
    ),
  ];
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
    case 'order':
      return orderBlocks(lesson);
    case 'scenarios':
      return entries(lesson.scenarios.map((scenario) => [...quoted(scenario.situation), ...plain(' '), ...parseMarkup(scenario.answer)]));
    case 'traps':
      return entries(lesson.traps.map((trap) => [...quoted(trap.belief), ...plain(' '), ...parseMarkup(trap.reason)]));
    case 'pairs':
      return entries(lesson.pairs.map((pair) => named(`${pair.one} or ${pair.other}`, pair.difference)));
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
    text('**When the stem says this, think of that first**'),
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

function quoted(markup: string): Text {
  return [bold(`“${wordsOf(markup)}”`)];
}

/** Cuts between entries so that no page is much longer than {@link pageLength}, then joins neighbouring lists. */
function paginate(blocks: readonly Block[]): Block[][] {
  const pages: Block[][] = [];
  let left = 0;
  for (const block of blocks) {
    const length = costOf(block);
    const page = pages.at(-1);
    // A caption stays with its code: code never begins a page.
    if (page === undefined || (left < length && block.kind !== 'code' && block.kind !== 'note')) {
      pages.push([...captionOf(page, block), block]);
      left = pageLength - length;
    } else {
      page.push(block);
      left -= length;
    }
  }
  return pages.map(joinLists);
}

/** The line over a list, taken from the end of the page before: a caption does not stand alone. */
function captionOf(page: Block[] | undefined, { kind }: Block): Block[] {
  const last = page?.at(-1);
  const isCaption = last?.kind === 'text' && last.text.every((span) => span.kind === 'bold');
  return page && isCaption && kind === 'list' ? page.splice(-1) : [];
}

function joinLists(blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (block.kind === 'list' && last?.kind === 'list' && block.ordered === last.ordered) {
      joined[joined.length - 1] = { ...last, items: [...last.items, ...block.items] };
    } else joined.push(block);
  }
  return joined;
}

/** Each stretch of text costs its marks, and a link its address, too: platforms count what is sent. */
function costOf(block: Block): number {
  const costs = textsOf(block).flatMap((found) => found.map((span) => span.text.length + (span.kind === 'link' ? span.url.length + 4 : 2)));
  return costs.reduce((sum, cost) => sum + cost, 0);
}

/** No lesson by that name: the nearest ones instead. */
export function noSuchLesson(pack: Pack, near: readonly Lesson[]): Reply {
  const offered = near.length > 0 ? near : lessonsOf(pack);
  const lead = near.length > 0 ? 'Did you mean one of these?' : 'These are the lessons there are.';
  return shortReply('No lesson has that number or name', lead, ...offered.map((lesson) => openLesson(lesson, shortNameOf(lesson))));
}
