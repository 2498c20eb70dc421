import { describe, expect, it } from 'vitest';
import { checkAmounts } from '../../src/authoring/amounts.ts';
import { sayDelta } from '../../src/authoring/delta.ts';
import { sayDrafts } from '../../src/authoring/drafts.ts';
import { folderFor, skeletonOf, withLesson } from '../../src/authoring/skeleton.ts';
import type { Files } from '../../src/reader/files.ts';
import { readDraft } from '../../src/reader/pack.ts';
import { sayProblem } from '../../src/reader/problem.ts';
import { basic, changed, chapterFile, cuesFile, lessonFile, packFile, questionsFile, textIn } from '../fixtures/files.ts';
import { onlyProblem, problemsOf } from '../reader/problems.ts';

const second = { number: '1.2', title: 'Counting Rows' };
const folder = `basics/${folderFor(second)}`;

/** The basic pack with a lesson that somebody has just begun. */
const begun: Files = new Map([
  ...changed(chapterFile, '  - 1.1-joining', '  - 1.1-joining\n  - 1.2-counting-rows'),
  ...[...skeletonOf(second)].map(([name, text]) => [`${folder}/${name}`, text] as const),
]);
const wanting = (amounts: string, files: Files = basic) => changed(packFile, 'chapters:\n', `atLeast: { ${amounts} }\nchapters:\n`, files);
const ones = 'concepts: 1, instincts: 1, decisionOrder: 1, scenarios: 1, traps: 1, pairs: 1, terms: 1, cues: 1, questions: 1';

describe('a lesson that was just begun', () => {
  it('has no problems, and learners do not see it', () => {
    expect(problemsOf(begun)).toEqual([]);
    expect(readDraft(begun).draft?.chapters).toEqual(readDraft(basic).draft?.chapters);
    expect(readDraft(begun, 'with drafts').draft?.chapters[0]?.lessons.map(({ title }) => title)).toEqual([
      'Joining Tables',
      'Counting Rows',
    ]);
  });

  it('may be named by others already: learners see nothing of that either', () => {
    let files = changed(chapterFile, 'tables, lesson: "1.1" }', 'tables, lesson: "1.1" }\n  - { about: counting, lesson: "1.2" }', begun);
    files = changed(chapterFile, 'lessons: ["1.1"] }', 'lessons: ["1.1", "1.2"] }\n  - { id: 2, text: Count, lessons: ["1.2"] }', files);
    files = changed('basics/1.1-joining/routing.yaml', 'elsewhere:\n', 'elsewhere:\n  - { question: how many, lesson: "1.2" }\n', files);
    expect(problemsOf(files)).toEqual([]);
    expect(readDraft(files).draft?.chapters).toEqual(readDraft(basic).draft?.chapters);
  });

  it('is checked like any other', () => {
    const files = changed(`${folder}/lesson.yaml`, 'decisionOrder: []', 'decisionOrdr: []', begun);
    expect(onlyProblem(files)).toMatchObject({ file: `${folder}/lesson.yaml`, remedy: 'Did you mean "decisionOrder"?' });
  });

  it('says how far it is from being shown', () => {
    const { documents } = readDraft(wanting(ones.replace('questions: 1', 'questions: 3'), begun));
    expect(sayDrafts(documents)).toEqual([
      'Lesson 1.2 is a draft: learners do not see it. Still wanted: 1 concepts, 1 instincts, 1 decisionOrder, 1 scenarios, 1 traps, 1 pairs, 1 terms, 1 cues, 3 questions.',
    ]);
    expect(sayDrafts(readDraft(begun).documents, '1.1')).toEqual([]);
  });

  it('cannot be shown before it has something to ask', () => {
    const problems = problemsOf(changed(`${folder}/lesson.yaml`, 'draft: true', 'draft: false', begun));
    expect(problems.map(({ file, found }) => [file, found])).toEqual([
      [`${folder}/cues.yaml`, 'no cues'],
      [`${folder}/questions.yaml`, 'no questions'],
    ]);
  });

  it('cannot be all there is', () => {
    expect(onlyProblem(changed(lessonFile, 'title: Joining', 'draft: true\ntitle: Joining'))).toMatchObject({
      file: packFile,
      found: 'drafts only',
    });
  });
});

