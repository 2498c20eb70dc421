import type { Pack } from '../core/pack.ts';
import { readFiles } from '../reader/files.ts';
import { readDraft } from '../reader/pack.ts';
import { sayProblem } from '../reader/problem.ts';
import { reportOf } from '../authoring/report.ts';
import { sayReport } from '../authoring/say-report.ts';

/**
 * `npm run content`: every problem of a pack, and once it has none, every screen that does not fit a platform. With `--report` (`--items`,
 * `--json`) the statistics of its bank are printed first, even while it still has problems.
 */
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
const folder = process.argv.slice(2).find((argument) => !argument.startsWith('-')) ?? 'content/ml-pro';
const { draft, problems } = readDraft(await readFiles(folder));

if (draft !== undefined) report(draft);
const sentences = draft !== undefined && problems.length === 0 ? await misfits(draft) : problems.map(sayProblem);
for (const sentence of sentences) console.error(sentence);
if (sentences.length > 0) {
  console.error(`\n${sentences.length} problems in ${folder}.`);
  process.exitCode = 1;
} else if (flags.length === 0) {
  console.log(`${folder}: everything resolves, and every screen fits.`);
}

function report(pack: Pack): void {
  if (flags.includes('--json')) console.log(JSON.stringify(reportOf(pack), null, 2));
  else if (flags.includes('--report')) console.log(sayReport(reportOf(pack), flags.includes('--items')));
}

/** The platforms' renderers are loaded only here: they cost more than all other checks. */
async function misfits(pack: Pack): Promise<string[]> {
  const [{ checkScreens }, { drawings }] = await Promise.all([import('../authoring/screens.ts'), import('../authoring/drawings.ts')]);
  return checkScreens(pack, drawings);
}
