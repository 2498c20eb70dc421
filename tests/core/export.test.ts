import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ankiFile } from '../../src/core/account/anki.ts';
import { answersCsv, csvField } from '../../src/core/account/csv.ts';
import { keptFacts, keptParts } from '../../src/core/account/kept.ts';
import { type Action, type ExportFormat, exportFormats } from '../../src/core/action.ts';
import { commands, parseCommand, requestOf } from '../../src/core/commands.ts';
import { makeCourse } from '../../src/core/course.ts';
import { handle, needsOf } from '../../src/core/handle.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import type { Item, Pack, Question } from '../../src/core/pack.ts';
import { itemById, lessonsOf } from '../../src/core/pack-index.ts';
import { letterOf, shownOptions } from '../../src/core/quiz/rules.ts';
import { choicesIn } from '../../src/core/reply.ts';
import type { PackedAttempt, State } from '../../src/core/state.ts';
import { cardsOf } from '../fixtures/cards.ts';
import { tinyPack } from '../fixtures/pack.ts';
import { someone, tuesday } from '../fixtures/people.ts';
import { wordsIn } from '../fixtures/words.ts';

const course = makeCourse(tinyPack);
const take = (format: ExportFormat, state: State, part = 1) =>
  handle({ kind: 'press', action: { kind: 'export-file', format, part } }, { state, course, from: someone() });
const answer: PackedAttempt = {
  pack: 'tiny',
  learner: 'console:ana',
  askedIn: 'session1',
  item: '1.1-q01',
  lesson: '1.1',
  picks: 'c',
  correct: false,
  at: tuesday,
  confidence: 'sure',
};

const csv = (...given: Parameters<typeof answersCsv>) => [...answersCsv(...given)].join('');
const anki = (...given: Parameters<typeof ankiFile>) => [...ankiFile(...given)].join('');
const contentOf = ({ file }: Outcome) => [...(file?.pieces ?? [])].join('');

/** Reads RFC 4180 by its grammar, so that what is written can be read by others. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  const fields = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/y;
  fields.lastIndex = text.startsWith('\uFEFF') ? 1 : 0;
  while (fields.lastIndex < text.length) {
    const [, quoted, bare, end] = fields.exec(text) ?? [];
    if (end === undefined) throw new Error('This is no CSV.');
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end === '\r\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

/** The pack with one question worded otherwise. */
function packWith(changed: Partial<Question>): Pack {
  const change = (question: Question) => (question.id === '1.1-q01' ? { ...question, ...changed } : question);
  const chapters = tinyPack.chapters.map((chapter) => ({
    ...chapter,
    lessons: chapter.lessons.map((lesson) => ({ ...lesson, questions: lesson.questions.map(change) })),
  }));
  return { ...tinyPack, chapters };
}

const nasty = [
  '=HYPERLINK("http://x","y")',
  '+1+1',
  '-2',
  '@SUM(A1)',
  '\t=1',
  '  =1',
  '\r\n=1',
  'a\tb\nc',
  '"quoted", and more',
  '<b onclick=x>&',
];

