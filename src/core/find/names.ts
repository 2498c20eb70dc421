import type { LessonId, Pack } from '../pack.ts';
import { readWords } from '../../router/text/tokenize.ts';

/** Lessons asked for by name: by number, by title, or by a row of the guide's routing table. These are always respected. */
export interface Names {
  lessonIn(question: string): LessonId | undefined;
}

/** A number alone, or after the word "lesson"; any other is a version of something. */
const numbered = /^\s*(\d{1,2}\.\d{1,2})\s*[?.!]?\s*$|\b(?:lesson|chapter|section|unit)\s+(\d{1,2}\.\d{1,2})\b/i;

export function makeNames(pack: Pack): Names {
  const ids = new Set<LessonId>();
  const phrases: [phrase: string, lesson: LessonId][] = [];
  for (const { lessons, routing } of pack.chapters) {
    for (const { id, title } of lessons) {
      ids.add(id);
      phrases.push([flat(title), id]);
    }
    for (const { about, lesson } of routing) phrases.push([flat(about), lesson]);
  }
  return { lessonIn: (question) => byNumber(question, ids) ?? byPhrase(question, phrases) };
}

function byNumber(question: string, ids: ReadonlySet<LessonId>): LessonId | undefined {
  const found = numbered.exec(question.slice(0, 500));
  const id = found?.[1] ?? found?.[2];
  return id !== undefined && ids.has(id) ? id : undefined;
}

function byPhrase(question: string, phrases: readonly (readonly [string, LessonId])[]): LessonId | undefined {
  const asked = flat(question);
  return phrases.find(([phrase]) => asked.includes(phrase))?.[1];
}

/** The words alone, between spaces, so that case, commas and line ends make no difference. */
function flat(text: string): string {
  const forms = readWords(text).filter(({ whole }) => !whole);
  return ` ${forms.map(({ form }) => form).join(' ')} `;
}
