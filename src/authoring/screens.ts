import { weeklyPost } from '../core/board/replies.ts';
import { reminderMessage } from '../core/remind/replies.ts';
import { examLabel } from '../core/find/examples.ts';
import { passagesOf } from '../core/find/passages.ts';
import { type Action, makeAction } from '../core/action.ts';
import { commands, parseCommand } from '../core/commands.ts';
import type { Course } from '../core/course.ts';
import type { Finding } from '../core/find/finder.ts';
import { handle, needsOf } from '../core/handle.ts';
import { type Cue, choiceCount, type Item, type Pack, type Question } from '../core/pack.ts';
import { cuesOf, lessonsOf } from '../core/pack-index.ts';
import { choicesIn, type Reply, textsOf } from '../core/reply.ts';
import type { Request } from '../core/request.ts';
import type { Drill, QuizSession, State } from '../core/state.ts';
import { textWords } from '../core/text.ts';
import { attempt, from, fullBoard, group, kept, missedQuiz, plan, reminder } from './states.ts';

/** How one platform draws: `cuts` says, in a sentence each, what of a reply does not arrive there. */
export interface Drawing {
  readonly platform: string;
  cuts(reply: Reply): readonly string[];
}

export interface Screen {
  readonly name: string;
  readonly reply: Reply;
}

/** Everything that does not fit on some screen of some platform: one sentence for each screen, however many answers lead to it. */
export function checkScreens(pack: Pack, drawings: readonly Drawing[]): string[] {
  const all: readonly Drawing[] = [{ platform: 'Everywhere', cuts: cutByCore }, ...drawings];
  const said = new Map<string, string>();
  for (const { name, reply } of screensOf(pack)) {
    for (const { platform, cuts } of all) {
      const key = `${platform}: ${name}`;
      const [cut] = said.has(key) ? [] : cuts(reply);
      if (cut !== undefined) said.set(key, `${key}: ${cut}`);
    }
  }
  return [...said.values()];
}

/** Titles and buttons that the core itself has to cut. */
function cutByCore({ blocks }: Reply): string[] {
  const texts = blocks.filter(({ kind }) => kind === 'heading' || kind === 'choices' || kind === 'menu').flatMap(textsOf);
  return texts.map(textWords).flatMap((text) => (text.endsWith('…') ? [`"${text}" is cut short.`] : []));
}

/** Every screen that content can produce, in its longest form: what each command of the table answers, and what is reached from there. */
export function screensOf(pack: Pack): Screen[] {
  const ask = asking(pack);
  return [...commandScreens(pack, ask), ...Object.values(longScreens).flatMap((screens) => screens(pack, ask))];
}

type Ask = (request: Request, state?: State) => Reply;

/** Each command without options, and as its examples have it: so none is forgotten. */
function commandScreens(pack: Pack, ask: Ask): Screen[] {
  return commands.flatMap((command) => [
    { name: `/mlpro ${command.name}`, reply: ask(command.request({})) },
    ...command.examples(pack).map((example) => ({ name: `/mlpro ${example}`, reply: ask(parseCommand(example)) })),
  ]);
}

