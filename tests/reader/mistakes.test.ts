import { describe, expect, it } from 'vitest';
import { checkAmounts } from '../../src/authoring/amounts.ts';
import { checkBank } from '../../src/authoring/check.ts';
import { type Files, readFiles } from '../../src/reader/files.ts';
import { readDraft } from '../../src/reader/pack.ts';
import type { Problem } from '../../src/reader/problem.ts';
import { remembering } from '../fixtures/documents.ts';
import { textIn } from '../fixtures/files.ts';

/** The pack that is shipped: large enough that a mistake in one file might be told of another. */
const shipped = await readFiles(new URL('../../content/ml-pro', import.meta.url).pathname);

const chapter = 'model-development/chapter.yaml';
const folder = 'model-development/1.2-inference-fit';
const lesson = `${folder}/lesson.yaml`;
const questions = `${folder}/questions.yaml`;

/** Everything that `npm run content` says of texts. */
function problemsOf(files: Files): readonly Problem[] {
  const read = readDraft(files, 'without drafts', remembering);
  if (read.problems.length > 0 || read.documents === undefined || read.draft === undefined) return read.problems;
  return [...checkBank(read.documents), ...checkAmounts(read.documents, read.draft)];
}

type Change = (files: Map<string, string | Problem>) => void;

const edit =
  (file: string, passage: string | RegExp, words: string): Change =>
  (files) => {
    const before = textIn(files, file);
    const after = before.replace(passage, words);
    if (after === before) throw new Error(`${file} has no ${String(passage)}.`);
    files.set(file, after);
  };

/** Moves everything below a folder, or below the beginning of a name. */
const move =
  (from: string, to: string): Change =>
  (files) => {
    for (const [name, text] of Array.from(files)) {
      if (!name.startsWith(from)) continue;
      files.delete(name);
      files.set(to + name.slice(from.length), text);
    }
  };

const add =
  (file: string, text: string): Change =>
  (files) => {
    files.set(file, text);
  };

const copy =
  (from: string, to: string): Change =>
  (files) => {
    for (const [name, text] of Array.from(files)) if (name.startsWith(from)) files.set(to + name.slice(from.length), text);
  };

/** Deletes everything below a folder. */
const remove =
  (from: string): Change =>
  (files) => {
    for (const name of Array.from(files.keys())) if (name.startsWith(from)) files.delete(name);
  };

const all =
  (...changes: Change[]): Change =>
  (files) => {
    for (const change of changes) change(files);
  };

const option = (text: string) => edit(questions, 'text: "In one nightly job over the day\'s forms"', `text: ${text}`);
const stem = (text: string) => edit(questions, /stem: >-\n.*\n.*\n/, `stem: ${text}\n`);

/** A file and what stands in the line, or in the last such line: where authors have to look. */
type Where = readonly [file: string, words: string, again?: 'again'];

function lineOf(files: Files, [file, words, again]: Where): string {
  const text = textIn(files, file);
  const at = again ? text.lastIndexOf(words) : text.indexOf(words);
  if (at < 0) throw new Error(`${file} has no "${words}".`);
  return `${file}:${text.slice(0, at).split('\n').length}`;
}

