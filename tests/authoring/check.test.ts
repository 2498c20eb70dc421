import { describe, expect, it } from 'vitest';
import { speaksOfOthers } from '../../src/authoring/other-options.ts';
import { sayProblem } from '../../src/reader/problem.ts';
import { chapterFile, changed, cuesFile, lessonFile, packFile, questionsFile, twoChapters } from '../fixtures/files.ts';
import { shippedPack } from '../fixtures/shipped.ts';
import { onlyProblem, placeOf, problemsOf } from '../reader/problems.ts';

const why = (words: string) => changed(questionsFile, 'It forgets whoever stayed away.', words);

describe('an explanation', () => {
  it.each([
    ['Unlike option B it forgets people.', 'option B'],
    ['The first option would be better here.', 'The first option'],
    ['It does the same as the previous answer.', 'the previous answer'],
    ['For the reason given in the above, no.', 'the above'],
    ['It forgets people, and C is right.', 'and C is right'],
    ['As the option above says, no.', 'option above'],
  ])('may not say "%s"', (words, found) => {
    const problem = onlyProblem(why(words));
    expect(placeOf(problem)).toBe(`${questionsFile}:9:14`);
    expect(problem.found).toBe(`"${found}"`);
    expect(problem.remedy).toContain('differs from learner to learner');
  });

  it.each([
    'A model answers a request; the first answer of an endpoint may be slow.',
    'An A/B test would need two models, and a plan B is not one.',
    'A metric above 0.9 is no proof, and the second table stays as it is.',
    'Option names are case-sensitive, and an answer is due at once.',
  ])('may say "%s"', (words) => {
    expect(problemsOf(why(words))).toEqual([]);
  });
});

describe('an option', () => {
  it.each([
    'All of the above',
    'None of these',
    'Both of them',
    'A and C',
    'Any of the other options',
    'All the above answers',
    'All of these are right',
    'Options b and c',
    'The first two',
    'All answers are right',
    'Every option listed here',
    'Both A and C',
    'The first option',
    'Same as above',
    'A or B, depending on the data',
    'Neither a nor b',
    'Any of these would work',
    'Each of the options',
    'None is right',
    'The second and the third',
    'The two above',
    'The same as option C',
    'The other three',
    'All but the first',
    'Everything listed here',
    '**All** of the above.',
  ])('may not be "%s"', (text) => {
    const problem = onlyProblem(changed(questionsFile, 'An inner join on the member number', JSON.stringify(text)));
    expect(problem).toMatchObject({ line: 8, column: 15, expected: 'an option that does not speak about the others' });
    expect(problem.found).toBe(`"${text.replaceAll('*', '')}"`);
  });

  it.each([
    'Both',
    'None',
    'All answers of the endpoint',
    'The first two rows',
    'The option a user picks',
    'Neither of the two projects',
    'Answer a request within a second',
    'The last answer of the model',
    'For neither of them',
    'The same as the training set',
    'None, until there is a baseline',
    'Everything in the folder',
    'The `a` and `b` columns',
    '`a` and `b`',
    'Above 0.9',
  ])('may be "%s"', (text) => {
    expect(speaksOfOthers(text)).toBe(false);
  });

  it('is never taken for one of these in the shipped pack', () => {
    const options = shippedPack.chapters.flatMap(({ lessons }) =>
      lessons.flatMap(({ questions, cues }) => [...questions, ...cues].flatMap((item) => item.options)),
    );
    expect(options.length).toBeGreaterThan(5_000);
    expect(options.map(({ text }) => text).filter(speaksOfOthers)).toEqual([]);
  });

  it('may not stand twice with other small words', () => {
    const problem = onlyProblem(changed(questionsFile, 'An inner join on the member number', 'the left join, that begins with members'));
    expect(placeOf(problem)).toBe(`${questionsFile}:12:15`);
    expect(problem.remedy).toContain('differs from option a');
  });

  it('may differ from another by one sign in code', () => {
    const files = changed(questionsFile, 'A union of both tables by position', '"`x < 1`"');
    expect(problemsOf(changed(questionsFile, 'A cross join with a filter afterwards', '"`x > 1`"', files))).toEqual([]);
  });

  it('may not be the only one that echoes the stem', () => {
    const alone = changed(questionsFile, 'The order of the columns', 'The order of the rows');
    const problem = onlyProblem(changed(questionsFile, 'The kind of join', 'What happens to unmatched addresses', alone));
    expect(problem).toMatchObject({ line: 36, expected: 'at most 1 of them in 1.1-q02' });
    expect(problem.found).toContain('unmatched');
    expect(problem.remedy).toContain('other words');
  });

  it('may echo it as much as a wrong one does', () => {
    expect(problemsOf(changed(questionsFile, 'The kind of join', 'What happens to unmatched addresses'))).toEqual([]);
  });
});

