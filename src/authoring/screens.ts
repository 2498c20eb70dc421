import { weeklyPost } from '../core/board/replies.ts';
import { reminderMessage } from '../core/remind/replies.ts';
import type { Action } from '../core/action.ts';
import { makeAction } from '../core/action-id.ts';
import { commands, parseCommand } from '../core/commands.ts';
import { needsOf } from '../core/handle.ts';
import type { Pack } from '../core/pack.ts';
import { cuesOf, lessonsOf } from '../core/pack-index.ts';
import { choicesIn, type Reply, textsOf } from '../core/reply.ts';
import type { Request } from '../core/request.ts';
import type { State } from '../core/state.ts';
import { textWords } from '../core/text.ts';
import { type Ask, asking, routes, type Screen } from './asking.ts';
import { examScreens } from './exam-screens.ts';
import { cueScreens, questionScreens, quizEnds } from './item-screens.ts';
import { answered, from, fullBoard, group, kept, missedQuiz, plan, practised, reminder } from './states.ts';

/** How one platform draws: `cuts` says, in a sentence each, what of a reply does not arrive there. */
export interface PlatformCuts {
  readonly platform: string;
  cuts(reply: Reply): readonly string[];
}

/** Everything that does not fit on some screen of some platform: one sentence for each screen, however many answers lead to it. */
export function checkScreens(pack: Pack, drawings: readonly PlatformCuts[], screens: readonly Screen[] = screensOf(pack)): string[] {
  const all: readonly PlatformCuts[] = [{ platform: 'Everywhere', cuts: cutByCore }, ...drawings];
  const said = new Map<string, string>();
  for (const { name, reply } of screens) {
    for (const { platform, cuts } of all) {
      const key = `${platform}: ${name}`;
      const [cut] = said.has(key) ? [] : cuts(reply);
      if (cut !== undefined) said.set(key, `${key}: ${cut}`);
    }
  }
  return [...said.values()];
}

/** Titles and buttons that the core itself has to cut. */
function cutByCore(reply: Reply): string[] {
  const titles = reply.blocks.filter(({ kind }) => kind === 'heading').flatMap(textsOf);
  const texts = [...titles.map(textWords), ...choicesIn(reply).map(({ label }) => label)];
  return texts.flatMap((text) => (text.endsWith('…') ? [`"${text}" is cut short.`] : []));
}

/** Every screen that content can produce, in its longest form: what each command of the table answers, and what is reached from there. */
export function screensOf(pack: Pack): Screen[] {
  const ask = asking(pack);
  return [...commandScreens(pack, ask), ...Object.values(longScreens).flatMap((screens) => screens(pack, ask))];
}

/** Each command without options, and as its examples have it: so none is forgotten. */
function commandScreens(pack: Pack, ask: Ask): Screen[] {
  return commands.flatMap((command) => [
    { name: `/mlpro ${command.name}`, reply: ask(command.request({})) },
    ...command.examples(pack).map((example) => ({ name: `/mlpro ${example}`, reply: ask(parseCommand(example)) })),
  ]);
}

