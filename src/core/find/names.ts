import type { Phrase } from '../../router/route.ts';
import type { Chapter, LessonId, Pack } from '../pack.ts';
import { lessonById } from '../pack-index.ts';
import { readNumbers } from './numbers.ts';

/** A number after the word "lesson"; any other is a version of something, */
const numbered = /\b(?:lesson|chapter|section|unit|quiz)\s+(\d{1,2}\.\d{1,2})\b/i;

/** unless there is nothing else that it could be a version of. */
const noSubject =
  /^[^\p{L}]*((quiz|lesson|me|on|in|about|is|what|the|please|open|show|read|go|to|for|traps?|code|cues?|pairs?|concepts?|summary)[^\p{L}]*)*$/u;

/** The lesson whose number a question names. */
export function numberedLesson(pack: Pack, question: string): LessonId | undefined {
  const asked = question.slice(0, 500);
  const { lessons, rest } = readNumbers(asked);
  const alone = lessons.length === 1 && asked.includes('.') && noSubject.test(rest) ? lessons[0] : undefined;
  return lessonById(pack, alone ?? numbered.exec(asked)?.[1] ?? '')?.id;
}

/** Titles, and the rows of the guide's routing table: whoever says one of them means its lesson. */
export function phrasesOf(pack: Pack): Phrase[] {
  return pack.chapters.flatMap(({ lessons, routing }) => [
    ...lessons.map(({ id, title }) => ({ words: title, label: id })),
    ...routing.map(({ about, lesson }) => ({ words: about, label: lesson })),
  ]);
}

/** The chapter that a question is about, where it says so: "in MLOps", "MLOps: how …". */
export function chapterIn(question: string, { chapters }: Pack): Chapter | undefined {
  const asked = question.slice(0, 500).toLowerCase();
  return chapters.find(({ id, title }) =>
    [title.toLowerCase(), id.replaceAll('-', ' ')].some(
      (name) => asked.startsWith(`${name}:`) || asked.startsWith(`${name},`) || saysIn(name, asked),
    ),
  );
}

/** "in MLOps", at either end of the question: in the middle it may be part of what is asked. */
function saysIn(name: string, asked: string): boolean {
  const within = ['in', 'in the', 'in chapter', 'in the chapter', 'from', 'for'].map((lead) => `${lead} ${name}`);
  return within.some(
    (words) => asked.startsWith(`${words} `) || asked.startsWith(`${words},`) || asked.replace(/[?.!\s]+$/, '').endsWith(` ${words}`),
  );
}
