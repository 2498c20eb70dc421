import { describe, expect, it } from 'vitest';
import { readPack } from '../../src/reader/pack.ts';
import { basic, changed, chapterFile, cuesFile, lessonFile, packFile, questionsFile, replaced, without } from '../fixtures/files.ts';
import { onlyProblem, placeOf, problemsOf } from './problems.ts';

describe('a text that is no YAML', () => {
  it('is told where it begins, and nothing of what only follows from that', async () => {
    const problem = onlyProblem(await replaced(questionsFile, 'malformed/questions.yaml'));
    expect(placeOf(problem)).toBe(`${questionsFile}:4:6`);
    expect(problem).toMatchObject({ found: 'a line that begins in column 6', remedy: 'Indent what belongs together alike.' });
  });

  it.each([
    ['a text with a colon', 'stem: A shop', 'stem: Case one: a shop', 'a text with ": " in it', ':5:11'],
    ['bold at the beginning', 'stem: A shop', 'stem: **A shop**', 'a sign that means something', ':5:15'],
    ['code at the beginning', 'stem: A shop', 'stem: `join` is', 'a sign that means something', ':5:11'],
    ['a key twice', '    form: scenario', '    form: scenario\n    form: scenario', 'the key "form" a second time', ':5:5'],
    ['a tab', '    form: scenario', '\tform: scenario', 'a tab at the beginning', ':4:1'],
  ])('%s is named', (_, passage, words, found, place) => {
    const problem = onlyProblem(changed(questionsFile, passage, words));
    expect(problem.found).toContain(found);
    expect(placeOf(problem)).toBe(questionsFile + place);
  });

  it('with references that multiply is refused without following one', async () => {
    const [problem] = problemsOf(await replaced(questionsFile, 'evil/questions.yaml'));
    expect(problem).toMatchObject({ line: 1, column: 4, found: '"&a", which YAML takes for an order', expected: 'the text itself' });
  });
});

describe('a file that is not there, or not listed', () => {
  it('is missing', () => {
    expect(onlyProblem(without(cuesFile))).toMatchObject({ file: cuesFile, line: 1, found: 'no such file' });
  });

  it('is a stray', () => {
    const stray = 'basics/1.2-forgotten/lesson.yaml';
    const problem = onlyProblem(new Map(basic).set(stray, 'id: "1.2"'));
    expect(problem).toMatchObject({ file: chapterFile, line: 7, found: 'no "1.2-forgotten", which is a folder beside this file' });
    expect(problem.remedy).toContain('List it, or remove the folder');
  });

  it.each([
    [packFile, '  - basics\n', '  - basics\n  - zebras\n', 'zebras', 'chapter.yaml'],
    [chapterFile, '  - 1.1-joining\n', '  - 1.1-joining\n  - 4.9-zebras\n', '4.9-zebras', 'lesson.yaml'],
  ])('in %s lacks what it is known by, whether or not there is an empty folder', (list, listed, more, folder, own) => {
    expect(onlyProblem(changed(list, listed, more))).toMatchObject({
      file: list,
      found: `"${folder}"`,
      expected: `a folder with ${own} in it`,
      remedy: `Put ${own} into a folder of that name, or take it out of this list.`,
    });
  });

  it('is empty', () => {
    expect(onlyProblem(new Map(basic).set(questionsFile, ''))).toMatchObject({ line: 1, found: 'an empty file', expected: 'questions' });
  });
});

describe('a key', () => {
  it('that is mistyped gets the one that was meant', () => {
    const problem = onlyProblem(changed(questionsFile, '        trap: inner', '        trp: inner'));
    expect(placeOf(problem)).toBe(`${questionsFile}:10:9`);
    expect(problem).toMatchObject({ found: 'the key "trp" in questions #1 options a', remedy: 'Did you mean "trap"?' });
  });

  it('that is like none gets all that there are', () => {
    const problem = onlyProblem(changed(lessonFile, 'focus: Which', 'zzzzzz: 1\nfocus: Which'));
    expect(problem.remedy).toContain('Known here: id, draft, title, focus, everyday, summary, concepts');
  });

  it('of an option is a letter from a to e', () => {
    const problem = onlyProblem(changed(questionsFile, '      d:\n', '      f:\n'));
    expect(problem).toMatchObject({ line: 17, found: 'the key "f" in questions #1 options' });
    expect(problem.remedy).toContain('a, b, c, d, e');
  });
});

