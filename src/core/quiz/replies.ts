import { lessonById } from '../pack-index.ts';
import { choiceCount, type Cue, type Lesson, type Pack, type Question } from '../pack.ts';
import type { Block, Reply } from '../reply.ts';
import { isRight, letterOf, shownOptions, standing, togglePick, toReadAgain } from './rules.ts';
import type { Attempt, QuizSession } from '../state.ts';
import { bold, parseMarkup, plain, type Text } from '../text.ts';
import {
  brief,
  choice,
  choices,
  codeOf,
  explainedOptions,
  heading,
  list,
  nameOf,
  note,
  openLesson,
  optionList,
  quizOn,
  reply,
  said,
  shortNameOf,
  sourcesNote,
  text,
} from '../blocks.ts';

/** Question n of m, one button an option. `picks` are those already made of a "choose two". */
export function questionReply(
  pack: Pack,
  session: QuizSession,
  attempts: readonly Attempt[],
  question: Question,
  picks = '',
  lead?: Text,
): Reply {
  const { total, answered } = standing(pack, session, attempts);
  const options = shownOptions(question, session.id);
  const wanted = choiceCount(question);
  const press = (option: { id: string }, at: number) => {
    const picked = picks.includes(option.id);
    const action = {
      kind: 'answer',
      session: session.id,
      item: question.id,
      picks: togglePick(picks, option.id),
      version: question.version,
    } as const;
    return choice(picked ? `${letterOf(at)} (picked)` : letterOf(at), action, picked ? 'picked' : undefined);
  };
  return reply(
    `Question ${answered + 1} of ${total}`,
    heading(`Question ${answered + 1} of ${total}`),
    note(`${progressBar(answered, total)} lesson ${question.lesson}, ${question.difficulty}`),
    lead && { kind: 'note', text: lead },
    text(question.stem),
    codeOf(question),
    optionList(options),
    wanted > 1 ? note(`Choose ${wanted}; the answer counts with the last one.`) : undefined,
    choices(...options.map(press)),
    choices(choice('Stop', { kind: 'stop', session: session.id })),
  );
}

/** `▓▓░░░`: five to twenty signs, one a question; the words beside it say the same. */
export function progressBar(done: number, total: number): string {
  return '▓'.repeat(done) + '░'.repeat(Math.max(0, total - done));
}

/** What an answer was worth: in words, every option explained, the cue, the source, and the way on. */
export function feedbackReply(
  pack: Pack,
  session: QuizSession,
  attempts: readonly Attempt[],
  question: Question,
  picks: string,
  again: boolean,
): Reply {
  const right = isRight(question, picks);
  const { answered, total, next } = standing(pack, session, attempts);
  const title = right ? '✓ Right' : '✗ Not this time';
  return reply(
    title,
    heading(title),
    again ? note('You had answered this one before; that first answer counts.') : undefined,
    text(question.stem),
    codeOf(question),
    explainedOptions(shownOptions(question, session.id), picks),
    cueNote(pack, question),
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

function cueNote(pack: Pack, question: Question): Block | undefined {
  const cue: Cue | undefined = lessonById(pack, question.lesson)?.cues.find(({ id }) => id === question.cue);
  return cue && { kind: 'text', text: [bold('Cue: '), ...parseMarkup(cue.remember)] };
}

/** The end of a quiz, reached or stopped: how it went, and what to read again. */
export function resultReply(pack: Pack, session: QuizSession, attempts: readonly Attempt[]): Reply {
  const { right, answered, total } = standing(pack, session, attempts);
  const again = toReadAgain(pack, attempts);
  const lesson = session.lesson === null ? null : (lessonById(pack, session.lesson) ?? null);
  const title = `${right} of ${answered} right`;
  const first = lessonById(pack, again[0]?.lesson ?? '');
  return reply(
    title,
    heading(title),
    text(answered < total ? `You stopped after ${answered} of ${total}. ${kindWord(right, answered)}` : kindWord(right, answered)),
    again.length > 0 ? text('**Worth reading again**') : undefined,
    again.length > 0 ? list(again.flatMap((entry) => readAgain(pack, entry))) : undefined,
    choices(
      first ? openLesson(first, `Open ${shortNameOf(first)}`, 'main') : undefined,
      quizOn(lesson, lesson ? `Another quiz on ${lesson.id}` : 'Another quiz', first ? undefined : 'main'),
      choice('All lessons', { kind: 'guide' }),
    ),
  );
}

function kindWord(right: number, answered: number): string {
  if (answered === 0) return 'Nothing was answered, so nothing was counted. Come back any time.';
  if (right === answered) return 'Every one of them. The next quiz brings questions you have not seen.';
  if (right * 2 >= answered) return 'More right than wrong. What you missed comes first in the next quiz.';
  return 'Each miss has shown you a trap before the exam could. What you missed comes first in the next quiz.';
}

function readAgain(pack: Pack, { lesson: id, traps }: { lesson: string; traps: readonly string[] }) {
  const lesson = lessonById(pack, id);
  if (lesson === undefined) return [];
  const beliefs = lesson.traps.filter((trap) => traps.includes(trap.id)).slice(0, 3);
  return [[bold(nameOf(lesson)), ...beliefs.flatMap((trap) => [...plain(' · '), ...parseMarkup(trap.belief)])]];
}

export function quizGone(): Reply {
  return brief(
    'That quiz is over',
    'It is not in the books any more, or it has ended. Nothing you answered is lost.',
    quizOn(null, 'Start a quiz', 'main'),
  );
}

export function notYourQuiz(): Reply {
  return brief(
    'That quiz is somebody else’s',
    'Its answers count for them alone. Yours starts here.',
    quizOn(null, 'Start my own quiz', 'main'),
  );
}

export function noQuestions(lesson: Lesson): Reply {
  return brief('No questions yet', `Lesson ${lesson.id} has no questions so far; reading it is still worth your time.`, openLesson(lesson));
}

export function badCount(typed: string, most: number): Text {
  return [...said(typed, 40), ...plain(` is not a number from 1 to ${most}, so here are 5.`)];
}

export function editedSince(): Text {
  return plain('This question was edited since you saw it. Here it is as it stands now; your press was not counted.');
}
