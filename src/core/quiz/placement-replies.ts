import { choices, nameOf, openLesson, quizOn, text } from '../blocks.ts';
import { lessonById, lessonsOf } from '../pack-index.ts';
import type { Block } from '../reply.ts';
import { plain, type Text } from '../text.ts';
import type { QuizView } from './rules.ts';

/** Before a newcomer's first question. */
export function placementLead(lessons: number): Text {
  return plain(
    `Your first quiz: ${lessons} questions, one from each lesson, from easy to hard, to see where to start. Only you see your answers, and you can stop any time.`,
  );
}

/** What a first look at all lessons says: one answer is a hint and no proof. */
export function whereToStart({ pack, attempts }: QuizView): Block[] {
  const missed = new Set(attempts.filter(({ correct }) => !correct).map(({ lesson }) => lesson));
  const asked = new Set(attempts.map(({ lesson }) => lesson));
  const [start] = lessonsOf(pack).filter(({ id }) => missed.has(id));
  const lesson = start ?? lessonsOf(pack).find(({ id }) => !asked.has(id));
  if (lesson === undefined)
    return [
      text(
        '**Where to start**\n\nYou had a right answer in every lesson. Harder questions will show more than reading: `/mlpro quiz hard`.',
      ),
    ];
  const why = start ? 'it is the first one in the guide that you missed' : 'it is the first one that you have not been asked about';
  const known = [...asked].filter((id) => !missed.has(id) && lessonById(pack, id) !== undefined).length;
  return [
    text(`**Where to start**\n\nWith **${nameOf(lesson)}**: ${why}. ${sayKnown(known)}One question is a hint, not a mark.`),
    choices(openLesson(lesson, `Read ${lesson.id}`, 'main'), quizOn(lesson, `Quiz me on ${lesson.id}`)),
  ];
}

function sayKnown(known: number): string {
  if (known === 0) return '';
  return known === 1 ? 'One lesson went well. ' : `${known} lessons went well. `;
}
