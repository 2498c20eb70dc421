import type { Phrase } from '../../router/route.ts';
import type { LessonId, Pack } from '../pack.ts';
import { lessonById } from '../pack-index.ts';

/** A number alone, or after the word "lesson"; any other is a version of something. */
const numbered = /^\s*(\d{1,2}\.\d{1,2})\s*[?.!]?\s*$|\b(?:lesson|chapter|section|unit)\s+(\d{1,2}\.\d{1,2})\b/i;

/** The lesson whose number a question names. */
export function numberedLesson(pack: Pack, question: string): LessonId | undefined {
  const found = numbered.exec(question.slice(0, 500));
  return lessonById(pack, found?.[1] ?? found?.[2] ?? '')?.id;
}

/** Titles, and the rows of the guide's routing table: whoever says one of them means its lesson. */
export function phrasesOf(pack: Pack): Phrase[] {
  return pack.chapters.flatMap(({ lessons, routing }) => [
    ...lessons.map(({ id, title }) => ({ words: title, label: id })),
    ...routing.map(({ about, lesson }) => ({ words: about, label: lesson })),
  ]);
}
