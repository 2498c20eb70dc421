import { describe, expect, it } from 'vitest';
import { changed, chapterFile, cuesFile, lessonFile, packFile, questionsFile, routingFile, twoChapters } from '../fixtures/files.ts';
import { onlyProblem, placeOf } from './problems.ts';

describe('a reference to something that is not there', () => {
  it.each([
    [
      'a trap',
      questionsFile,
      'trap: inner-is-safe',
      'trap: inner-is-sae',
      ':10:15',
      'a trap of this lesson',
      'Did you mean "inner-is-safe"?',
    ],
    ['a cue', questionsFile, 'cue: 1.1-c01', 'cue: 1.1-c02', ':22:10', 'a cue of this lesson', 'Did you mean "1.1-c01"?'],
    ['a source', questionsFile, '[guide]', '[guid]', ':25:15', 'a key under "sources" of this lesson.yaml', 'Did you mean "guide"?'],
    ['an objective', cuesFile, 'objective: 1', 'objective: 7', ':14:16', 'an objective of the chapter', 'Known: 1.'],
    ['an answer', questionsFile, 'answer: b', 'answer: e', ':20:13', 'one of the options a, b, c, d', 'Known: a, b, c, d.'],
    ['a lesson', chapterFile, 'tables, lesson: "1.1"', 'tables, lesson: "1.7"', ':9:42', 'a lesson of this chapter', 'Did you mean "1.1"?'],
  ])('%s', (_, file, passage, words, place, expected, remedy) => {
    const problem = onlyProblem(changed(file, passage, words));
    expect(placeOf(problem)).toBe(file + place);
    expect(problem).toMatchObject({ expected, remedy });
  });
});

describe('what people ask, in routing.yaml', () => {
  const write = (words: string) => changed(routingFile, 'elsewhere:', `${words}\nelsewhere:`, twoChapters);

  it.each([
    ['a concept', 'answeredBy: { concepts: { left-jin: [who stays] } }', 'a concept of this lesson', 'Did you mean "left-join"?'],
    ['a pair', 'answeredBy: { pairs: { left-iner: [who stays] } }', 'a pair of this lesson', 'Did you mean "left-inner"?'],
    ['a trap', 'answeredBy: { traps: { inner-is-sae: [who stays] } }', 'a trap of this lesson', 'Did you mean "inner-is-safe"?'],
    ['a cue', 'answeredBy: { cues: { 1.1-c02: [who stays] } }', 'a cue of this lesson', 'Did you mean "1.1-c01"?'],
    ['a lesson', 'shared: [{ question: who stays, with: "2.7" }]', 'a lesson of this pack, or null', 'Did you mean "2.1"?'],
    ['its own lesson', 'shared: [{ question: who stays, with: "1.1" }]', 'another lesson than this one', 'Move the question to asked.'],
  ])('names %s that is there', (_, words, expected, remedy) => {
    expect(onlyProblem(write(words))).toMatchObject({ file: routingFile, expected, remedy });
  });

  it('has four kinds of entries, and no others', () => {
    expect(onlyProblem(write('answeredBy: { concept: { left-join: [who stays] } }'))).toMatchObject({ file: routingFile });
  });
});

describe('a chapter', () => {
  it('has lessons whose numbers begin with its own: of chapters in another order, the list is told', () => {
    const problem = onlyProblem(changed(packFile, '  - basics\n  - charts', '  - charts\n  - basics', twoChapters));
    expect(placeOf(problem)).toBe(`${packFile}:9:5`);
    expect(problem).toMatchObject({
      found: '"charts", whose lessons begin with "2."',
      expected: 'the chapter whose lessons begin with "1."',
      remedy: 'Make it number 2 of this list, or give its lessons other numbers.',
    });
  });

  it('keeps its number while a chapter before it cannot be read', () => {
    const files = changed(chapterFile, 'lessons:\n  - 1.1-joining', 'lessons: []', twoChapters);
    expect(onlyProblem(files)).toMatchObject({ file: chapterFile, found: 'lessons: a list (0 entries)' });
  });

  it('without lessons is told, with the way out', () => {
    const problem = onlyProblem(changed(chapterFile, 'lessons:\n  - 1.1-joining', 'lessons: []'));
    expect(placeOf(problem)).toBe(`${chapterFile}:6:10`);
    expect(problem).toMatchObject({ expected: 'at least 1 entry', remedy: 'Add one, or remove what it belongs to.' });
  });
});

describe('what contradicts itself', () => {
  it('is an id that stands twice', () => {
    const problem = onlyProblem(changed(questionsFile, 'id: 1.1-q02', 'id: 1.1-q01'));
    expect(problem).toMatchObject({ line: 27, found: '"1.1-q01" a second time', expected: 'every id once' });
    expect(problem.remedy).toBe('Give it a name of its own; the first one is in line 2.');
  });

  it('is a trap on the right option', () => {
    const problem = onlyProblem(changed(questionsFile, 'becomes a zero.', 'becomes a zero.\n        trap: inner-is-safe'));
    expect(problem).toMatchObject({ line: 14, found: 'a trap on the right option' });
  });

  it('is a source that nothing uses', () => {
    const problem = onlyProblem(
      changed(lessonFile, 'sources:\n  guide', 'sources:\n  spare: { title: Spare, url: "https://example.org" }\n  guide'),
    );
    expect(problem).toMatchObject({ line: 44, found: 'the source "spare", which nothing uses' });
  });

  it('is a question with three options', () => {
    const four = '      d:\n        text: A union of both tables by position\n        why: It stacks rows and pairs nothing.\n';
    expect(onlyProblem(changed(questionsFile, four, ''))).toMatchObject({ line: 7, found: '3 options', expected: '4 options' });
  });

  it('is a "choose two" among four', () => {
    expect(onlyProblem(changed(questionsFile, 'answer: b', 'answer: [b, c]')).expected).toBe('5 options');
  });
});
