import { lessonById } from '../pack-index.ts';
import type { ActionOf } from '../action.ts';
import { entryIn } from '../lessons/replies.ts';
import type { Item, Lesson, Markup, Option } from '../pack.ts';
import type { Block, Choice, Reply } from '../reply.ts';
import type { AskedIn } from '../report/report.ts';
import { confidenceBlocks, notAskedAgain } from './confidence-replies.ts';
import { groundChoices, similarTo } from './grounds.ts';
import { sayAnswered } from './replies.ts';
import { isCorrect, isOver, letterOf, type QuizView, shownOptions, standing } from './rules.ts';
import { bold, parseMarkup } from '../text.ts';
import {
  choice,
  choices,
  codeOf,
  explainedOption,
  explainedOptions,
  judged,
  judgedOption,
  list,
  menu,
  note,
  sourcesNote,
  text,
} from '../blocks.ts';

// What is said of an answer.

interface FeedbackExtras {
  /** Whether it had been answered before. */
  readonly again?: boolean;
  /** The question once more, with every option explained. */
  readonly everything?: boolean;
  /** Whether the learner may say how sure they were; or that they have just said not to be asked. */
  readonly asks?: boolean | 'never';
}

/** What an answer was worth: in words, why it is wrong, why the right one is right, the rule to remember, the source, and the way on. */
export function feedbackReply(
  view: QuizView,
  question: Item,
  picks: string,
  { again, everything, asks: wished = false }: FeedbackExtras = {},
): Reply {
  const { session } = view;
  // Nothing comes back earlier or later because of a cram, however sure one was.
  const asks = session.purpose === 'cram' ? false : wished;
  const options = shownOptions(question, session.id);
  return judged(
    isCorrect(question, picks),
    again ? note('You had answered this one before; that first answer counts.') : undefined,
    everything ? text(question.stem) : undefined,
    everything ? codeOf(question) : undefined,
    everything ? explainedOptions(options, picks) : decidingOptions(options, picks),
    { kind: 'text', text: [bold('Remember: '), ...parseMarkup(ruleOf(question))] },
    sourcesNote(question.sources, sayVersions(question)),
    ...confidenceRow(view, question, asks),
    feedbackChoices(view, question, everything),
    moreAbout(view, question, picks, asks === true),
  );
}

function confidenceRow(view: QuizView, { id: item }: Item, asks: FeedbackExtras['asks']): Block[] {
  const { session, attempts } = view;
  const attempt = attempts.find((one) => one.item === item);
  const said = sayAnswered(view);
  if (attempt === undefined || asks !== true) return [note(said), ...(asks === 'never' ? [notAskedAgain()] : [])];
  return confidenceBlocks(attempt, (confidence) => ({ kind: 'confide', session: session.id, item, confidence }), said);
}

/** Where it is said, what the explanation rests on, a question like this one, and the way out, folded away: a phone has room for the reasons then. */
function moreAbout(view: QuizView, item: Item, picks: string, asks: boolean): Block {
  const { pack, session } = view;
  const lesson = lessonById(pack, item.lesson);
  const similar = lesson ? similarTo(lesson, item) : [];
  const ends = isOver(view);
  return menu(
    ends ? 'More: read, another like it' : 'More: read, another like it, stop',
    lesson && choice(`Read it in ${lesson.id}`, { ...placeIn(lesson, item, picks), cameFrom: { kind: 'quiz', id: session.id } }),
    ...groundChoices(pack, item, picks, { kind: 'quiz', id: session.id }),
    similar.length > 0 ? choice('Another like this', { kind: 'similar', session: session.id, item: item.id }) : undefined,
    reportThis(item, { kind: 'quiz', id: session.id }),
    asks ? choice('Don’t ask how sure I was', { kind: 'confide', session: session.id, item: item.id, confidence: 'never' }) : undefined,
    ends ? undefined : choice('Stop', { kind: 'stop', session: session.id }),
  );
}

/** The same button under every explanation. */
export function reportThis({ id }: Item, askedIn: AskedIn): Choice {
  return choice('Report this question', { kind: 'report', askedIn, item: id });
}

/** The learner's own wrong ones first, then the right ones. Who had one of two right need not be told why before they ask. */
function decidingOptions(options: readonly Option[], picks: string): Block {
  const isPicked = ({ id }: Option) => picks.includes(id);
  const wrong = options.filter((option) => !option.correct && isPicked(option));
  const right = options.filter(({ correct }) => correct);
  const isKnown = (option: Option) => wrong.length > 0 && option.correct && isPicked(option);
  const letter = (option: Option) => letterOf(options.indexOf(option));
  const say = (option: Option) => (isKnown(option) ? judgedOption : explainedOption)(option, letter(option), picks);
  return list([...wrong, ...right].map(say));
}

function feedbackChoices(view: QuizView, question: Item, everything = false): Block {
  const { session } = view;
  return choices(
    choice(wayOn(view), { kind: 'next', session: session.id }, 'main'),
    everything ? undefined : choice('Why not the others', { kind: 'explain', session: session.id, item: question.id }),
  );
}

/** Where all that is left is held back, neither a question nor the result comes next. */
function wayOn(view: QuizView): string {
  if (isOver(view)) return 'See the result';
  return standing(view).next === undefined ? 'Go on' : 'Next question';
}

/** Where the lesson says it: the trap that was stepped into, or the cue that decides. */
function placeIn(lesson: Lesson, item: Item, picks: string): ActionOf<'lesson'> {
  const wrong = item.options.find(({ id, correct }) => !correct && picks.includes(id));
  const trap = lesson.traps.find(({ id }) => id === wrong?.trap);
  if (trap) return entryIn(lesson, 'traps', trap.belief);
  const cue = item.kind === 'cue' ? item : lesson.cues.find(({ id }) => id === item.cue);
  return entryIn(lesson, 'cues', cue?.remember ?? '');
}

/** Only where versions matter: on a phone, each line that says nothing hides one that does. */
function sayVersions(item: Item): string {
  return item.kind === 'cue' || /^all\b/.test(item.versions) ? '' : `Holds for ${item.versions}.`;
}

/** The one line that decides it. */
function ruleOf(item: Item): Markup {
  return item.kind === 'question' ? item.takeaway : item.remember;
}