/** The kinds of request whose answer can be longer than those: with much in the store, or much typed. */
const longScreens: { readonly [Kind in Request['kind']]?: (pack: Pack, ask: Ask) => Screen[] } = {
  route: (_, ask) => routes.map(([name]) => ({ name: `a question that ${name}`, reply: ask({ kind: 'route', question: name }) })),
  lesson: (_, ask) => [
    { name: 'a lesson that nobody knows', reply: ask({ kind: 'lesson', lesson: 'nobody knows' }) },
    { name: 'a number that several lessons have', reply: ask({ kind: 'lesson', lesson: '1' }) },
  ],
  search: (_, ask) => [{ name: 'a search', reply: ask({ kind: 'search', words: 'x'.repeat(80) }) }],
  quiz: (_, ask) => [{ name: 'a quiz that begins', reply: ask({ kind: 'quiz', lesson: '', count: 'x'.repeat(80) }) }],
  plan: (pack, ask) => [
    { name: 'a plan', reply: ask({ kind: 'plan', date: '', minutes: '', zone: '' }, { plan, cards: new Map() }) },
    { name: 'the set of a day', reply: ask({ kind: 'plan', date: 'start', minutes: '', zone: '' }, { plan, cards: new Map() }) },
    { name: 'a cram', reply: ask({ kind: 'plan', date: '', minutes: '', zone: '' }, { plan: { ...plan, examDay: '1970-01-02' } }) },
    { name: 'the result of a day’s set', reply: ask(resultOf, { quiz: plannedQuiz(pack) }) },
    { name: 'a plan with a day that may be two', reply: ask({ kind: 'plan', date: '10/12/1970', minutes: '', zone: '' }) },
    { name: 'a plan that is not understood', reply: ask({ kind: 'plan', date: 'x'.repeat(80), minutes: 'y'.repeat(80), zone: '' }) },
  ],
  drill: (pack, ask) => [{ name: 'no drill', reply: ask({ kind: 'drill' }) }, ...cuesOf(pack).flatMap((cue) => cueScreens(cue, ask))],
  'drill-setup': (_, ask) => [
    { name: 'a drill that was set up', reply: ask({ kind: 'drill-setup', settings: { ...typed(''), zone: group.zone } }) },
    { name: 'a drill that is to be set up', reply: ask({ kind: 'drill-setup', settings: typed('') }) },
    { name: 'a drill that was not set up', reply: ask({ kind: 'drill-setup', settings: typed('x'.repeat(80)) }) },
  ],
  'drill-off': (_, ask) => [{ name: 'a drill turned off', reply: ask({ kind: 'drill-off' }, { group }) }],
  'drill-status': (_, ask) => [{ name: 'the status of a drill', reply: ask({ kind: 'drill-status' }, { group }) }],
  home: (pack, ask) => [
    { name: 'the home page', reply: ask({ kind: 'home' }) },
    { name: 'the home page with an open quiz', reply: ask({ kind: 'home' }, { quiz: missedQuiz(pack), attemptCount: 99_999 }) },
  ],
  board: (_, ask) => [
    { name: 'a full board', reply: ask({ kind: 'board', what: '', nickname: '' }, { board: fullBoard }) },
    { name: 'a board that was joined', reply: ask({ kind: 'board', what: 'join', nickname: 'W'.repeat(24) }) },
    { name: 'a nickname that cannot be shown', reply: ask({ kind: 'board', what: 'join', nickname: 'x'.repeat(80) }) },
    { name: 'the post of a full board', reply: weeklyPost(fullBoard) ?? ask({ kind: 'board', what: '', nickname: '' }) },
  ],
  remind: (_, ask) => [
    { name: 'a reminder', reply: reminderMessage(1300) },
    { name: 'how reminders stand', reply: ask(remindWith(''), { reminder }) },
    { name: 'reminders that reached nobody', reply: ask(remindWith(''), { reminder: { ...reminder, active: false, unreachableAt: 0 } }) },
    { name: 'a reminder that was not understood', reply: ask(remindWith('x'.repeat(80))) },
  ],
  'my-data': (_, ask) => [
    { name: 'what is kept', reply: ask({ kind: 'my-data' }, { kept }) },
    { name: 'the question whether all of it may go', reply: ask({ kind: 'press', action: { kind: 'forget-me' } }, { kept }) },
  ],
  help: (_, ask) => commands.map(({ name }) => ({ name: `the help on ${name}`, reply: ask({ kind: 'help', about: name }) })),
  unknown: (_, ask) => [
    { name: 'an unknown command', reply: ask({ kind: 'unknown', typed: 'x'.repeat(200) }) },
    { name: 'a mistyped command', reply: ask({ kind: 'unknown', typed: 'qiuz' }) },
  ],
  unreadable: (_, ask) => [
    { name: 'a message without words', reply: ask({ kind: 'unreadable', because: 'wordless' }) },
    { name: 'a message of the bot', reply: ask({ kind: 'unreadable', because: 'own' }) },
  ],
  press: (pack, ask) => [
    ...pages(ask),
    ...quizEnds(pack, ask),
    ...lessonsOf(pack).flatMap((lesson) => lesson.questions.flatMap((question) => questionScreens(pack, question, ask))),
  ],
  'foreign-press': (_, ask) => [{ name: 'a press of another time', reply: ask({ kind: 'foreign-press' }) }],
};

function remindWith(typed: string): Request {
  return { kind: 'remind', settings: { time: typed, zone: typed, days: typed, quiet: typed, other: typed } };
}

const resultOf: Request = { kind: 'press', action: { kind: 'next', session: 'quiz--id' } };

function plannedQuiz(pack: Pack): NonNullable<State['quiz']> {
  const quiz = missedQuiz(pack);
  return { ...quiz, session: { ...quiz.session, purpose: 'plan' } };
}

function typed(other: string) {
  return { time: other, zone: other, days: other, grace: other, reveal: other, other };
}

