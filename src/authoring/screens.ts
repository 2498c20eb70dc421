import { type Action, makeAction } from '../core/action.ts';
import type { Course } from '../core/course.ts';
import type { Finding } from '../core/find/finder.ts';
import { handle, wants } from '../core/handle.ts';
import { cuesOf, lessonsOf } from '../core/pack-index.ts';
import type { Cue, Item, Pack, Question } from '../core/pack.ts';
import type { Reply } from '../core/reply.ts';
import type { From, Request } from '../core/request.ts';
import type { Attempt, Drill, QuizSession, State } from '../core/state.ts';

/** How one platform draws: `problems` says what of a reply does not arrive there. */
export interface Drawing {
  readonly platform: string;
  problems(reply: Reply): readonly string[];
}

export interface Screen {
  readonly name: string;
  readonly reply: Reply;
}

/** Everything that does not fit on some screen of some platform: one sentence for each screen, however many answers lead to it. */
export function checkScreens(pack: Pack, drawings: readonly Drawing[]): string[] {
  const all: readonly Drawing[] = [{ platform: 'Everywhere', problems: cutShort }, ...drawings];
  const said = new Map<string, string>();
  for (const { name, reply } of screensOf(pack)) {
    for (const { platform, problems } of all) {
      const key = `${platform}: ${name}`;
      const [problem] = said.has(key) ? [] : problems(reply);
      if (problem !== undefined) said.set(key, `${key}: ${problem}`);
    }
  }
  return [...said.values()];
}

/** Titles and buttons that the core itself has to cut. */
function cutShort(reply: Reply): string[] {
  const texts = reply.blocks.flatMap((block) =>
    block.kind === 'heading' ? [block.text] : block.kind === 'choices' ? block.choices.map(({ label }) => label) : [],
  );
  return texts.filter((text) => text.endsWith('…')).map((text) => `"${text}" is cut short.`);
}

/** Every screen that content can produce, in its longest form. */
export function screensOf(pack: Pack): Screen[] {
  const ask = asking(pack);
  return [
    ...pages(ask),
    ...lessonsOf(pack).flatMap((lesson) => lesson.questions.flatMap((question) => questionScreens(pack, question, ask))),
    ...cuesOf(pack).flatMap((cue) => cueScreens(cue, ask)),
    { name: 'a search', reply: ask({ kind: 'search', words: 'x'.repeat(80) }) },
  ];
}

type Ask = (request: Request, state?: State) => Reply;

const from: From = { learner: 'a:learner', group: 'a:group', channel: 'channel', mayManage: true, now: 0, fresh: 'fresh-id' };

/** Asks the core itself, so that what is checked is what learners see. Of the search only the longest result matters. */
function asking(pack: Pack): Ask {
  const longest = longestFindings(pack, 8);
  const course: Course = {
    pack,
    router: { route: () => ({ kind: 'none', nearest: [] }) },
    finder: { lesson: () => ({ kind: 'near', lessons: [] }), search: () => longest },
  };
  return (request, state = {}) => handle(request, state, course, from).reply;
}

function longestFindings(pack: Pack, most: number): Finding[] {
  const all = lessonsOf(pack).flatMap(({ id: lesson, traps, pairs, concepts }): Finding[] => [
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
  const length = ({ title, text }: Finding) => title.length + text.length;
  return all.sort((one, other) => length(other) - length(one)).slice(0, most);
}

/** Everything that buttons lead to from the guide without a quiz or a drill: every tab and every page. */
function pages(ask: Ask): Screen[] {
  const seen = new Map<string, Screen>();
  const open: Action[] = [{ kind: 'guide' }, { kind: 'help' }];
  for (let action = open.pop(); action !== undefined; action = open.pop()) {
    const id = makeAction(action, '');
    if (seen.has(id) || Object.keys(wants({ kind: 'press', action }, from)).length > 0) continue;
    const reply = ask({ kind: 'press', action });
    seen.set(id, { name: nameOf(action), reply });
    open.push(...reply.blocks.flatMap((block) => (block.kind === 'choices' ? block.choices.map((choice) => choice.action) : [])));
  }
  return [...seen.values()];
}

function nameOf(action: Action): string {
  return action.kind === 'lesson' ? `lesson ${action.lesson}, ${action.tab}, page ${action.page}` : `the page "${action.kind}"`;
}

function questionScreens(pack: Pack, question: Question, ask: Ask): Screen[] {
  const others = lessonsOf(pack).flatMap(({ questions }) => questions.map(({ id }) => id));
  const questions = [question.id, ...others.filter((id) => id !== question.id).slice(0, 19)];
  const session: QuizSession = { id: 'quiz--id', learner: from.learner, lesson: null, questions, startedAt: 0, stoppedAt: null };
  const answer = (picks: string, version = question.version): Request => ({
    kind: 'press',
    action: { kind: 'answer', session: session.id, item: question.id, picks, version },
  });
  const edited = ask(answer('', 'edit'), { quiz: { session, attempts: [] } });
  return [
    { name: `question ${question.id}`, reply: edited },
    ...picksOf(question).map((picks) => ({
      name: `the answer to question ${question.id}`,
      reply: ask(answer(picks), { quiz: { session, attempts: [attempt(question, session.id, picks)] } }),
    })),
  ];
}

function cueScreens(cue: Cue, ask: Ask): Screen[] {
  const drill: Drill = {
    id: 'drill-id',
    group: from.group,
    day: '2026-01-01',
    cue: cue.id,
    status: 'posted',
    dueAt: 0,
    claimedAt: 0,
    late: true,
    message: null,
    drawn: 0,
  };
  const tally = Object.fromEntries(cue.options.map(({ id }) => [id, 1000]));
  const vote = (pick: string): Request => ({ kind: 'press', action: { kind: 'vote', drill: drill.id, pick, version: cue.version } });
  return [
    { name: `cue ${cue.id} as a drill`, reply: ask({ kind: 'drill' }, { drill: { drill, tally } }) },
    { name: `the reveal of cue ${cue.id}`, reply: ask({ kind: 'drill' }, { drill: { drill: { ...drill, status: 'revealed' }, tally } }) },
    ...picksOf(cue).map((pick) => ({
      name: `a vote on cue ${cue.id}`,
      reply: ask(vote(pick), { drill: { drill, tally, own: attempt(cue, drill.id, pick) } }),
    })),
  ];
}

function attempt(item: Item, occasion: string, picks: string): Attempt {
  return { learner: from.learner, occasion, item: item.id, lesson: item.lesson, picks, right: false, at: 0 };
}

/** Every complete answer: one option, or every two of a "choose two". */
function picksOf(item: Item): string[] {
  const wanted = item.options.filter(({ right }) => right).length;
  const grow = (picks: string, after: number): string[] =>
    picks.length === wanted ? [picks] : item.options.slice(after).flatMap(({ id }, at) => grow(picks + id, after + at + 1));
  return grow('', 0);
}
