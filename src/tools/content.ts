import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { platforms } from '../adapters/platforms.ts';
import { checkBank } from '../authoring/check.ts';
import { reportOf } from '../authoring/report.ts';
import { sayReport } from '../authoring/say-report.ts';
import { checkScreens } from '../authoring/screens.ts';
import type { Pack } from '../core/pack.ts';
import type { PackDocuments } from '../reader/documents.ts';
import { readFiles } from '../reader/files.ts';
import { type Draft, readDraft } from '../reader/pack.ts';
import { sayProblem } from '../reader/problem.ts';

/**
 * `npm run content [-- FOLDER …]`: every problem of every pack in `content/`, and once it has none, every screen that does not fit a platform. With
 * `--report` (`--items`, `--json`) the statistics of its bank are printed first, even while it still has problems.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { report: { type: 'boolean' }, items: { type: 'boolean' }, json: { type: 'boolean' } },
});
const folders = positionals.length > 0 ? positionals : await packFolders('content');
const ids = new Map<string, string>();
for (const folder of folders) await check(folder);

async function packFolders(content: string): Promise<string[]> {
  const entries = await readdir(content, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(content, name));
}

async function check(folder: string): Promise<void> {
  const read = readDraft(await readFiles(folder));
  if (read.draft !== undefined) report(read.draft);
  const sentences = [...takenId(folder, read.documents), ...(await problemsOf(read))];
  for (const sentence of sentences) console.error(sentence);
  if (sentences.length > 0) {
    console.error(`\n${sentences.length} ${sentences.length === 1 ? 'problem' : 'problems'} in ${folder}.`);
    process.exitCode = 1;
  } else if (!values.report && !values.json) {
    console.log(`${folder}: everything resolves, and every screen fits.`);
  }
}

/** Answers are kept by the pack's id: two packs of one id would mix them. */
function takenId(folder: string, documents: PackDocuments | undefined): string[] {
  if (documents === undefined) return [];
  const { pack } = documents;
  const earlier = ids.get(pack.value.id);
  ids.set(pack.value.id, folder);
  if (earlier === undefined) return [];
  const remedy = 'Choose another one before anybody answers: buttons and answers are kept by it.';
  return [sayProblem(pack.problem(['id'], `the id "${pack.value.id}", which ${earlier} has`, 'an id of its own', remedy))];
}

/** What does not resolve; then what makes the content poor; then what does not fit. */
async function problemsOf({ draft, documents, problems }: Draft): Promise<string[]> {
  if (draft === undefined || documents === undefined || problems.length > 0) return problems.map(sayProblem);
  return [...checkBank(documents).map(sayProblem), ...checkScreens(draft, await drawings())];
}

/** The renderers are loaded only here: they cost more than all other checks. */
async function drawings() {
  return Promise.all(platforms.map(async ({ name, loadCuts }) => ({ platform: name, cuts: await loadCuts() })));
}

function report(pack: Pack): void {
  if (values.json) console.log(JSON.stringify(reportOf(pack), null, 2));
  else if (values.report) console.log(sayReport(reportOf(pack), values.items ?? false));
}
