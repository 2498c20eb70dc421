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

/** A question that says which chapter it is about, and what is left of it without that. */
export interface Narrowed {
  readonly chapter?: Chapter;
  readonly question: string;
}

/** "in MLOps: how …", "MLOps: how …", "how … in MLOps?"; in the middle such words may be part of what is asked. */
export function narrowed(question: string, { chapters }: Pack): Narrowed {
  for (const chapter of chapters) {
    const rest = withoutChapter(question, chapter);
    if (rest !== undefined) return { chapter, question: rest };
  }
  return { question };
}

function withoutChapter(question: string, { id, title }: Chapter): string | undefined {
  const names = [title, id.replaceAll('-', ' ')].map((name) => name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
  const lead = '(?:(?:in|from|for|about) (?:the )?(?:chapter |domain )?)';
  const opening = new RegExp(`^\\s*(?:${lead}(?:${names})[\\s:,–-]|(?:${names})\\s*[:,–-])\\s*`, 'iu');
  const closing = new RegExp(`\\s+${lead}(?:${names})\\s*[?.!]*\\s*$`, 'iu');
  const [found] = [opening, closing].filter((place) => place.test(question.slice(0, 4000)));
  return found && question.replace(found, '');
}

/** Whether a question about the exam is put just as an author wrote it: "how long do I have" has no word that could be learned. */
export function askedOfExam({ outside }: Pack): (question: string) => boolean {
  const known = new Set(outside.flatMap(({ answeredBy, phrasings }) => (answeredBy === 'exam' ? phrasings.map(bare) : [])));
  return (question) => question.length < 200 && known.has(bare(question));
}

function bare(question: string): string {
  return question
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
