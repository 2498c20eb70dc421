import type { PackDocuments } from '../reader/documents.ts';
import { byPlace, type Problem } from '../reader/problem.ts';
import { checkClangAssociations } from './clang-associations.ts';
import { entriesOf } from './entries.ts';
import { checkNearDuplicates } from './near-duplicates.ts';
import { checkNegatives } from './negatives.ts';
import { checkRetired } from './retired-names.ts';
import { checkObjectives, checkPlaces } from './objectives.ts';
import { checkReadability } from './readability.ts';
import { checkTakeaways } from './takeaways.ts';
import { checkWeights } from './weights.ts';
import { checkWording } from './wording.ts';

/** What makes right content poor: unfair or dated items, although every reference in them resolves. It warns; the bot teaches it all the same. */
export function checkBank(documents: PackDocuments): Problem[] {
  const documented = documents.chapters.flatMap(({ lessons }) => lessons.map((lesson) => ({ lesson, entries: entriesOf(lesson) })));
  const lessons = documented.map(({ entries }) => entries);
  const all = lessons.flat();
  const problems = [
    ...doubtsIn(documents),
    ...checkWeights(documents),
    ...documents.chapters.flatMap((chapter) => [...checkObjectives(chapter), ...checkPlaces(chapter)]),
    ...documented.flatMap(({ lesson, entries }) => checkReadability(lesson, entries)),
    ...all.flatMap(checkWording),
    ...checkTakeaways(all),
    ...lessons.flatMap(checkNegatives),
    ...checkNearDuplicates(all),
    ...lessons.flatMap(checkClangAssociations),
    ...checkRetired(documents, all),
  ];
  return problems.sort(byPlace);
}

function doubtsIn({ pack, outside, chapters }: PackDocuments): Problem[] {
  const files = chapters.flatMap(({ chapter, lessons }) => [chapter, ...lessons.flatMap((documents) => Object.values(documents))]);
  return [pack, outside, ...files].flatMap(({ doubts }) => doubts);
}