/** The answers to each kind of request that can be longer than those: with much in the store, or much typed. Who adds a kind says which, or that there is none. */
export const longScreens: { readonly [Kind in Request['kind']]: (pack: Pack, ask: Ask) => Screen[] } = {
  route: (_, ask) => routes.map(([name]) => ({ name: `a question that ${name}`, reply: ask({ kind: 'route', question: name }) })),
  lesson: (_, ask) => [
    { name: 'a lesson that nobody knows', reply: ask({ kind: 'lesson', lesson: 'nobody knows' }) },
    { name: 'a number that several lessons have', reply: ask({ kind: 'lesson', lesson: '1' }) },
  ],
  search: (_, ask) => [{ name: 'a search', reply: ask({ kind: 'search', words: 'x'.repeat(80) }) }],
  quiz: (_, ask) => [{ name: 'a quiz that begins', reply: ask({ kind: 'quiz', lesson: '', count: 'x'.repeat(80) }) }],
  review: (pack, ask) =>
    lessonsOf(pack).flatMap(({ id }) => [
      { name: 'the traps that somebody fell for', reply: ask({ kind: 'review', what: 'traps' }, practised(pack, id)) },
      { name: 'no trap that somebody fell for', reply: ask({ kind: 'review', what: `traps ${id}` }) },
    ]),
  'mock-exam': examScreens,
  plan: (pack, ask) => [
    { name: 'a plan', reply: ask({ kind: 'plan', date: '', minutes: '', zone: '' }, { plan, cards: new Map() }) },
    { name: 'the set of a day', reply: ask({ kind: 'plan', date: 'start', minutes: '', zone: '' }, { plan, cards: new Map() }) },
    { name: 'a cram', reply: ask({ kind: 'plan', date: '', minutes: '', zone: '' }, { plan: { ...plan, examDay: '1970-01-02' } }) },
    { name: 'the result of a day’s set', reply: ask(resultOf, { quiz: plannedQuiz(pack) }) },
    { name: 'a plan with a day that may be two', reply: ask({ kind: 'plan', date: '10/12/1970', minutes: '', zone: '' }) },
    { name: 'a plan that is not understood', reply: ask({ kind: 'plan', date: 'x'.repeat(80), minutes: 'y'.repeat(80), zone: '' }) },
  ],
  progress: (pack, ask) => [
    ...lessonsOf(pack).map(({ id }) => ({ name: 'the progress', reply: ask({ kind: 'progress' }, practised(pack, id)) })),
    ...pack.chapters.map(({ number }) => ({
      name: `the progress in chapter ${number}`,
      reply: ask({ kind: 'press', action: { kind: 'progress-chapter', chapter: number } }),
    })),
  ],
  ready: (pack, ask) => [{ name: 'the estimate', reply: ask({ kind: 'ready' }, answered(pack)) }],
  zone: (_, ask) => [
    { name: 'a zone', reply: ask({ kind: 'zone', zone: group.zone }) },
    { name: 'a zone that nobody knows', reply: ask({ kind: 'zone', zone: 'x'.repeat(80) }, { group }) },
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
  'open-quiz': (pack, ask) => [{ name: 'a quiz that waits', reply: ask({ kind: 'open-quiz' }, { quiz: missedQuiz(pack) }) }],
  board: (_, ask) => [
    { name: 'a full board', reply: ask({ kind: 'board', what: '', nickname: '' }, { board: fullBoard }) },
    { name: 'a board that was joined', reply: ask({ kind: 'board', what: 'join', nickname: 'W'.repeat(24) }) },
    { name: 'a nickname that cannot be shown', reply: ask({ kind: 'board', what: 'join', nickname: 'x'.repeat(80) }) },
    { name: 'the post of a full board', reply: weeklyPost(fullBoard) ?? ask({ kind: 'board', what: '', nickname: '' }) },
  ],
  'board-weekly': (_, ask) => [
    { name: 'a board that is posted', reply: ask({ kind: 'board-weekly', turn: '', zone: '' }, { board: fullBoard }) },
    { name: 'a board that is to be posted', reply: ask({ kind: 'board-weekly', turn: 'on', zone: 'x'.repeat(80) }) },
  ],
  'board-goal': (_, ask) => [
    { name: 'the goal of a board', reply: ask({ kind: 'board-goal', answers: '' }, { board: fullBoard }) },
    { name: 'a goal that was not understood', reply: ask({ kind: 'board-goal', answers: 'x'.repeat(80) }) },
  ],
  remind: (_, ask) => [
    { name: 'a reminder', reply: reminderMessage(1300) },
    { name: 'how reminders stand', reply: ask(remindWith(''), { reminder }) },
    { name: 'reminders that reached nobody', reply: ask(remindWith(''), { reminder: { ...reminder, active: false, unreachableAt: 0 } }) },
    { name: 'a reminder that was not understood', reply: ask(remindWith('x'.repeat(80))) },
  ],
  'my-data': (_, ask) => [
    { name: 'what is kept', reply: ask({ kind: 'my-data' }, { kept }) },
    { name: 'what would be kept', reply: ask({ kind: 'my-data' }, { kept: {} }) },
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
  press: (pack, ask) => [...pages(ask), ...quizEnds(pack, ask), ...questionScreens(pack, ask)],
  'foreign-press': (_, ask) => [{ name: 'a press of another time', reply: ask({ kind: 'foreign-press' }) }],
};

const resultOf: Request = { kind: 'press', action: { kind: 'next', session: 'quiz--id' } };

function plannedQuiz(pack: Pack): NonNullable<State['quiz']> {
  const quiz = missedQuiz(pack);
  return { ...quiz, session: { ...quiz.session, purpose: 'plan' } };
}

function remindWith(typed: string): Request {
  return { kind: 'remind', settings: { time: typed, zone: typed, days: typed, quiet: typed, other: typed } };
}

function typed(other: string) {
  return { time: other, zone: other, days: other, grace: other, reveal: other, other };
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