/** What somebody did, where that is told, what was found, and what the way out is. */
const mistakes: readonly (readonly [what: string, change: Change, place: Where, found: string, wayOut: string])[] = [
  [
    'a key with a letter missing',
    edit(questions, 'difficulty', 'dificulty'),
    [questions, 'dificulty'],
    'the key "dificulty"',
    'Did you mean "difficulty"?',
  ],
  ['a tab', edit(questions, '    form:', '\tform:'), [questions, '\tform'], 'a tab at the beginning', 'Use spaces'],
  [
    'a key one column too far left',
    edit(questions, '    answer: b', '   answer: b'),
    [questions, '   answer: b'],
    'begins in column 4',
    'Indent',
  ],
  [
    'a key one column too far right',
    edit(questions, '    answer: b', '     answer: b'),
    [questions, '     answer: b'],
    'begins in column 6',
    'Indent',
  ],
  [
    'an option one column too far right',
    edit(questions, '      b:\n', '       b:\n'),
    [questions, '       b:'],
    'begins in column 8',
    'Indent',
  ],
  [
    'a quote that is not closed',
    edit(questions, 'the web page calls with each form"', 'the web page calls with each form'),
    [questions, 'At an endpoint that the web page'],
    'a " that is never closed',
    'closing "',
  ],
  [
    'a bracket that is not closed',
    edit(questions, /sources: \[([^\]]*)\]/, 'sources: [$1'),
    [questions, 'sources: ['],
    'a [ that is never closed',
    'closing ]',
  ],
  ['a colon in a text', stem('Choose this: a job'), [questions, 'stem: Choose'], 'a text with ": " in it', 'quotes'],
  ['a text that begins with bold', stem('**Nobody** waits. What fits?'), [questions, 'stem: **'], 'a sign that means something', 'quotes'],
  ['a number sign in a text', option('Open ticket #12 first'), [questions, '#12'], 'a text that is cut at "#12 first"', 'quotes'],
  ['an include', option('!include option.md'), [questions, '!include'], '"!include"', 'quotes'],
  ['an anchor', option('&more rows'), [questions, '&more'], '"&more"', 'quotes'],
  ['curly quotes', option('“In one nightly job”'), [questions, '“'], 'curly quotes', 'straight quotes'],
  [
    'no space after a colon',
    edit(questions, 'form: scenario', 'form:scenario'),
    [questions, 'form:scenario'],
    '"form:" without a space',
    'space',
  ],
  [
    'a key twice',
    edit(questions, 'form: scenario', 'form: scenario\n    form: code'),
    [questions, 'form: code'],
    'the key "form" a second time',
    'the first is in line 5',
  ],
  [
    'the marks of a conflict',
    edit(questions, '    form: scenario', '<<<<<<< HEAD\n    form: scenario\n=======\n    form: code\n>>>>>>> other'),
    [questions, '<<<<<<<'],
    'the mark of a conflict',
    'Keep one',
  ],
  ['an empty file', add(questions, ''), [questions, ''], 'an empty file', 'docs/content.md'],
  ['a lesson number without quotes', edit(lesson, "id: '1.2'", 'id: 1.10'), [lesson, 'id: 1.10'], 'id: 1.10', 'Put it in quotes'],
  ['an option too few', edit(questions, /      d:\n(?:        .*\n)+/, ''), [questions, '      a:'], '3 options', 'four options'],
  ['an answer that no option has', edit(questions, 'answer: b', 'answer: E'), [questions, 'answer: E'], '"E"', 'from a to e'],
  ['a text that is too long', option('word '.repeat(30)), [questions, 'word word'], '(149 characters)', 'Shorten it'],
  [
    'a cue that is not there',
    edit(questions, 'cue: 1.2-c05', 'cue: 1.2-c055'),
    [questions, '1.2-c055'],
    '"1.2-c055"',
    'Did you mean "1.2-c05"?',
  ],
  [
    'a trap that is not there',
    edit(questions, 'trap: new-data-means-endpoint', 'trap: new-data-means-endpont'),
    [questions, 'means-endpont'],
    '"new-data-means-endpont"',
    'Did you mean "new-data-means-endpoint"?',
  ],
  [
    'a trap that was given another name',
    edit(lesson, 'id: volume-means-sparkml', 'id: volume-means-sparkmll'),
    [lesson, 'sparkmll'],
    '"volume-means-sparkmll", which nothing names',
    'Did you mean "volume-means-sparkml"?',
  ],
  [
    'a source that is not there',
    edit(lesson, 'sources: [dist-ml, models]', 'sources: [dist-ml, modells]'),
    [lesson, 'modells'],
    '"modells"',
    'Did you mean "models"?',
  ],
  [
    'a source that was given another name',
    edit(lesson, '\n  modes:', '\n  modess:'),
    [lesson, '    title: MLOps workflows on'],
    '"modess", which nothing names',
    'Did you mean "modes"?',
  ],
  [
    'an objective that was given another number',
    edit(chapter, '{ id: 7,', '{ id: 77,'),
    [chapter, 'id: 77'],
    '"77", which nothing names',
    'Did you mean "7"?',
  ],
  [
    'an objective that was taken out',
    edit(chapter, /  - \{ id: 7, .*\n/, ''),
    [chapter, '  - { id: 1,'],
    'no "7", which 55 entries name',
    'the first is in',
  ],
  ['an id twice', edit(questions, 'id: 1.2-q02', 'id: 1.2-q01'), [questions, 'id: 1.2-q01', 'again'], '"1.2-q01" a second time', 'line 3'],
  ['an id of another lesson', edit(questions, 'id: 1.2-q02', 'id: 1.3-q99'), [questions, '1.3-q99'], '"1.3-q99"', 'Rename it'],
  ['a lesson with the number of another', edit(lesson, "id: '1.2'", "id: '1.3'"), [lesson, "id: '1.3'"], '"1.3"', 'Did you mean "1.2"?'],
  ['a lesson with a number that none has', edit(lesson, "id: '1.2'", "id: '7.2'"), [lesson, "id: '7.2'"], '"7.2"', 'Did you mean "1.2"?'],
  [
    'a lesson that was copied whole',
    all(copy(folder, 'model-development/1.6-copy'), edit(chapter, 'features\n', 'features\n  - 1.6-copy\n')),
    ['model-development/1.6-copy/lesson.yaml', "id: '1.2'"],
    '"1.2" a second time',
    'line 2',
  ],
  [
    'a lesson that is listed with a letter wrong',
    edit(chapter, '1.2-inference-fit', '1.2-inferrence-fit'),
    [chapter, 'inferrence'],
    '"1.2-inferrence-fit"',
    'Did you mean "1.2-inference-fit"?',
  ],
  [
    'a lesson folder that was renamed',
    move(folder, 'model-development/1.2-inference'),
    [chapter, '- 1.2-inference-fit'],
    '"1.2-inference-fit"',
    'Did you mean "1.2-inference"?',
  ],
  [
    'a lesson that is not listed',
    edit(chapter, '  - 1.2-inference-fit\n', ''),
    [chapter, '- 1.1-sparkml'],
    'no "1.2-inference-fit"',
    'List it',
  ],
  ['a lesson folder that is gone', remove(`${folder}/`), [chapter, '- 1.2-inference-fit'], '"1.2-inference-fit"', 'Put lesson.yaml into'],
  [
    'chapters in another order',
    edit('pack.yaml', '  - model-development\n  - mlops\n', '  - mlops\n  - model-development\n'),
    ['pack.yaml', '- mlops'],
    '"mlops", whose lessons begin with "2."',
    'Make it number 2',
  ],
  [
    'a chapter with a letter wrong',
    edit('pack.yaml', '  - mlops\n', '  - mlop\n'),
    ['pack.yaml', '- mlop'],
    '"mlop"',
    'Did you mean "mlops"?',
  ],
  [
    '.yml in place of .yaml',
    move(questions, `${folder}/questions.yml`),
    [`${folder}/questions.yml`, ''],
    'a file that nothing reads',
    'Rename it to "questions.yaml"',
  ],
  [
    '.yaml.txt in place of .yaml',
    move(questions, `${folder}/questions.yaml.txt`),
    [`${folder}/questions.yaml.txt`, ''],
    'a file that nothing reads',
    'Rename it to "questions.yaml"',
  ],
  [
    '.yml beside .yaml',
    add(`${folder}/questions.yml`, ''),
    [`${folder}/questions.yml`, ''],
    'a file that nothing reads',
    'Did you mean "questions.yaml"',
  ],
  [
    'a second file of questions',
    add(`${folder}/questions2.yaml`, 'questions: []'),
    [`${folder}/questions2.yaml`, ''],
    'a file that nothing reads',
    'Did you mean "questions.yaml"',
  ],
  ['notes', add(`${folder}/notes.txt`, 'to do'), [`${folder}/notes.txt`, ''], 'a file that nothing reads', 'Remove it'],
  [
    'a file with the name of something else',
    add('constructor.yaml', 'a: 1'),
    ['constructor.yaml', ''],
    'a file that nothing reads',
    'Remove it',
  ],
  [
    'a key with the name of something else',
    edit(questions, '    form: scenario', '    form: scenario\n    __proto__: 1'),
    [questions, '__proto__'],
    'the key "__proto__"',
    'Correct or remove it',
  ],
  ['an option that speaks of others', option('Both A and C'), [questions, 'Both A and C'], '"Both A and C"', 'stands alone'],
  [
    'a situation that was told before',
    edit(questions, /(id: 1\.2-q02[^]*?stem: >-\n)(?: {6}.*\n)+/, `$1${/stem: >-\n((?: {6}.*\n)+)/.exec(textIn(shipped, questions))?.[1]}`),
    [questions, 'stem: >-\n      A lender gets', 'again'],
    '100 % the same',
    'another situation',
  ],
  [
    'a part of the lesson that is gone',
    edit(lesson, /^decisionOrder:\n[^]*?^scenarios:/m, 'decisionOrder: []\nscenarios:'),
    [lesson, 'decisionOrder:'],
    '0 in decisionOrder',
    'draft: true',
  ],
];

describe('one mistake in the shipped pack', () => {
  it('is not there before', () => {
    expect(problemsOf(shipped)).toEqual([]);
  });

  it.each(mistakes)('%s is one problem, where it was made', (_what, change, place, found, wayOut) => {
    const files = new Map(shipped);
    change(files);
    const problems = problemsOf(files);
    expect(problems.map(({ file, line, found: what }) => `${file}:${line} ${what}`)).toHaveLength(1);
    const [problem] = problems;
    expect(`${problem?.file}:${problem?.line}`).toBe(lineOf(files, place));
    expect(problem?.found).toContain(found);
    expect(problem?.remedy).toContain(wayOut);
  });
});