describe('a folder for a lesson', () => {
  it.each([
    ['2.6', 'Feature Serving', '2.6-feature-serving'],
    ['2.6', '', '2.6-lesson'],
    ['2.6', '“Ray” & Spark: which?', '2.6-ray-spark-which'],
    ['2.6', 'A very long title that never seems to end', '2.6-a-very-long-title-that-never-seems'],
    ['10.12', 'Émile', '10.12-mile'],
  ])('%s %s is %s', (number, title, name) => {
    expect(folderFor({ number, title })).toBe(name);
  });

  it.each([
    ['lessons:\n  - 1.1-a\n  - 1.2-b\nrouting: []\n', 'lessons:\n  - 1.1-a\n  - 1.2-b\n  - new\nrouting: []\n'],
    ['lessons:\n- 1.1-a\nrouting: []\n', 'lessons:\n- 1.1-a\n- new\nrouting: []\n'],
    ['lessons: [1.1-a]\nrouting: []\n', 'lessons: [1.1-a, new]\nrouting: []\n'],
    ['lessons:\n  - 1.1-a # first\n', 'lessons:\n  - 1.1-a # first\n  - new\n'],
    ['lessons:\n  - 1.1-a', 'lessons:\n  - 1.1-a\n  - new'],
    ['lessons: []\n', undefined],
    ['title: none\n', undefined],
  ])('is listed at the end of %j', (before, after) => {
    expect(withLesson(before, 'new')).toBe(after);
  });
});

describe('what a pack asks of itself', () => {
  const amounts = (files: Files) => {
    const { draft, documents } = readDraft(files);
    return draft && documents ? checkAmounts(documents, draft).map(sayProblem) : [];
  };
  /** Enough of everything, but for what one question and one trap cannot do. */
  const others = /objective 1 with|a trap that one question|guesser by/;

  it('is nothing when it says nothing', () => {
    expect(amounts(basic)).toEqual([]);
  });

  it.each([
    ['concepts', `${lessonFile}:`],
    ['instincts', `${lessonFile}:`],
    ['decisionOrder', `${lessonFile}:`],
    ['scenarios', `${lessonFile}:`],
    ['traps', `${lessonFile}:`],
    ['pairs', `${lessonFile}:`],
    ['terms', `${lessonFile}:`],
    ['cues', `${cuesFile}:`],
    ['questions', `${questionsFile}:`],
  ])('is told of %s in the file that has them', (part, place) => {
    const said = amounts(wanting(ones.replace(`${part}: 1`, `${part}: 9`))).filter((problem) => !others.test(problem));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(place);
    expect(said[0]).toContain(`in ${part}; expected at least 9`);
  });

  it('is that no text is left to do', () => {
    const files = changed(lessonFile, 'focus: Which rows a join keeps.', 'focus: "To do: one sentence"', wanting(ones));
    expect(amounts(files).join('\n')).toContain(`${lessonFile}:3:8  found "To do: …"`);
  });
});

describe('a lesson to which nothing leads', () => {
  const shown = new Map(
    [...begun].map(([name, text]) => [
      name,
      name.startsWith(folder) ? textIn(basic, name.replace(folder, 'basics/1.1-joining')).replaceAll('1.1', '1.2') : text,
    ]),
  );

  it('is told in the chapter', () => {
    const found = problemsOf(shown).filter(({ file }) => file === chapterFile);
    expect(found.map((problem) => [problem.found, problem.expected])).toEqual([
      ['no "1.2"', 'every lesson there'],
      ['no "1.2"', 'every lesson there'],
    ]);
  });
});

describe('what has changed since the last time', () => {
  it.each([
    [{ questions: 42, cues: 54 }, { questions: 43, cues: 54 }, ['  questions: 42 → 43']],
    [{}, { questions: 1 }, ['  questions: 0 → 1']],
    [{ questions: 42 }, { questions: 42 }, []],
  ])('from %o to %o is %o', (before, now, said) => {
    expect(sayDelta(before, now)).toEqual(said);
  });
});

it('has a form for every file of a lesson in each skeleton', () => {
  expect([...skeletonOf(second).keys()]).toEqual(['lesson.yaml', 'cues.yaml', 'questions.yaml', 'routing.yaml']);
  expect(textIn(begun, `${folder}/questions.yaml`)).toContain('#  - id: 1.2-q01');
});
