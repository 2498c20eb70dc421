import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { drawText, noColours } from '../adapters/console/render.ts';
import { platforms } from '../adapters/platforms.ts';
import { checkAmounts } from '../authoring/amounts.ts';
import { checkBank } from '../authoring/check.ts';
import { type Numbers, numbersIn, sayDelta } from '../authoring/delta.ts';
import { sayDrafts } from '../authoring/drafts.ts';
import { reportOf } from '../authoring/report.ts';
import { sayReport, saySection } from '../authoring/say-report.ts';
import { checkScreens } from '../authoring/screens.ts';
import { screensOfOne } from '../authoring/screens-of-one.ts';
import { firstSteps, folderFor, skeletonOf, withLesson } from '../authoring/skeleton.ts';
import { closest } from '../core/closest.ts';
import type { Pack } from '../core/pack.ts';
import { lessonsOf } from '../core/pack-index.ts';
import type { PackDocuments } from '../reader/documents.ts';
import { type Files, readFiles } from '../reader/files.ts';
import { whyNoFolder } from '../reader/no-folder.ts';
import { type Draft, readDraft } from '../reader/pack.ts';
import { type Problem, sayProblem } from '../reader/problem.ts';

const help = `npm run content                      check every pack in content/
npm run content -- FOLDER …          check these packs only

With one pack, or with FOLDER:
  -- --only 1.2                      check one lesson, and say what has changed in it since the last time
  -- --show 1.2-q07                  draw a question, a cue (1.2-c07) or a lesson (1.2) as each platform does
  -- --new "2.6 Feature Serving"     make the files of a new lesson, as a draft that learners do not see

  -- --report [--items] [--json]     print the statistics of the bank; --items names the items behind each miss

It ends with 0 when all is well, with 1 when there are problems, and with 2 when it was called in a way that it does not know.
docs/content.md says what belongs into the files.`;

/** What `--only` compares with. */
const lastReport = 'data/content-report.json';