describe('answers for a spreadsheet', () => {
  it('have the letters that the learner saw, and the words of question and answer', () => {
    const question = itemById(tinyPack, '1.1-q01');
    const shown = question ? shownOptions(question, 'session1') : [];
    const letter = (id: string) => letterOf(shown.findIndex((option) => option.id === id));
    const [header, line] = readCsv(csv(tinyPack, [answer]));
    expect(header?.slice(0, 2)).toEqual(['time in UTC', 'exam']);
    expect(line?.slice(0, 6)).toEqual(['2026-11-24T10:00:00.000Z', 'tiny', '1.1', '1.1-q01', 'wrong', 'sure']);
    expect(line?.slice(6, 8)).toEqual([letter('c'), letter('b')]);
    expect(line?.slice(8)).toEqual(['The stem of 1.1-q01, with code in it?', 'Save', 'Transform', 'session1', 'c']);
    // In another quiz the same options stood elsewhere.
    const letters = new Set(['a', 'b', 'c', 'd', 'e', 'f'].map((askedIn) => readCsv(csv(tinyPack, [{ ...answer, askedIn }]))[1]?.[6]));
    expect(letters.size).toBeGreaterThan(1);
  });

  it.each([
    ['gone from the guide', { ...answer, item: '1.1-q99' }],
    ['of another exam', { ...answer, pack: 'other' }],
  ])('of a question %s have no words, and still count', (_what, attempt) => {
    const [, line] = readCsv(csv(tinyPack, [attempt]));
    expect(line?.slice(4)).toEqual(['wrong', 'sure', '', '', '(not in this guide any more)', '', '', 'session1', 'c']);
  });

  it.each(nasty)('carry out nothing that an author or a learner wrote: %j', (stem) => {
    const [, line, ...others] = readCsv(csv(packWith({ stem }), [answer]));
    expect(others).toEqual([]);
    expect(line).toHaveLength(13);
    expect(line?.[8]).not.toMatch(/^\s*[=+\-@]/);
  });

  it.each([
    ['plain', 'plain'],
    ['=cmd|x', "'=cmd|x"],
    ['a,b', '"a,b"'],
    ['-1,"x"', `"'-1,""x"""`],
    ['', ''],
    ['1.1-q01', '1.1-q01'],
  ])('write %j as %j', (value, written) => expect(csvField(value)).toBe(written));
});

