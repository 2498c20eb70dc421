import { writeFile } from 'node:fs/promises';
import { manifestText } from '../adapters/slack/manifest.ts';
import { readFiles } from '../reader/files.ts';
import { readPack } from '../reader/pack.ts';
import { sayProblem } from '../reader/problem.ts';

/** `npm run manifest [-- FOLDER]`: writes the app that Slack's settings page is given, from the table of commands and the pack that is taught. */
const [folder = 'content/ml-pro'] = process.argv.slice(2);
const read = readPack(await readFiles(folder));
if (read.kind === 'problems') {
  for (const problem of read.problems) console.error(sayProblem(problem));
  process.exitCode = 1;
} else await writeFile(new URL('../../manifest.json', import.meta.url), manifestText(read.pack));