describe('stems', () => {
  it.each([
    'Which join does NOT keep them?',
    'Which of these joins is not able to keep them?',
    'All joins keep them except which one?',
    'Which join is least suitable?',
  ])('that ask for the exception are counted: %s', (question) => {
    const problem = onlyProblem(changed(questionsFile, 'Which join fits?', question));
    expect(problem).toMatchObject({ line: 5, expected: 'at most 0 in this lesson (5 %)' });
    expect(problem.found).toBe('a negative question (1.1-q01), 1 of 2 in this lesson');
  });

  it('that tell of something that did not happen are not', () => {
    expect(problemsOf(changed(questionsFile, 'Which join fits?', 'The report did not count them. Which join fits?'))).toEqual([]);
  });

  it('that say the same with another noun are told, across cues and questions', () => {
    const stem = 'A report must show **every member**, also those who never ordered. Which join?';
    const problem = onlyProblem(
      changed(questionsFile, 'A shop counts visits per member. Members who stayed away have to appear with a zero. Which join fits?', stem),
    );
    expect(placeOf(problem)).toBe(`${questionsFile}:5:11`);
    expect(problem.found).toMatch(/^a stem that is \d\d % the same as that of 1\.1-c01$/);
    expect(problem.remedy).toContain(cuesFile);
  });
});

describe('a retired name', () => {
  it.each([
    ['a concept', lessonFile, 'Keeps every row of', 'TableGlue keeps every row of', 9],
    ['a stem', questionsFile, 'A shop counts', 'With tableglue, a shop counts', 5],
    ['a right option', questionsFile, 'A left join that', 'A TableGlue left join that', 12],
    ['what to remember', cuesFile, 'may be lost:', 'may be lost in TableGlue:', 13],
    ['an objective', chapterFile, 'Choose the join', 'Choose with TableGlue the join', 18],
  ])('is a problem in %s', (_, file, passage, words, line) => {
    const problem = onlyProblem(changed(file, passage, words));
    expect(problem).toMatchObject({ file, line, expected: '"Joiner"' });
    expect(problem.found).toMatch(/^"tableglue", a retired name \(version 3\)$/i);
    expect(problem.remedy).toContain('say in the same text');
  });

  it.each([
    ['in a text that says so', lessonFile, 'Keeps every row of', 'What replaced TableGlue keeps every row of'],
    ['in a wrong option', questionsFile, 'An inner join on', 'A TableGlue join on'],
    ['in the explanation of a wrong option', questionsFile, 'It forgets whoever', 'TableGlue forgets whoever'],
    ['in a trap', lessonFile, 'An inner join is always', 'A TableGlue join is always'],
    ['in a pair', lessonFile, 'one: left join', 'one: TableGlue'],
    ['inside another name', lessonFile, 'Keeps every row of', 'MyTableGlueX keeps every row of'],
  ])('is none %s', (_, file, passage, words) => {
    expect(problemsOf(changed(file, passage, words))).toEqual([]);
  });
});

describe('the weights of the chapters', () => {
  const charts = 'charts/chapter.yaml';
  const parts = ['concepts', 'instincts', 'decisionOrder', 'scenarios', 'traps', 'pairs', 'terms', 'cues', 'questions'];
  const atLeast = `atLeast: { ${parts.map((part) => `${part}: 1`).join(', ')} }`;
  const whole = (files: typeof twoChapters) => changed(packFile, 'chapters:', `${atLeast}\nchapters:`, files);

  it.each([
    ['44', '84 (40 + 44)'],
    ['61.5', '101.5 (40 + 61.5)'],
    ['100', '140 (40 + 100)'],
  ])('are told when they are no shares of one exam: 40 and %s, in a pack that asks to be whole', (weight, sum) => {
    const problem = onlyProblem(whole(changed(charts, 'weight: 60', `weight: ${weight}`, twoChapters)));
    expect(problem).toMatchObject({ file: packFile, found: `chapters whose weights add up to ${sum}` });
    expect(sayProblem(problem)).toContain('expected 100, as percent of one exam');
    expect(problem.remedy).toContain('"weight" in their chapter.yaml');
  });

  it('are told when they are more than one exam, whatever the pack asks of itself', () => {
    expect(onlyProblem(changed(charts, 'weight: 60', 'weight: 62', twoChapters)).found).toContain('102 (40 + 62)');
  });

  it.each([['59'], ['60'], ['61'], ['60.4']])('are good as guides round them: 40 and %s', (weight) => {
    expect(problemsOf(whole(changed(charts, 'weight: 60', `weight: ${weight}`, twoChapters)))).toEqual([]);
  });

  it('may be less in a pack that has begun with a part of its exam, and nothing where no guide says them', () => {
    expect(problemsOf(changed(charts, 'weight: 60', 'weight: 10', twoChapters))).toEqual([]);
    expect(
      problemsOf(changed(chapterFile, 'weight: 40', 'weight: 0', whole(changed(charts, 'weight: 60', 'weight: 0', twoChapters)))),
    ).toEqual([]);
  });
});
