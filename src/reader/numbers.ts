import type { ChapterDocuments, LessonDocuments, PackDocuments } from './documents.ts';
import type { Problem } from './problem.ts';

/** Every check of references asks for it, of every lesson. */
const known = new WeakMap<LessonDocuments, string>();

/** The number that a lesson goes by: what most of its cues and questions begin with, or what lesson.yaml says. */
export function numberOf(documents: LessonDocuments): string {
  const number = known.get(documents) ?? countedNumber(documents);
  known.set(documents, number);
  return number;
}

function countedNumber({ lesson, cues, questions }: LessonDocuments): string {
  const numbers = [...cues.value.cues, ...questions.value.questions].map(({ id }) => id.slice(0, id.indexOf('-')));
  // Of more than half, the one in the middle is one.
  const most = numbers.toSorted()[Math.floor(numbers.length / 2)];
  const count = numbers.filter((number) => number === most).length;
  return most !== undefined && count > 1 && count > numbers.length / 2 ? most : lesson.value.id;
}

/** By the number people ask for a lesson: it stands in lesson.yaml as its cues and questions have it, and begins with that of the chapter. */
export function checkNumbers({ pack, chapters }: PackDocuments): Problem[] {
  const misplaced = chapters.filter((chapter) => placeOf(chapter) !== chapter.number);
  const [first] = misplaced.filter(({ lessons }) => lessons.length > 1 || misplaced.length > 1);
  const own = chapters.flatMap(({ lessons }) => lessons.flatMap(checkOwnNumber));
  if (first === undefined) return [...own, ...chapters.flatMap(checkPrefixes)];
  const place = placeOf(first);
  const found = `"${pack.value.chapters[first.number - 1]}", whose lessons begin with "${place}."`;
  const expected = `the chapter whose lessons begin with "${first.number}."`;
  return [
    ...own,
    pack.problem(
      ['chapters', first.number - 1],
      found,
      expected,
      `Make it number ${place} of this list, or give its lessons other numbers.`,
    ),
  ];
}

/** Where a chapter belongs, as all of its lessons say; its own place when they do not agree. */
function placeOf({ number, lessons }: ChapterDocuments): number {
  const places = new Set(lessons.map((documents) => Number.parseInt(numberOf(documents), 10)));
  return places.size === 1 ? ([...places][0] ?? number) : number;
}

function checkOwnNumber(documents: LessonDocuments): Problem[] {
  const { lesson } = documents;
  const number = numberOf(documents);
  if (lesson.value.id === number) return [];
  return [lesson.problem(['id'], `"${lesson.value.id}"`, `"${number}", as its cues and questions have it`, `Did you mean "${number}"?`)];
}

function checkPrefixes({ number, lessons }: ChapterDocuments): Problem[] {
  return lessons.flatMap((documents) => {
    const id = numberOf(documents);
    if (id.startsWith(`${number}.`)) return [];
    const remedy = `Rename it, or move its chapter, which comes as number ${number} in pack.yaml.`;
    return [documents.lesson.problem(['id'], `"${id}"`, `a number that begins with "${number}."`, remedy)];
  });
}
