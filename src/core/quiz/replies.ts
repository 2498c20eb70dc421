import { choiceCount, type Item, type Lesson } from '../pack.ts';
import type { Choice, Reply } from '../reply.ts';
import type { QuizSession } from '../state.ts';
import { isComplete, isOver, type QuizView, shownOptions, sortedPicks, standing, togglePick, waiting } from './rules.ts';
import { plain, type Text } from '../text.ts';
import { choice, choices, codeOf, note, openLesson, answerOptions, quizOn, quote, reply, shortReply, text, titled } from '../blocks.ts';

interface QuestionExtras {
  /** Those already made of a "choose two". */
  readonly picks?: string;
  /** What has to be said before the question. */
  readonly lead?: Text | undefined;
  /** The quiz that ended because this one is asked. */
  readonly ended?: QuizView | undefined;
}

/** Question n of m, one button an option. */
export function questionReply(view: QuizView, question: Item, { picks = '', lead, ended }: QuestionExtras = {}): Reply {
  const { session } = view;
  const { total, answered } = standing(view);
  const options = shownOptions(question, session.id);
  const wanted = choiceCount(question);
  return titled(
    `Question ${answered + 1} of ${total}`,
    note(
      `${progressBar(answered, total)} lesson ${question.lesson}, ${question.kind === 'question' ? question.difficulty : 'a decision cue'}`,
    ),
    lead && { kind: 'note', text: lead },
    ended && note(sayEnded(ended)),
    text(question.stem),
    codeOf(question),
    wanted > 1 ? note(`Choose ${wanted}, then press Answer.`) : undefined,
    answerOptions(options, (option, letter) => optionChoice(session.id, question, picks, option.id, letter)),
    choices(
      wanted > 1 && isComplete(question, picks) ? answerChoice(session.id, question, picks) : undefined,
      choice('Stop', { kind: 'stop', session: session.id }),
      ended && choice(isOver(ended) ? 'See its result' : 'Go on with that one', { kind: 'resume', session: ended.session.id }),
    ),
  );
}

function sayEnded(ended: QuizView): string {
  const { answered, total, correct, next } = standing(ended);
  if (isOver(ended)) return `Your ${quizName(ended.session)} is finished: ${correct} of ${answered} right.`;
  const at = `Your ${quizName(ended.session)} ended at ${answered} of`;
  return next === undefined
    ? `${at} ${total + waiting(ended)}. What is left of it is in your mock exam, and waits until you have submitted that.`
    : `${at} ${total}. You can still go on with that one instead.`;
}

/** A quiz that waits for its next answer, for a learner's own page. */
export function openQuiz(view: QuizView): { readonly said: string; readonly next: Choice } {
  const { answered, total } = standing(view);
  const next = choice(isOver(view) ? 'See the result' : 'Go on with my quiz', { kind: 'next', session: view.session.id }, 'main');
  return { said: `Your ${quizName(view.session)}: ${answered} of ${total} answered.`, next };
}

/** One that is not on a single lesson may be on a few, on a chapter, or on what was missed. */
function quizName({ lesson, purpose }: QuizSession): string {
  if (purpose === 'review') return 'review';
  return lesson === null ? 'quiz' : `quiz on ${lesson}`;
}

/** Of a "choose two" a press only picks; what counts is the *Answer* below. */
function optionChoice(session: string, question: Item, picks: string, option: string, letter: string): Choice {
  const { id: item, version } = question;
  if (choiceCount(question) === 1) return choice(letter, { kind: 'answer', session, item, picks: option, version });
  const pick = { kind: 'pick', session, item, picks: togglePick(picks, option, choiceCount(question)), version } as const;
  return picks.includes(option) ? choice(`✓ ${letter} picked`, pick, 'picked') : choice(letter, pick);
}

function answerChoice(session: string, { id: item, version }: Item, picks: string): Choice {
  return choice('Answer', { kind: 'answer', session, item, picks: sortedPicks(picks), version }, 'main');
}

/** `▓▓░░░`: five to twenty signs, one a question; the words beside it say the same. */
export function progressBar(done: number, total: number): string {
  return '▓'.repeat(done) + '░'.repeat(Math.max(0, total - done));
}

/** Of a quiz that is open, where it stands; of none, nothing at all. */
export function openQuizReply(view: QuizView | undefined): Reply {
  const { answered, total, next } = view ? standing(view) : { answered: 0, total: 0, next: undefined };
  if (view === undefined || next === undefined) return { summary: 'No quiz is open', blocks: [] };
  const about = view.session.lesson === null ? '' : ` on ${view.session.lesson}`;
  return reply('Your quiz is open', text(`Welcome back. Your quiz${about} is at ${answered} of ${total}: type \`quiz\` to go on.`));
}

export function quizGone(): Reply {
  return shortReply(
    'That quiz is over',
    'It has ended, or it went when you deleted what was kept about you. Everything else is as it was.',
    quizOn(null, 'Start a quiz', 'main'),
  );
}

/** How much is answered, and what has to wait. */
export function sayAnswered(view: QuizView): string {
  const { answered, total } = standing(view);
  const left = waiting(view);
  return `${answered} of ${total} answered${left === 0 ? '.' : `; ${left} ${left === 1 ? 'waits' : 'wait'} for the end of your mock exam.`}`;
}

/** Whatever is left of a quiz is in the mock exam that runs. */
export function waitForMock(count: number): Reply {
  const what = count === 1 ? 'The question that is left is' : `The ${count} questions that are left are`;
  return shortReply(
    'The rest waits for your mock exam',
    `${what} in the mock exam that is running. This quiz goes on when you have submitted it.`,
    choice('Go on with my mock exam', { kind: 'mock' }, 'main'),
  );
}

/** Of all that was asked for, nothing may be asked now. */
export function allInMock(count: number): Reply {
  const what = count === 1 ? 'The one question that fits is' : `All ${count} questions that fit are`;
  return shortReply(
    'Your mock exam has these questions',
    `${what} in the mock exam that is running, so nothing of it is asked here before you have submitted it.`,
    choice('Go on with my mock exam', { kind: 'mock' }, 'main'),
    quizOn(null, 'Another quiz'),
  );
}

/** To a press on one of its questions. */
export function inMock(session: string): Reply {
  return shortReply(
    'That question is in your mock exam',
    'It is neither asked nor explained here while the exam runs, so your press was not counted.',
    choice('Go on with my mock exam', { kind: 'mock' }, 'main'),
    choice('Next question', { kind: 'next', session }),
  );
}

export function notYourQuiz(): Reply {
  return shortReply(
    'That quiz is somebody else’s',
    'Its answers count for them alone. Yours starts here.',
    quizOn(null, 'Start my own quiz', 'main'),
  );
}

export function noQuestions(lesson: Lesson): Reply {
  return shortReply(
    'No questions yet',
    `Lesson ${lesson.id} has no questions so far; reading it is still worth your time.`,
    openLesson(lesson),
  );
}

export function badCount(typed: string, most: number): Text {
  return [...quote(typed, 40), ...plain(` is not a number from 1 to ${most}, so here are 5.`)];
}

export function editedSince(): Text {
  return plain('This question was edited since you saw it. Here it is as it stands now; your press was not counted.');
}

/** Before the very first question. */
export function welcome(): Text {
  return plain('Your first question. Only you see your answers, nothing hangs on them, and you can stop any time.');
}
