import { readFiles } from './reader/files.ts';
import { readPack } from './reader/pack.ts';
import { sayProblem } from './reader/problem.ts';

const folder = process.argv.slice(2).find((argument) => !argument.startsWith('-')) ?? 'content/ml-pro';
const read = readPack(await readFiles(folder));
if (read.kind === 'problems') {
  for (const problem of read.problems) console.error(sayProblem(problem));
  console.error(`\n${read.problems.length} problems in ${folder}.`);
  process.exitCode = 1;
} else {
  console.log(`${folder}: everything resolves.`);
}
