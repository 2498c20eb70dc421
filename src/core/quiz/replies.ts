import { lessonById } from '../pack-index.ts';
import { choiceCount, type Lesson, type Pack, type Question } from '../pack.ts';
import type { Choice, Reply } from '../reply.ts';
import { isComplete, isCorrect, type QuizView, shownOptions, sortedPicks, standing, togglePick, toReadAgain } from './rules.ts';
import { bold, parseMarkup, plain, type Text } from '../text.ts';
import {
  choice,
  choices,
  codeOf,
  explainedOptions,
  judged,
  list,
  nameOf,
  note,
  openLesson,
  answerOptions,
  quizOn,
  quote,
  reply,
  shortNameOf,
  shortReply,
  sourcesNote,
  text,
  titled,
} from '../blocks.ts';

interface QuestionExtras {
  /** Those already made of a "choose two". */
  readonly picks?: string;
  /** What has to be said before the question. */
  readonly lead?: Text | undefined;
}

/** Question n of m, one button an option. */
export function questionReply(view: QuizView, question: Question, { picks = '', lead }: QuestionExtras = {}): Reply {
  const { session } = view;
  const { total, answered } = standing(view);
  const options = shownOptions(question, session.id);
  const wanted = choiceCount(question);
  return titled(
    `Question ${answered + 1} of ${total}`,
    note(`${progressBar(answered, total)} lesson ${question.lesson}, ${question.difficulty}`),
    lead && { kind: 'note', text: lead },
    text(question.stem),
    codeOf(question),
    wanted > 1 ? note(`Choose ${wanted}, then press Answer.`) : undefined,
    answerOptions(options, (option, letter) => optionChoice(session.id, question, picks, option.id, letter)),
    choices(
      wanted > 1 && isComplete(question, picks) ? answerChoice(session.id, question, picks) : undefined,
      choice('Stop', { kind: 'stop', session: session.id }),
    ),
  );
}

/** Of a "choose two" a press only picks; what counts is the *Answer* below. */
function optionChoice(session: string, question: Question, picks: string, option: string, letter: string): Choice {
  const { id: item, version } = question;
  if (choiceCount(question) === 1) return choice(letter, { kind: 'answer', session, item, picks: option, version });
  const pick = { kind: 'pick', session, item, picks: togglePick(picks, option, choiceCount(question)), version } as const;
  return picks.includes(option) ? choice(`✓ ${letter} picked`, pick, 'picked') : choice(letter, pick);
}

function answerChoice(session: string, { id: item, version }: Question, picks: string): Choice {
  return choice('Answer', { kind: 'answer', session, item, picks: sortedPicks(picks), version }, 'main');
}

/** `▓▓░░░`: five to twenty signs, one a question; the words beside it say the same. */
export function progressBar(done: number, total: number): string {
  return '▓'.repeat(done) + '░'.repeat(Math.max(0, total - done));
}

/** What an answer was worth: in words, every option explained, the rule to remember, the source, and the way on. */
export function feedbackReply(view: QuizView, question: Question, picks: string, { again = false } = {}): Reply {
  const { session } = view;
  const { answered, total, next } = standing(view);
  return judged(
    isCorrect(question, picks),
    again ? note('You had answered this one before; that first answer counts.') : undefined,
    text(question.stem),
    codeOf(question),
    explainedOptions(shownOptions(question, session.id), picks),
    { kind: 'text', text: [bold('Remember: '), ...parseMarkup(question.takeaway)] },
    note(`Holds for ${question.versions}.`),
    sourcesNote(question.sources),
    note(`${progressBar(answered, total)} ${answered} of ${total} answered`),
    next === undefined
      ? choices(choice('See the result', { kind: 'next', session: session.id }, 'main'))
      : choices(
          choice('Next question', { kind: 'next', session: session.id }, 'main'),
          choice('Stop', { kind: 'stop', session: session.id }),
        ),
  );
}

/** Of a quiz that is open, where it stands; of none, nothing at all. */
export function openQuizReply(view: QuizView | undefined): Reply {
  const { answered, total, next } = view ? standing(view) : { answered: 0, total: 0, next: undefined };
  if (view === undefined || next === undefined) return { summary: 'No quiz is open', blocks: [] };
  const about = view.session.lesson === null ? '' : ` on ${view.session.lesson}`;
  return reply('Your quiz is open', text(`Welcome back. Your quiz${about} is at ${answered} of ${total}: type \`quiz\` to go on.`));
}

/** The end of a quiz, reached or stopped: how it went, and what to read again. */
export function resultReply(view: QuizView): Reply {
  const { pack, session, attempts } = view;
  const { correct, answered, total } = standing(view);
  const again = toReadAgain(pack, attempts);
  const lesson = session.lesson === null ? null : (lessonById(pack, session.lesson) ?? null);
  const first = lessonById(pack, again[0]?.lesson ?? '');
  return titled(
    `${correct} of ${answered} right`,
    text(answered < total ? `You stopped after ${answered} of ${total}. ${kindWord(correct, answered)}` : kindWord(correct, answered)),
    again.length > 0 ? text('**Worth reading again**') : undefined,
    again.length > 0 ? list(again.flatMap((entry) => readAgain(pack, entry))) : undefined,
    choices(
      first ? openLesson(first, `Open ${shortNameOf(first)}`, 'main') : undefined,
      quizOn(lesson, lesson ? `Another quiz on ${lesson.id}` : 'Another quiz', first ? undefined : 'main'),
      choice('All lessons', { kind: 'guide' }),
    ),
  );
}

function kindWord(correct: number, answered: number): string {
  if (answered === 0) return 'Nothing was answered, so nothing was counted. Come back any time.';
  if (correct === answered) return 'Every one of them. New questions come next, while there are any.';
  if (correct * 2 >= answered) return 'At least half of them. What you missed comes back when you have seen the new questions.';
  return 'Each miss has shown you a trap before the exam could. What you missed comes back when you have seen the new questions.';
}

function readAgain(pack: Pack, { lesson: id, traps }: { lesson: string; traps: readonly string[] }) {
  const lesson = lessonById(pack, id);
  if (lesson === undefined) return [];
  const beliefs = lesson.traps.filter((trap) => traps.includes(trap.id)).slice(0, 3);
  return [[bold(nameOf(lesson)), ...beliefs.flatMap((trap) => [...plain(' · '), ...parseMarkup(trap.belief)])]];
}

export function quizGone(): Reply {
  return shortReply(
    'That quiz is over',
    'It is not in the books any more, or it has ended. Nothing you answered is lost.',
    quizOn(null, 'Start a quiz', 'main'),
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