describe('a value', () => {
  it.each([
    [
      'no explanation',
      questionsFile,
      '        why: It forgets whoever stayed away.\n',
      '',
      'questions #1 options a why: nothing',
      'a text',
      8,
    ],
    ['no source', questionsFile, 'sources: [guide]\n\n', '\n\n', 'questions #1 sources: nothing', 'a list', 2],
    [
      'an empty list of sources',
      cuesFile,
      'sources: [guide]',
      'sources: []',
      'cues #1 sources: a list (0 entries)',
      'at least 1 entry',
      15,
    ],
    ['a number that YAML made', lessonFile, 'id: "1.1"', 'id: 1.1', 'id: 1.1', 'a text', 1],
    [
      'a word that is not offered',
      questionsFile,
      'difficulty: easy',
      'difficulty: esay',
      'questions #1 difficulty: "esay"',
      'one of easy, medium, hard',
      3,
    ],
    [
      'a letter that no option has',
      questionsFile,
      'answer: b',
      'answer: x',
      'questions #1 answer: "x"',
      'one letter, or for "choose two" a list such as [a, d]',
      20,
    ],
    [
      'an address without https',
      lessonFile,
      'https://',
      'http://',
      'sources guide url: "http://example.org/joins"',
      'an address that begins with https://',
      44,
    ],
    ['a date in words', chapterFile, '2026-05-10', '10 May', 'revised: "10 May"', 'a date such as 2026-05-31', 5],
  ])('%s is told with its place', (_, file, passage, words, found, expected, line) => {
    expect(onlyProblem(changed(file, passage, words))).toMatchObject({ file, line, found, expected });
  });

  it('that is too long is told with both lengths', () => {
    const problem = onlyProblem(changed(questionsFile, 'A left join that begins', 'A left join '.repeat(20)));
    expect(problem.found).toMatch(/^questions #1 options b text: "A left join .*…" \(\d{3} characters\)$/);
    expect(problem).toMatchObject({ line: 12, expected: 'at most 110 characters' });
    expect(problem.remedy).toContain('Shorten it');
  });
});

describe('reading', () => {
  it('makes a pack of files in which nothing is wrong', () => {
    expect(readPack(basic)).toMatchObject({ kind: 'pack', pack: { id: 'basic' } });
  });

  it('reports all problems of all files at once, in the order of the files and lines', () => {
    let files = changed(questionsFile, 'cue: 1.1-c01', 'cue: 1.1-c09', changed(questionsFile, 'answer: b', 'answer: e'));
    files = changed(lessonFile, 'sources: [guide]', 'sources: [gudie]', files);
    files = changed(
      cuesFile,
      'objective: 1',
      'objective: 7',
      changed(chapterFile, 'tables, lesson: "1.1"', 'tables, lesson: "1.7"', files),
    );
    expect(problemsOf(files).map(placeOf)).toEqual([
      `${cuesFile}:14:16`,
      `${lessonFile}:10:15`,
      `${questionsFile}:20:13`,
      `${questionsFile}:22:10`,
      `${chapterFile}:9:42`,
    ]);
  });

  it('looks behind a chapter that cannot be read', () => {
    const files = changed(questionsFile, 'form: scenario', 'from: scenario', changed(chapterFile, 'weight: 40', 'wieght: 40'));
    expect(problemsOf(files).map(({ remedy }) => remedy)).toEqual(['Did you mean "form"?', 'Did you mean "weight"?']);
  });
});
