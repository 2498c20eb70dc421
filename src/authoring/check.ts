import type { PackSheets } from '../reader/sheets.ts';
import type { Problem } from '../reader/problem.ts';
import { entriesOf } from './entries.ts';
import { checkGiveaways } from './clang-associations.ts';
import { checkNegatives } from './negatives.ts';
import { checkRetired } from './retired-names.ts';
import { checkTwins } from './near-duplicates.ts';
import { checkWording } from './wording.ts';

/** What makes a question bank unfair or untrue although every reference in it resolves. */
export function checkBank({ chapters }: PackSheets): Problem[] {
  const read = chapters.map((sheets) => ({ sheets, lessons: sheets.lessons.map(entriesOf) }));
  const lessons = read.flatMap((chapter) => chapter.lessons);
  const all = lessons.flat();
  return [
    ...all.flatMap(checkWording),
    ...lessons.flatMap(checkNegatives),
    ...checkTwins(all),
    ...checkGiveaways(all),
    ...read.flatMap((chapter) => checkRetired(chapter.sheets, chapter.lessons.flat())),
  ];
}
