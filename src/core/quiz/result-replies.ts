import { choice, choices, list, nameOf, openLesson, quizOn, sayTrap, shortReply, text, titled } from '../blocks.ts';
import type { Pack } from '../pack.ts';
import { lessonById } from '../pack-index.ts';
import type { Block, Choice, Reply } from '../reply.ts';
import type { QuizSession } from '../state.ts';
import { bold } from '../text.ts';
import type { Knowledge } from './choose.ts';
import { sayComingBack } from './pause-replies.ts';
import { whereToStart } from './placement-replies.ts';
import { type QuizView, standing, toReadAgain, waiting } from './rules.ts';

/** The end of a quiz, reached or stopped: how it went, and what to read again. */
export function resultReply(view: QuizView, knowledge?: Knowledge): Reply {
  const { pack, session } = view;
  const { correct, answered, total: free } = standing(view);
  const total = free + waiting(view);
  if (answered === 0) return nothingAnswered(view);
  const isStopped = answered < total;
  const isCram = session.purpose === 'cram';
  return titled(
    `${correct} of ${answered} right${isStopped ? ' so far' : ''}`,
    text(
      `${isStopped ? `You stopped at ${answered} of ${total}. ` : ''}${kindWord(correct, answered, isCram)} ${knowledge && !isCram ? sayComingBack(view, knowledge) : ''}`.trim(),
    ),
    ...(session.purpose === 'placement' ? whereToStart(view) : []),
    ...readAgain(view),
    choices(
      correct < answered
        ? choice(`Try again what I missed (${answered - correct})`, { kind: 'retry', session: session.id }, 'main')
        : undefined,
      isStopped ? choice('Go on with this quiz', { kind: 'resume', session: session.id }) : undefined,
      ...anotherQuiz(pack, session, correct === answered),
    ),
  );
}

function nothingAnswered({ pack, session }: QuizView): Reply {
  return shortReply(
    'Stopped before the first answer',
    'So nothing was counted. Come back any time.',
    choice('Go on with this quiz', { kind: 'resume', session: session.id }, 'main'),
    ...anotherQuiz(pack, session, false),
  );
}

function anotherQuiz(pack: Pack, { lesson: id, purpose }: QuizSession, isMain: boolean): Choice[] {
  if (purpose === 'review') return [choice('What else is due', { kind: 'review', what: 'due' }), quizOn(null, 'Something new')];
  if (purpose === 'plan' || purpose === 'cram')
    return [choice('On with today’s set', { kind: 'plan-start' }, isMain ? 'main' : undefined), choice('My plan', { kind: 'plan' })];
  const lesson = id === null ? null : (lessonById(pack, id) ?? null);
  return [
    quizOn(lesson, lesson ? `Another quiz on ${lesson.id}` : 'Another quiz', isMain ? 'main' : undefined),
    choice('All lessons', { kind: 'guide' }),
  ];
}

function kindWord(correct: number, answered: number, isCram: boolean): string {
  if (correct === answered) return answered === 1 ? 'Well done.' : 'Every single one. Well done!';
  const lead = correct * 2 >= answered ? 'Well on your way.' : 'Each miss has shown you a trap before the exam could.';
  if (isCram) return `${lead} This was practice: nothing comes back earlier or later because of it.`;
  return `${lead} The next quiz on these lessons begins with questions you missed.`;
}

/** So much that it can be read on a phone. */
const most = { lessons: 3, traps: 3 };

/** The lessons of what was missed, each with a way there, and what was believed: never without the reason that it is wrong. */
function readAgain({ pack, session, attempts }: QuizView): Block[] {
  const again = toReadAgain(pack, attempts).slice(0, most.lessons);
  const lessons = again.flatMap(({ lesson }) => lessonById(pack, lesson) ?? []);
  const traps = again.flatMap(({ lesson, traps: ids }) => lessonById(pack, lesson)?.traps.filter(({ id }) => ids.includes(id)) ?? []);
  if (lessons.length === 0) return [];
  return [
    text('**Worth reading again**'),
    list(lessons.map((lesson) => [bold(nameOf(lesson))])),
    ...(traps.length > 0 ? [list(traps.slice(0, most.traps).map(sayTrap))] : []),
    choices(...lessons.map((lesson) => openLesson(lesson, `Open ${lesson.id}`, undefined, { kind: 'quiz', id: session.id }))),
  ];
}
