import { choice, choices, list, note, openLesson, quizOn, shortNameOf, text, titled } from '../blocks.ts';
import { realExam } from '../exam/forms.ts';
import { sayPassing } from '../exam/result-replies.ts';
import type { Pack } from '../pack.ts';
import { lessonById } from '../pack-index.ts';
import type { Reply } from '../reply.ts';
import { bold, plain, type Text } from '../text.ts';
import { type Missing, type Readiness, studied } from './estimate.ts';

const toProgress = choice('My progress', { kind: 'progress' });

export function readyReply(pack: Pack, readiness: Readiness): Reply {
  return readiness.kind === 'too-little' ? tooLittle(readiness.missing) : estimated(pack, readiness);
}

/** No number at all: it would be believed. */
function tooLittle(missing: readonly Missing[]): Reply {
  const first = missing[0]?.chapter.lessons[0] ?? null;
  return titled(
    'Not enough evidence yet',
    text('An estimate needs your answers from every part of the exam. Still missing, for the first time each:'),
    list(
      missing.map(({ chapter, questions }) => [
        bold(`${chapter.title}: `),
        ...plain(questions === 1 ? '1 question' : `${questions} questions`),
      ]),
    ),
    note('Any quiz counts. What you answer a second time shows how well you remember, and counts as well.'),
    choices(
      missing.length === 1 && first ? quizOn(first, `Quiz me on ${shortNameOf(first)}`, 'main') : quizOn(null, 'Quiz me', 'main'),
      toProgress,
    ),
  );
}

function estimated(pack: Pack, { low, middle, high, best }: Readiness & { kind: 'estimate' }): Reply {
  const lesson = best && lessonById(pack, best.lesson);
  const between = `${whole(low)} % to ${whole(high)} %`;
  return titled(
    `Today: probably ${between}`,
    text(
      `If you sat an exam of ${realExam(pack).questions} such questions today, you would probably get **${between}** of them right; the middle is ${whole(middle)} %. In nine of ten cases the result is in this range.`,
    ),
    lesson && best
      ? text(`**What raises it most:** ${shortNameOf(lesson)}. ${sayGain(best.gain)}`)
      : text('You know all lessons about equally well. Reviews keep it so.'),
    { kind: 'note', text: sayEstimate(pack) },
    choices(
      ...(lesson
        ? [quizOn(lesson, `Quiz me on ${lesson.id}`, 'main'), openLesson(lesson)]
        : [choice('Review what is due', { kind: 'review', what: 'due' }, 'main')]),
      toProgress,
    ),
  );
}

function sayEstimate(pack: Pack): Text {
  const words =
    'This is an estimate from your own answers. It takes the questions here for questions like those of the exam, and says nothing about passing.';
  const fact = sayPassing(pack);
  return [...plain(words), ...plain(fact.length > 0 ? ' ' : ''), ...fact];
}

function sayGain(gain: number): string {
  const points = Math.round(gain * 1000) / 10;
  if (points < 0.5) return `Its ${studied} least sure questions would raise the middle by less than half a percentage point.`;
  return `Its ${studied} least sure questions, once you know them, raise the middle by about ${points} percentage points.`;
}

function whole(share: number): number {
  return Math.round(share * 100);
}
