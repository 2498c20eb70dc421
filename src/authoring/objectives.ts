import type { ChapterDocuments } from '../reader/documents.ts';
import type { Problem } from '../reader/problem.ts';

/** Objectives of the exam that no question tests: whoever passed every quiz would still meet them unprepared. */
export function checkObjectives({ chapter, lessons }: ChapterDocuments): Problem[] {
  const tested = new Set(lessons.flatMap(({ questions }) => questions.value.questions.map(({ objective }) => objective)));
  return chapter.value.objectives.flatMap(({ id, text, lessons: named }, at) => {
    if (tested.has(id)) return [];
    const remedy = `Write one in lesson ${named.join(' or ')}, or take the objective out.`;
    return [
      chapter.problem(['objectives', at, 'id'], `objective ${id} ("${text}") without a question`, 'a question for every objective', remedy),
    ];
  });
}
