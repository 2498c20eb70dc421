import { type ChapterDocuments, isDraft } from '../reader/documents.ts';
import type { Problem } from '../reader/problem.ts';

/** Objectives of the exam that no question tests: whoever passed every quiz would still meet them unprepared. */
export function checkObjectives({ chapter, lessons }: ChapterDocuments): Problem[] {
  const tested = new Set(lessons.flatMap(({ questions }) => questions.value.questions.map(({ objective }) => objective)));
  const drafts = lessons.filter(isDraft).map(({ lesson }) => lesson.value.id);
  return chapter.value.objectives.flatMap(({ id, text, lessons: named }, at) => {
    if (tested.has(id) || named.some((lesson) => drafts.includes(lesson))) return [];
    const remedy = `Write one in lesson ${named.join(' or ')}, or take the objective out.`;
    return [
      chapter.problem(['objectives', at, 'id'], `objective ${id} ("${text}") without a question`, 'a question for every objective', remedy),
    ];
  });
}

/** Lessons to which nothing in the chapter leads: no row of its routing table, or no objective of the exam. */
export function checkPlaces({ chapter, lessons }: ChapterDocuments): Problem[] {
  const { routing, objectives } = chapter.value;
  return lessons
    .filter((documents) => !isDraft(documents))
    .flatMap(({ lesson: { value } }) => [
      ...(routing.some(({ lesson }) => lesson === value.id) ? [] : [unplaced(chapter, 'routing', value.id)]),
      ...(objectives.some(({ lessons: named }) => named.includes(value.id)) ? [] : [unplaced(chapter, 'objectives', value.id)]),
    ]);
}

function unplaced(chapter: ChapterDocuments['chapter'], key: 'routing' | 'objectives', lesson: string): Problem {
  const remedy =
    key === 'routing' ? 'Add a row that says which questions belong to it.' : 'Add it to the lessons of the objectives that it teaches.';
  return chapter.problem([key], `no "${lesson}"`, 'every lesson there', remedy);
}
