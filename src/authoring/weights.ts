import type { PackDocuments } from '../reader/documents.ts';
import type { Problem } from '../reader/problem.ts';

/** Between which sums the weights of all chapters may lie: guides round theirs. */
const wanted = { least: 99, most: 101 };

/**
 * Weights that are no shares of one exam: the guide says them to learners, and the mock exam is divided by them. A pack may begin with a part of its
 * exam; one that asks of itself to be whole (`atLeast`) has all of it, its drafts included.
 */
export function checkWeights({ pack, chapters }: PackDocuments): Problem[] {
  const weights = chapters.map(({ chapter }) => chapter.value.weight);
  const sum = Math.round(weights.reduce((all, weight) => all + weight, 0) * 10) / 10;
  const isShort = sum < wanted.least && sum > 0 && pack.value.atLeast !== undefined;
  if (sum <= wanted.most && !isShort) return [];
  const found = `chapters whose weights add up to ${sum} (${weights.join(' + ')})`;
  return [
    pack.problem(['chapters'], found, '100, as percent of one exam', 'Correct "weight" in their chapter.yaml: the exam guide says it.'),
  ];
}
