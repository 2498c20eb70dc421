import { readFiles } from './reader/files.ts';
import { readDraft } from './reader/pack.ts';
import { sayProblem } from './reader/problem.ts';
import { reportOf } from './report/report.ts';
import { sayReport } from './report/say.ts';

/** `npm run content`: checks a pack and, with `--report` (`--items`, `--json`), prints the statistics of its question bank. */

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
const folder = process.argv.slice(2).find((argument) => !argument.startsWith('-')) ?? 'content/ml-pro';
const { draft, problems } = readDraft(await readFiles(folder));

if (draft && flags.includes('--json')) console.log(JSON.stringify(reportOf(draft), null, 2));
else if (draft && flags.includes('--report')) console.log(sayReport(reportOf(draft), flags.includes('--items')));
for (const problem of problems) console.error(sayProblem(problem));
if (problems.length > 0) {
  console.error(`\n${problems.length} problems in ${folder}.`);
  process.exitCode = 1;
} else if (flags.length === 0) {
  console.log(`${folder}: everything resolves.`);
}