const options = {
  report: { type: 'boolean' },
  items: { type: 'boolean' },
  json: { type: 'boolean' },
  only: { type: 'string' },
  show: { type: 'string' },
  new: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

// `npm run content -- --show 1.2 | head` closes the pipe: nobody reads any more.
process.stdout.on('error', () => process.exit());
const { values, positionals } = readCall();
if (values.help) {
  console.log(help);
  process.exit();
}
const folders = positionals.length > 0 ? positionals : await packFolders('content');
const ids = new Map<string, string>();
if (values.new !== undefined) await make(oneFolder(), values.new);
else if (values.show !== undefined) await show(oneFolder(), values.show);
else if (values.only !== undefined) await checkOne(oneFolder(), values.only);
else for (const folder of folders) await check(folder);

function readCall() {
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch {
    const known = Object.keys(options).map((name) => `--${name}`);
    const typed = process.argv.slice(2).find((word) => word.startsWith('-') && !known.includes(word.replace(/=.*/, '')));
    const meant = closest(typed ?? '', known, 0.5);
    const reason = typed === undefined ? 'An option has no value.' : `${typed} is not known here.${meant ? ` Did you mean ${meant}?` : ''}`;
    return leave(`${reason}\n\n${help}`);
  }
}

function leave(reason: string): never {
  console.error(reason);
  process.exit(2);
}

async function packFolders(content: string): Promise<string[]> {
  const entries = await readdir(content, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => join(content, name));
}

function oneFolder(): string {
  const [folder, other] = folders;
  if (folder === undefined || other !== undefined) leave(`Name the folder of one pack: ${folders.join(' or ')}.`);
  return folder;
}

async function read(folder: string): Promise<Files> {
  return readFiles(folder).catch(async (error: unknown) =>
    leave(`The folder ${folder} cannot be read: ${await whyNoFolder(folder, error)}`),
  );
}

async function check(folder: string): Promise<void> {
  const draft = readDraft(await read(folder));
  if (draft.draft !== undefined) report(draft.draft);
  const problems = [...takenId(folder, draft.documents), ...(await problemsOf(draft))];
  for (const sentence of problems) console.error(sentence);
  if (problems.length > 0) {
    console.error(`\n${count(problems.length)} in ${folder}.`);
    process.exitCode = 1;
  } else if (!values.json) {
    if (!values.report) console.log(`${folder}: everything resolves, and every screen fits.`);
    for (const line of sayDrafts(draft.documents)) console.log(line);
  }
}

function count(problems: number): string {
  return problems === 1 ? '1 problem' : `${problems} problems`;
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
async function problemsOf(read: Draft): Promise<string[]> {
  const problems = textProblems(read);
  if (read.draft === undefined || read.problems.length > 0) return problems.map(sayProblem);
  return [...problems.map(sayProblem), ...checkScreens(read.draft, await drawings())];
}

/** Whether a question is good depends on others around it, so that waits until all can be read. */
function textProblems({ draft, documents, problems }: Draft): readonly Problem[] {
  if (draft === undefined || documents === undefined || problems.length > 0) return problems;
  return [...checkBank(documents), ...checkAmounts(documents, draft)];
}

/** The renderers are loaded only here: they cost more than all other checks. */
async function drawings() {
  return Promise.all(platforms.map(async ({ name, loadCuts }) => ({ platform: name, cuts: await loadCuts() })));
}

function report(pack: Pack): void {
  if (values.json) console.log(JSON.stringify(reportOf(pack), null, 2));
  else if (values.report) console.log(sayReport(reportOf(pack), values.items ?? false));
}

async function checkOne(folder: string, id: string): Promise<void> {
  const files = await read(folder);
  const draft = readDraft(files, 'with drafts');
  const place = lessonFolder(files, draft.documents, id);
  const all = textProblems({ ...draft, draft: readDraft(files).draft });
  const own = all.filter(({ file, found }) => file.startsWith(`${place}/`) || found.includes(`"${id}"`));
  const screens = draft.draft && draft.problems.length === 0 ? await screenProblems(draft.draft, id) : [];
  for (const sentence of [...own.map(sayProblem), ...screens]) console.error(sentence);
  const found = own.length + screens.length;
  if (draft.draft) await sayOne(folder, draft.draft, id);
  for (const line of sayDrafts(draft.documents, id)) console.log(line);
  if (all.length > own.length)
    console.log(
      `Elsewhere: ${count(all.length - own.length)}${draft.problems.length > 0 ? '; whether this lesson is good is told when those are mended' : ''}.`,
    );
  console.log(found === 0 ? `Lesson ${id}: no problems.` : `Lesson ${id}: ${count(found)}.`);
  if (found > 0) process.exitCode = 1;
}

function lessonFolder(files: Files, documents: PackDocuments | undefined, id: string): string {
  const lessons = documents?.chapters.flatMap((chapter) => chapter.lessons) ?? [];
  const read = lessons.find(({ lesson }) => lesson.value.id === id)?.lesson.file;
  const file = read ?? [...files.keys()].find((name) => name.split('/')[1]?.startsWith(`${id}-`));
  return file
    ? dirname(file)
    : leave(`${folders[0]} has no lesson ${id}. It has ${lessons.map(({ lesson }) => lesson.value.id).join(', ')}.`);
}

/** The screens of one lesson alone: a pack with nothing else in it has no others. */
async function screenProblems(pack: Pack, id: string): Promise<string[]> {
  const chapters = pack.chapters.map((chapter) => ({ ...chapter, lessons: chapter.lessons.filter((lesson) => lesson.id === id) }));
  const alone = {
    ...pack,
    chapters: chapters.filter(({ lessons: [lesson] }) => lesson && lesson.questions.length > 0 && lesson.cues.length > 0),
  };
  return alone.chapters.length === 0 ? [] : checkScreens(alone, await drawings());
}

/** The statistics of one lesson, and what has changed in them since they were last looked at. */
async function sayOne(folder: string, pack: Pack, id: string): Promise<void> {
  const at = lessonsOf(pack).findIndex((lesson) => lesson.id === id);
  const section = reportOf(pack).lessons[at];
  if (section === undefined) return;
  console.log(saySection(section, values.items ?? false).join('\n'));
  const kept = await readFile(lastReport, 'utf8').then(
    (text) => JSON.parse(text) as Record<string, Numbers>,
    () => ({}) as Record<string, Numbers>,
  );
  const key = `${folder} ${id}`;
  const now = numbersIn(section);
  const changes = kept[key] ? sayDelta(kept[key], now) : [];
  if (changes.length > 0) console.log(['Since the last time:', ...changes].join('\n'));
  await mkdir(dirname(lastReport), { recursive: true });
  await writeFile(lastReport, JSON.stringify({ ...kept, [key]: now }));
}

async function show(folder: string, id: string): Promise<void> {
  const { draft, problems } = readDraft(await read(folder), 'with drafts');
  const screens = draft ? screensOfOne(draft, id) : [];
  if (screens.length === 0) {
    const known = draft
      ? lessonsOf(draft).flatMap(({ id: lesson, questions, cues }) => [
          lesson,
          ...questions.map((one) => one.id),
          ...cues.map((one) => one.id),
        ])
      : [];
    const meant = closest(id, known, 0.5);
    const reason = problems.length > 0 ? ` Some of it cannot be read: run npm run content.` : meant ? ` Did you mean ${meant}?` : '';
    return leave(`${folder} has no ${id}.${reason}`);
  }
  const written = await Promise.all(platforms.map(async ({ name, loadWritten }) => ({ name, write: await loadWritten() })));
  const all = [
    ...written,
    { name: 'console', write: (reply: (typeof screens)[number]['reply']) => drawText(reply, { ink: noColours, width: 88 }) },
  ];
  for (const { name, reply } of screens)
    for (const platform of all) console.log(`━━ ${name} · ${platform.name}\n\n${platform.write(reply)}\n`);
}

async function make(folder: string, words: string): Promise<void> {
  const [, number, chapterNumber, title] = /^((\d{1,2})\.\d{1,2})(?:[\s:–-]+(.+))?$/.exec(words.trim()) ?? [];
  if (number === undefined) leave(`A new lesson needs a number, such as --new "2.6 Feature Serving"; "${words}" has none.`);
  const { documents, problems } = readDraft(await read(folder));
  if (documents === undefined || problems.length > 0) leave(`${folder} has problems: mend them first (npm run content).`);
  const chapter = documents.chapters.find((one) => String(one.number) === chapterNumber)?.chapter;
  if (chapter === undefined) leave(`${folder} has no chapter ${chapterNumber}: list its folder in pack.yaml first.`);
  const taken = documents.chapters.flatMap(({ lessons }) => lessons).find(({ lesson }) => lesson.value.id === number);
  if (taken) leave(`Lesson ${number} is there already: ${taken.lesson.file}. Nothing was changed.`);
  const lesson = { number, title: title ?? '' };
  const [file, path] = [join(folder, chapter.file), join(folder, dirname(chapter.file), folderFor(lesson))];
  const listed = withLesson(await readFile(file, 'utf8'), folderFor(lesson));
  if (listed === undefined) leave(`${file} has no list of lessons to add to.`);
  await mkdir(path).catch(() => leave(`${path} is there already. Nothing was changed.`));
  for (const [name, text] of skeletonOf(lesson)) await writeFile(join(path, name), text, { flag: 'wx' });
  await writeFile(file, listed);
  console.log(firstSteps(path, file, number));
}