describe('the file for Anki', () => {
  const read = (pack: Pack, items: readonly Item[]) => {
    const lines = anki(pack, items).trimEnd().split('\n');
    return {
      headers: lines.filter((line) => line.startsWith('#')),
      notes: lines.filter((line) => !line.startsWith('#')).map((line) => line.split('\t')),
    };
  };
  const all = (pack: Pack) => lessonsOf(pack).flatMap(({ questions, cues }): Item[] => [...questions, ...cues]);

  it('says how it is to be read, and has a note for each item', () => {
    const { headers, notes } = read(tinyPack, all(tinyPack));
    expect(headers).toEqual(['#separator:tab', '#html:true', '#notetype:Basic', '#deck:A Tiny Exam', '#guid column:1', '#tags column:4']);
    expect(notes).toHaveLength(6);
    const [guid, front, back, tags] = notes[0] ?? [];
    expect([guid, tags]).toEqual(['mlpro-tiny-1.1-q01', 'mlpro lesson-1.1 easy']);
    expect(front).toContain('The stem of <b>1.1-q01</b>, with <code>code</code> in it?<br><br><b>A</b> ');
    expect(back).toMatch(/^<b>[A-D]<\/b> Transform<br>Transform: this is what the case asks for\.<br><br><b>Remember:<\/b> What decides/);
  });

  it('shows the same letters on both sides, the same in every export', () => {
    const [note] = read(tinyPack, all(tinyPack)).notes;
    const letter = /<b>([A-D])<\/b> Transform/;
    expect(letter.exec(note?.[1] ?? '')?.[1]).toBe(letter.exec(note?.[2] ?? '')?.[1]);
    expect(anki(tinyPack, all(tinyPack))).toBe(anki(tinyPack, all(tinyPack)));
  });

  it.each([...nasty, '[sound:x.mp3]', '[latex]x[/latex]', '{{c1::x}}', '#deck:Other', '\u2028x\u0085', '<script>alert(1)</script>', "'"])(
    'takes nothing that is written for more than words: %j',
    (text) => {
      const pack = packWith({ stem: text, code: text, takeaway: text });
      const { headers, notes } = read(pack, all(pack));
      expect([headers.length, notes.length]).toEqual([6, 6]);
      for (const fields of notes) expect(fields).toHaveLength(4);
      const said = notes[0]?.join(' ') ?? '';
      expect(said).not.toMatch(/\[|\{|"|<(?!\/?(b|br|code|pre|a)[ >])/);
      expect(said).not.toContain('<b onclick');
    },
  );
});

describe('taking it away', () => {
  const cards = cardsOf({
    '1.1-q01': { correct: false, at: tuesday },
    '1.2-q01': { correct: true, at: tuesday },
    '1.1-q99': { correct: false, at: 1 },
  });
  const rows = {
    answers: [{ item: '1.1-q01', at: tuesday, is_correct: 0, press: null }],
    settings: [{ pack: 'tiny', zone: 'Asia/Tokyo' }],
  };

  it.each<[ExportFormat, State, string, RegExp]>([
    ['csv', { answersPage: { attempts: [answer], more: false } }, 'mlpro-answers.csv', /^\uFEFFtime in UTC/],
    ['anki', { cards }, 'mlpro-anki.txt', /^#separator:tab(.|\n)*1\.1-q01(.|\n)*1\.2-q01/],
    ['anki-missed', { cards }, 'mlpro-anki-missed.txt', /^#separator:tab((?!1\.2-q01)(.|\n))*$/],
    ['json', { keptRows: { rows, more: false } }, 'mlpro-everything.json', /^\{/],
  ])('as %s brings a file, says what it is, and keeps the table at hand', (format, state, name, begins) => {
    const outcome = take(format, state);
    const { reply, changes, file } = outcome;
    expect([file?.name, changes]).toEqual([name, []]);
    expect(contentOf(outcome)).toMatch(begins);
    expect(file?.name).toMatch(/^[A-Za-z0-9.-]+$/);
    expect(wordsIn(reply)).toContain(name);
    expect(choicesIn(reply).map(({ action }) => action)).toContainEqual({ kind: 'export', page: 1 });
  });

  it.each<[ExportFormat, State, string]>([
    ['csv', { answersPage: { attempts: [answer], more: false } }, 'the table has these answers as well.'],
    ['json', { keptRows: { rows, more: false } }, 'the table shows the same.'],
    ['anki', { cards }, 'have it sent again.'],
    ['anki-missed', { cards }, 'have it sent again.'],
  ])('as %s says truly what helps where the file does not arrive', (format, state, words) => {
    const { reply } = take(format, state);
    expect(wordsIn(reply)).toContain(`If it does not arrive here, ${words}`);
    const again = choicesIn(reply).find(({ label }) => label === 'Send it again');
    expect(again?.action).toEqual(words.includes('again') ? { kind: 'export-file', format, part: 1 } : undefined);
  });

  it('has every row, with its moments in UTC', () => {
    expect(JSON.parse(contentOf(take('json', { keptRows: { rows, more: false } })))).toEqual({
      account: 'console:ana',
      exported: '2026-11-24T10:00:00.000Z',
      part: 1,
      isLastPart: true,
      answers: [{ item: '1.1-q01', at: '2026-11-24T10:00:00.000Z', is_correct: 0, press: null }],
      settings: [{ pack: 'tiny', zone: 'Asia/Tokyo' }],
    });
  });

  it('comes in parts where it is much', () => {
    const { reply, file } = take('csv', { answersPage: { attempts: [answer], more: true } }, 2);
    expect(file?.name).toBe('mlpro-answers-2.csv');
    expect(choicesIn(reply)[0]).toMatchObject({ label: 'Next part', action: { kind: 'export-file', format: 'csv', part: 3 } });
    expect(take('csv', { answersPage: { attempts: [], more: false } }, 3).reply.summary).toBe('That was all');
  });

  it('says which questions are left out because the guide has them no more', () => {
    expect(wordsIn(take('anki', { cards }).reply)).toContain('One question that you answered is not in the guide any more');
    const gone = cardsOf({ '9.9-q01': { correct: false, at: 1 }, '9.9-q02': { correct: false, at: 1 } });
    expect(wordsIn(take('anki', { cards: gone }).reply)).toContain('2 questions that you answered are not in the guide any more');
  });

  it.each(exportFormats)('of nothing (%s) says so, and what to do next', (format) => {
    for (const state of [{}, { answersPage: { attempts: [], more: false }, cards: new Map(), keptRows: { rows: {}, more: false } }]) {
      const { reply, file } = take(format, state);
      expect([reply.summary, file]).toEqual(['Nothing to export', undefined]);
      expect(choicesIn(reply).length).toBeGreaterThan(0);
    }
  });

  it('has nothing missed to give to those who missed nothing', () => {
    const right = cardsOf({ '1.2-q01': { correct: true, at: tuesday } });
    expect(wordsIn(take('anki-missed', { cards: right }).reply)).toContain('No question is left whose last answer was wrong.');
  });
});

describe('the privacy page', () => {
  const page = (state: State) => handle({ kind: 'my-data' }, { state, course, from: someone() }).reply;

  it('says of each kind what is kept and how much, and names the kinds of which there is nothing', () => {
    const said = wordsIn(page({ kept: { answers: 412, cards: 1 } }));
    expect(said).toContain(`Answers\n412. ${keptParts[0].says}`);
    expect(said).toContain('Cards\n1. ');
    expect(said).toContain('Nothing is kept of these so far: quizzes,');
    for (const fact of keptFacts) expect(said).toContain(fact);
  });

  it('says to a newcomer what would be kept', () => {
    const said = wordsIn(page({ kept: {} }));
    for (const { says } of keptParts) expect(said).toContain(says);
  });

  it.each<[string, Action | string]>([
    ['', 'What is kept about you'],
    ['please', 'What is kept about you'],
    ['export', 'What is kept about you'],
    ['csv', { kind: 'export-file', format: 'csv', part: 1 }],
    ['my answers for Excel', { kind: 'export-file', format: 'csv', part: 1 }],
    ['ANKI', { kind: 'export-file', format: 'anki', part: 1 }],
    ['anki missed', { kind: 'export-file', format: 'anki-missed', part: 1 }],
    ['what I got wrong', { kind: 'export-file', format: 'anki-missed', part: 1 }],
    ['json', { kind: 'export-file', format: 'json', part: 1 }],
    ['export everything', { kind: 'export-file', format: 'json', part: 1 }],
    ['table', { kind: 'export', page: 1 }],
    ['delete everything', { kind: 'forget-me' }],
    ['forget me', { kind: 'forget-me' }],
    ['=cmd|x', '“=cmd|x” is not clear to me. Here is all that you can do.'],
    ['qwertz', '“qwertz” is not clear to me. Here is all that you can do.'],
  ])('does what is typed after it: %j', (typed, meant) => {
    const [row] = commands.filter(({ name }) => name === 'data');
    if (row === undefined) throw new Error('There is no such command.');
    // As a platform has it that tells options apart; typed in one line it is the same, or a question.
    const request = requestOf(row, { what: typed });
    expect([request.kind, 'unknown']).toContain(parseCommand(`data ${typed}`).kind);
    const state: State = { kept: { answers: 3 } };
    const { reply, changes } = handle(request, { state, course, from: someone() });
    expect(changes).toEqual([]);
    if (typeof meant === 'string') expect(wordsIn(reply)).toContain(meant);
    else {
      const press = { kind: 'press', action: meant } as const;
      expect(reply).toEqual(handle(press, { state, course, from: someone() }).reply);
      expect(needsOf(request, someone())).toEqual(needsOf(press, someone()));
    }
  });

  it.each([
    ['data csv', 'my-data'],
    ['data export my answers, please!', 'my-data'],
    ['/mlpro data delete everything', 'my-data'],
    ['data leakage', 'unknown'],
    ['data export best practices in Unity Catalog', 'unknown'],
    ['data drift or concept drift?', 'unknown'],
  ])('%j is %s when it is typed in one line', (typed, kind) => expect(parseCommand(typed).kind).toBe(kind));

  it('offers each file', () => {
    const actions = choicesIn(page({ kept: { answers: 1 } })).map(({ action }) => action);
    for (const format of exportFormats) expect(actions).toContainEqual({ kind: 'export-file', format, part: 1 });
  });
});

describe('PRIVACY.md', () => {
  it('says the same as the page, line for line', async () => {
    const text = await readFile(new URL('../../PRIVACY.md', import.meta.url), 'utf8');
    const [, table = ''] = /<!-- kept -->\n([^]*)<!-- \/kept -->/.exec(text) ?? [];
    const lines = keptParts.map(({ many, says }) => `| ${many} | ${says} |`);
    expect(table.trim().split('\n')).toEqual(['| what | in plain words |', '| --- | --- |', ...lines]);
    for (const fact of keptFacts) expect(text).toContain(`- ${fact}\n`);
  });
});
