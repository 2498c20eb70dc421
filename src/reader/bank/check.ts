import type { PackSheets } from '../pack.ts';
import type { Problem } from '../problem.ts';
import { entriesOf, readStem } from './entries.ts';
import { checkGiveaways } from './giveaways.ts';
import { checkNegatives } from './negatives.ts';
import { checkRetired } from './retired.ts';
import { checkTwins } from './twins.ts';
import { checkWording } from './wording.ts';

/** What makes a question bank unfair or untrue although every reference in it resolves. */
export function checkBank(sheets: PackSheets): Problem[] {
  const entries = entriesOf(sheets).map(readStem);
  return [
    ...entries.flatMap(checkWording),
    ...sheets.chapters.flatMap(({ lessons }) => lessons.flatMap(checkNegatives)),
    ...checkTwins(entries),
    ...checkGiveaways(entries),
    ...sheets.chapters.flatMap(checkRetired),
  ];
}