/** The forms that an answer of the router can take, by what it does with the question. */
const routes: readonly (readonly [name: string, route: (pack: Pack) => ReturnType<Course['router']['route']>])[] = [
  ['one lesson answers', (pack) => ({ ...ranked(pack), kind: 'one' })],
  ['two lessons share', (pack) => ({ ...ranked(pack), kind: 'several' })],
  ['may belong to three lessons', (pack) => ({ ...ranked(pack), kind: 'unsure' })],
  ['the facts about the exam answer', (pack) => ({ ...ranked(pack), kind: 'one', first: { label: examLabel, confidence: 0.5 } })],
  ['no lesson answers', (pack) => ({ kind: 'none', nearest: longestFirst(pack).slice(0, 3) })],
];

function ranked(pack: Pack) {
  const [first = '', second = first, third = second] = longestFirst(pack);
  const words = ['a long word of the question', 'another long word', 'a third one', 'and a fourth'];
  const runnerUp = { label: second, confidence: 0.5 };
  return {
    first: { label: first, confidence: 0.5 },
    runnerUp,
    others: third === second ? [runnerUp] : [runnerUp, { label: third, confidence: 0.2 }],
    passage: longestPassage(pack),
    evidence: [first, second].map((label) => ({ label, words })),
  };
}

/** The place of the passage that takes the most room. */
function longestPassage(pack: Pack): number {
  const lengths = passagesOf(pack).map(({ entry, text, code = '' }) => entry.length + text.length + code.length);
  return lengths.indexOf(Math.max(...lengths));
}

function longestFirst(pack: Pack): string[] {
  const length = ({ title, focus }: { readonly title: string; readonly focus: string }) => title.length + focus.length;
  return [...lessonsOf(pack)].sort((one, other) => length(other) - length(one)).map(({ id }) => id);
}

/** Asks the core itself, so that what is checked is what learners see. Of the search only the longest result matters. */
export function asking(pack: Pack): Ask {
  const longest = longestFindings(pack, 8);
  const course: Course = {
    pack,
    router: {
      route: (question) => routes.find(([name]) => name === question)?.[1](pack) ?? { kind: 'none', nearest: [] },
    },
    finder: { lesson: () => ({ kind: 'near', lessons: [] }), search: () => longest },
    passages: passagesOf(pack),
  };
  return (request, state = {}) => handle(request, { state, course, from }).reply;
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

const signer = { key: '', pack: 'screens' };

/** Everything that buttons lead to from the guide without a quiz or a drill: every tab and every page. */
export function pages(ask: Ask): Screen[] {
  const seen = new Map<string, Screen>();
  const open: Action[] = [{ kind: 'guide' }, { kind: 'help' }];
  for (let action = open.pop(); action !== undefined; action = open.pop()) {
    const id = makeAction(action, signer);
    if (seen.has(id) || Object.keys(needsOf({ kind: 'press', action }, from)).length > 0) continue;
    const reply = ask({ kind: 'press', action });
    seen.set(id, { name: nameOf(action), reply });
    open.push(...choicesIn(reply).map((choice) => choice.action));
  }
  return [...seen.values()];
}

function nameOf(action: Action): string {
  if (action.kind === 'lesson') return `lesson ${action.lesson}, ${action.tab}, page ${action.page}`;
  const parts = [action.kind, 'chapter' in action ? action.chapter : '', 'page' in action && action.page > 1 ? `page ${action.page}` : ''];
  return `the page "${parts.filter((part) => part !== '').join(' ')}"`;
}

function quizEnds(pack: Pack, ask: Ask): Screen[] {
  const quiz = missedQuiz(pack);
  const press = (action: Action, state: State) => ask({ kind: 'press', action }, state);
  const { id: session } = quiz.session;
  return [
    { name: 'the result of a quiz', reply: press({ kind: 'next', session }, { quiz }) },
    {
      name: 'a quiz that ends another one',
      reply: press({ kind: 'retry', session }, { quiz: { ...quiz, attempts: quiz.attempts.slice(0, 1) }, earlier: quiz }),
    },
  ];
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
  const explain: Request = { kind: 'press', action: { kind: 'explain', session: session.id, item: question.id } };
  const [picks = ''] = picksOf(question);
  return [
    { name: `question ${question.id}`, reply: edited },
    {
      name: `all options of question ${question.id}`,
      reply: ask(explain, { quiz: { session, attempts: [attempt(question, session.id, picks)] } }),
    },
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
    shown: 0,
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

/** Every complete answer: one option, or every two of a "choose two". */
function picksOf(item: Item): string[] {
  const wanted = choiceCount(item);
  const grow = (picks: string, after: number): string[] =>
    picks.length === wanted ? [picks] : item.options.slice(after).flatMap(({ id }, at) => grow(picks + id, after + at + 1));
  return grow('', 0);
}
