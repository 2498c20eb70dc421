import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * `npm run mutate`: breaks one promise of the program at a time, in a copy of the project, and says whether a test notices. The mutants are made by
 * hand: the first half once slipped through every test, the others are mistakes that somebody could make.
 */
type Mutant = readonly [name: string, file: string, from: string, to: string, ...tests: readonly string[]];

const quiz = ['core/quiz/rules', 'core/handle'];
const drill = ['core/drill/rules', 'core/handle', 'schedule'];
const reader = ['reader/references', 'reader/shape'];

/** What each does wrong; the file within `src/` and the words in it, which stand there once; others in their place; the tests that ought to notice. */
const mutants: readonly Mutant[] = [
  [
    'forgetting leaves routed questions',
    'storage/kept.ts',
    'parts as readonly KeptPart[]',
    "parts.filter(({ table }) => table !== 'routed_questions')",
    'storage/sqlite',
    'storage/kept',
  ],
  [
    'deleting everything does not wait for an answer that is on its way',
    'storage/sql.ts',
    'await lockLearners(tx, [learner]);',
    'await lockLearners(tx, []);',
    'storage/postgres-turns',
  ],
  ['a new quiz leaves the old one open', 'core/quiz/begin.ts', 'changes: [...stopped(state.quiz, from), {', 'changes: [{', ...quiz],
  ['drill setup drops what was set before', 'core/drill/handle.ts', 'before = group ?? {', 'before = {', ...drill],
  ['a page beyond the end is empty', 'core/lessons/replies.ts', 'Math.min(Math.max(1, page), pages.length)', 'page', 'core/lessons'],
  ['what was missed least is read first', 'core/quiz/rules.ts', 'times(other) - times(one)', 'times(one) - times(other)', ...quiz],
  ['traps of other lessons are read again', 'core/quiz/rules.ts', 'attempt.lesson === lesson ? traps', 'true ? traps', ...quiz],
  ['words are not composed (NFC)', 'core/text.ts', ".normalize('NFC')", '', 'core/text'],
  ['a lesson far behind is offered, too', 'core/find/replies.ts', 'confidence >= closeFrom', 'confidence >= 0', 'core/find/replies'],
  ['the router is always sure', 'core/find/replies.ts', 'confidence >= 0.9', 'confidence >= 0', 'core/find/replies'],
  ['what may be saved later never is', 'bot.ts', 'saveLater(outcome.deferred)', 'Promise.resolve()', 'bot'],
  [
    'the only chapter does not lead to the facts about the exam',
    'core/lessons/guide.ts',
    "isOnly ? choice('About the exam', { kind: 'exam' })",
    'isOnly ? undefined',
    'core/lessons',
  ],
  ['a correction does not wait for its question', 'bot.ts', 'await unsaved.idle()', 'await undefined', 'bot'],
  ['half of a "choose two" is right', 'core/quiz/rules.ts', 'option.correct === picks', 'option.correct || !picks', ...quiz],
  ['everybody sees one order of the options', 'core/random.ts', 'random(seed);', "random('');", ...quiz],
  ['a cue comes again before all have come', 'core/drill/rules.ts', 'times(cue) === least', 'times(cue) >= least', ...drill],
  ['a group is owed what it did not want yet', 'core/drill/rules.ts', 'isWanted(dueAt) ? ', 'true ? ', ...drill],
  [
    'a vote counts after the reveal',
    'core/drill/handle.ts',
    "'revealed') return replyOnly(closed",
    "'failed') return replyOnly(closed",
    ...drill,
  ],
  ['anybody can forge a button', 'core/action-id.ts', '!same(id.slice(cut + 1), digest(signed, key))', 'false', 'core/action'],
  ['who came second is told of an error', 'storage/sql.ts', 'error instanceof WriteConflict', 'error === undefined', 'storage/sqlite'],
  [
    'the first answer to a question stands',
    'core/card.ts',
    'correct: last.correct',
    'correct: first.correct',
    'core/card',
    'storage/sqlite',
  ],
  ['problems come in no order', 'reader/pack.ts', 'problems: problems.sort(byPlace)', 'problems', ...reader],
  ['an id may stand twice', 'reader/names.ts', '    if (earlier === undefined) return []', '    return []', ...reader],
];

/** So many may survive before the tool itself fails. */
const mostSurvivors = 3;

const project = new URL('../../', import.meta.url).pathname;
const scratch = mkdtempSync(join(tmpdir(), 'mlpro-mutants-'));
const stopped = new AbortController();
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort());

for (const part of ['src', 'tests', 'content', 'package.json', 'tsconfig.json', 'vitest.config.ts'])
  await cp(join(project, part), join(scratch, part), { recursive: true });
await symlink(join(project, 'node_modules'), join(scratch, 'node_modules'));

process.exitCode = (await checkList()) && (await tryAll()) ? 0 : 1;

/** Every mutant has to be one, and without any of them all tests have to pass: otherwise nothing would be said about the tests. */
async function checkList(): Promise<boolean> {
  const texts = await Promise.all(mutants.map(([, file]) => readFile(join(scratch, 'src', file), 'utf8')));
  const stale = mutants.filter(([, , from], at) => texts[at]?.split(from).length !== 2);
  for (const [name, file, from] of stale) console.error(`src/${file} does not have "${from}" once: mend the mutant "${name}".`);
  const failed = stale.length > 0 ? [] : await failing([...new Set(mutants.flatMap(([, , , , ...tests]) => tests))]);
  for (const test of failed) console.error(`Fails without any mutant: ${test}`);
  return stale.length + failed.length === 0;
}

async function tryAll(): Promise<boolean> {
  let killed = 0;
  for (const mutant of mutants) if (await isKilled(mutant)) killed += 1;
  console.log(`\n${killed} of ${mutants.length} mutants killed.`);
  return mutants.length - killed <= mostSurvivors;
}

async function isKilled([name, file, from, to, ...tests]: Mutant): Promise<boolean> {
  const place = join(scratch, 'src', file);
  const text = await readFile(place, 'utf8');
  await writeFile(place, text.split(from).join(to));
  const killers = await failing(tests);
  await writeFile(place, text);
  console.log(`${killers.length > 0 ? 'killed  ' : 'SURVIVED'}  ${name} (${file})`);
  for (const test of killers) console.log(`          by ${test}`);
  return killers.length > 0;
}

interface TestFile {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
}

/** The tests of these files that fail. Throws when a file fails without any test: what cannot be loaded tells nothing about a mutant. */
async function failing(tests: readonly string[]): Promise<string[]> {
  const results = join(scratch, 'results.json');
  const files = tests.map((name) => `tests/${name}.test.ts`);
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=json', `--outputFile=${results}`, ...files];
  await rm(results, { force: true });
  const options = { cwd: scratch, signal: stopped.signal, maxBuffer: 2 ** 26 };
  // A test that fails is an exit code, too; what it was stands in the file.
  await promisify(execFile)(process.execPath, vitest, options).catch(() => stopped.signal.throwIfAborted());
  const { testResults } = JSON.parse(await readFile(results, 'utf8')) as { readonly testResults: readonly TestFile[] };
  if (testResults.length !== files.length) throw new Error(`Some of these are no tests: ${files.join(', ')}`);
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (status === 'failed' && failed.length === 0) throw new Error(`${name} cannot be run: ${message}`);
    return failed.map(({ fullName }) => fullName);
  });
}
