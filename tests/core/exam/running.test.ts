import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/core/action.ts';
import { makeCourse } from '../../../src/core/course.ts';
import type { MockExam } from '../../../src/core/exam/mock.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import type { Pack, Question } from '../../../src/core/pack.ts';
import { lessonsOf, questionById } from '../../../src/core/pack-index.ts';
import { type Choice, choicesIn } from '../../../src/core/reply.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { someone, tuesday } from '../../fixtures/people.ts';
import { shipped, shippedPack } from '../../fixtures/shipped.ts';
import { type Sitting, sitting } from '../../fixtures/sitting.ts';
import { wordsIn } from '../../fixtures/words.ts';

const tiny = makeCourse(tinyPack);
const minute = 60_000;
const heading = ({ reply }: Outcome) => reply.blocks.find((block) => block.kind === 'heading')?.text;
const labels = ({ reply }: Outcome) => choicesIn(reply).map(({ label }) => label);
const said = ({ reply }: Outcome) => wordsIn(reply);
const later = (one: Sitting, minutes: number) => {
  one.from = { ...one.from, now: tuesday + minutes * minute };
};
const first = ({ questions }: MockExam) => questions[0] ?? '';

/** The tiny pack in which one question is otherwise. */
function changed(change: (question: Question) => readonly Question[]): Pack {
  const chapters = tinyPack.chapters.map((chapter) => {
    return { ...chapter, lessons: chapter.lessons.map((lesson) => ({ ...lesson, questions: lesson.questions.flatMap(change) })) };
  });
  return { ...tinyPack, chapters };
}

describe('a mock exam that begins', () => {
  it('says before what it is, and its time runs from the next press on', () => {
    const one = sitting(shipped);
    const offer = one.type('');
    expect([said(offer), offer.changes]).toEqual([expect.stringContaining('59 questions in 2 h'), []]);
    expect(labels(offer)).toEqual(['Start now: 59 questions', '30 questions, 1 h 1 min', '20 questions, 41 min', 'About the exam']);
    const begun = one.press({ kind: 'mock-start', questions: 59, form: 1 });
    expect(heading(begun)).toBe('Question 1 of 59');
    expect(said(begun)).toContain('2 h left, until Tue 24 Nov, 12:00 (UTC).');
  });

  it('says its end in the learner’s own zone', () => {
    const one = sitting(shipped, someone({ zone: 'Asia/Kolkata' }));
    one.start();
    expect(said(one.type(''))).toContain('17:30 (Asia/Kolkata)');
  });

  it('begins once when the press is delivered twice, also after it was submitted', () => {
    const one = sitting(tiny);
    const start = { kind: 'mock-start', questions: 3, form: 1 } as const;
    one.press(start, 'start001');
    expect(one.press(start, 'start001').changes).toEqual([]);
    const [exam] = one.exams;
    one.press({ kind: 'mock-submit', exam: exam?.id ?? '' });
    expect(one.press(start, 'start001').changes).toEqual([]);
    expect(one.exams).toHaveLength(1);
  });

  it.each(['', '30', 'form 2', 'start another one'])('"%s" shows the one that runs', (wish) => {
    const one = sitting(tiny);
    one.start();
    const shown = one.type(wish);
    expect([heading(shown), shown.changes]).toEqual(['Question 1 of 3', []]);
    expect(said(shown)).toContain('Your mock exam is running.');
  });

  it('sets a quiz that is open aside, so that nothing of it is revealed', () => {
    const one = sitting(tiny);
    one.quiz = { id: 'session1', learner: one.from.learner, lesson: null, questions: ['1.1-q01'], startedAt: 0, stoppedAt: null };
    const begun = one.press({ kind: 'mock-start', questions: 3, form: 1 });
    expect(begun.changes.map(({ kind }) => kind)).toEqual(['quiz-stopped', 'mock-started']);
  });

  it('takes forms and lengths that are none for the nearest there is', () => {
    const one = sitting(tiny);
    expect(one.start(999_999, 99)).toMatchObject({ form: 1, questions: { length: 3 } });
  });
});

describe('a mock exam that runs', () => {
  it('shows nothing of what is right, goes on by itself, and has every answer changed until it is submitted', () => {
    const one = sitting(tiny);
    const exam = one.start();
    const item = questionById(tinyPack, first(exam));
    const shown = one.answer(exam, first(exam), false);
    for (const { why } of item?.options ?? []) expect(said(shown)).not.toContain(why);
    expect([heading(shown), said(shown)]).toEqual(['Question 2 of 3', expect.stringMatching(/Noted for question 1: [A-E]/)]);
    expect(shown.reply.verdict).toBeUndefined();
    const back = one.press({ kind: 'mock-question', exam: exam.id, at: 1 });
    expect([heading(back), labels(back)]).toEqual(['Question 1 of 3', expect.arrayContaining([expect.stringMatching(/^✓ . picked$/)])]);
    for (const id of exam.questions) one.answer(exam, id, true);
    expect(heading(one.press({ kind: 'mock-submit', exam: exam.id }))).toBe('Mock exam: 3 of 3 (100 %) right');
  });

  it('waits for the second of two, and takes a pick away again', () => {
    const one = sitting(tiny);
    const exam = one.start();
    const pick = (picks: string) => one.press({ kind: 'mock-pick', exam: exam.id, item: '1.1-q02', picks, version: 'v001' });
    const at = exam.questions.indexOf('1.1-q02') + 1;
    expect(heading(pick('a'))).toBe(`Question ${at} of 3`);
    expect(heading(pick('ac'))).not.toBe(`Question ${at} of 3`);
    expect(heading(pick('a'))).toBe(`Question ${at} of 3`);
    expect(said(one.type('review'))).toContain('Open\n3: 1–3');
  });

  it('counts a press once: delivered again after a change, it takes nothing back', () => {
    const one = sitting(tiny);
    const exam = one.start();
    one.answer(exam, '1.2-q01', false, 'first001');
    one.answer(exam, '1.2-q01', true, 'second01');
    expect(one.answer(exam, '1.2-q01', false, 'first001').changes).toEqual([]);
    one.press({ kind: 'mock-submit', exam: exam.id });
    expect(one.attempts).toMatchObject([{ item: '1.2-q01', correct: true, askedIn: exam.id }]);
  });

  it('flags, and the overview says what is answered, open and flagged', () => {
    const one = sitting(tiny);
    const exam = one.start();
    one.answer(exam, first(exam), true);
    const flagged = one.press({ kind: 'mock-flag', exam: exam.id, item: exam.questions[2] ?? '', flagged: true });
    expect([heading(flagged), labels(flagged)]).toEqual(['Question 3 of 3, flagged', expect.arrayContaining(['Unflag'])]);
    const overview = one.type('review');
    expect(said(overview)).toContain('Answered\n1\nOpen\n2: 2–3\nFlagged\n1: 3');
    expect(labels(overview)).toEqual(
      expect.arrayContaining(['To the first open one', 'To the first flagged one', 'Submit with 2 not answered', '3: open, flagged']),
    );
    expect(one.press({ kind: 'mock-flag', exam: exam.id, item: exam.questions[2] ?? '', flagged: false }).reply.summary).toBe(
      'Question 3 of 3',
    );
  });

  it.each([
    [1, '2 h left'],
    [61, '59 min left'],
    [119.5, 'less than a minute left'],
    [-600, '2 h left'],
  ])('after %s minutes there are %s, whatever the clock does', (minutes, left) => {
    const one = sitting(shipped);
    const exam = one.start();
    later(one, minutes === 1 ? 0 : minutes);
    expect(said(one.press({ kind: 'mock-question', exam: exam.id, at: 5 }))).toContain(left);
    expect(said(one.press({ kind: 'mock-review', exam: exam.id }))).toContain(left);
  });

  it.each([
    ['question 2', 'Question 2 of 3'],
    ['q 99', 'Question 3 of 3'],
    ['submit', 'Overview of your mock exam'],
    ['price', 'A Tiny Exam'],
    ['banana split', 'The mock exam, or about the exam?'],
  ])('"%s" typed leads to "%s"', (wish, title) => {
    const one = sitting(tiny);
    one.start();
    expect(heading(one.type(wish))).toBe(title);
  });

  it.each(['question 2', 'submit', 'result'])('"%s" without one says so, with a way on', (wish) => {
    const shown = sitting(tiny).type(wish);
    expect([labels(shown), shown.changes]).toEqual([['Mock exam'], []]);
  });

  it.each([
    ['a pick that is no option', { kind: 'mock-pick', item: '1.1-q01', picks: 'z', version: 'v001' }, 'Question'],
    ['too many picks', { kind: 'mock-pick', item: '1.1-q01', picks: 'ab', version: 'v001' }, 'Question'],
    ['a question of no exam', { kind: 'mock-pick', item: '9.9-q01', picks: 'a', version: 'v001' }, 'Overview'],
    ['an older wording', { kind: 'mock-pick', item: '1.1-q01', picks: 'a', version: 'v000' }, 'Question'],
    ['a flag on a question of no exam', { kind: 'mock-flag', item: '9.9-q01', flagged: true }, 'Overview'],
    ['a page that is none', { kind: 'mock-question', at: 999 }, 'Question 3 of 3'],
    ['its result', { kind: 'mock-result' }, 'Overview'],
    ['its explanations', { kind: 'mock-explain', at: 1, only: 'all' }, 'Overview'],
  ] as const)('a press with %s changes nothing', (_, action, title) => {
    const one = sitting(tiny);
    const exam = one.start();
    const shown = one.press({ ...action, exam: exam.id });
    expect([heading(shown), shown.changes]).toEqual([expect.stringContaining(title), []]);
  });

  it('is nobody else’s, and a deleted one is gone', () => {
    const one = sitting(tiny);
    const exam = one.start();
    expect(heading(one.press({ kind: 'mock-submit', exam: 'forged01' }))).toBe('I can’t find that mock exam');
    one.from = someone({ learner: 'console:ben' });
    expect(one.press({ kind: 'mock-submit', exam: exam.id }).changes).toEqual([]);
    expect(heading(one.press({ kind: 'mock-question', exam: exam.id, at: 1 }))).toBe('I can’t find that mock exam');
  });

  it('keeps its questions from a quiz until it is over', () => {
    const one = sitting(shipped);
    const exam = one.start();
    const asked = ({ changes }: Outcome) => changes.flatMap((change) => (change.kind === 'quiz-started' ? change.session.questions : []));
    const quiz = () =>
      Array.from({ length: 30 }, (_, nth) => asked(one.press({ kind: 'quiz', lesson: null, count: 20 }, `quiz${nth}`))).flat();
    expect(quiz().filter((id) => exam.questions.includes(id))).toEqual([]);
    expect(quiz().length).toBe(600);
    later(one, 121);
    expect(quiz().filter((id) => exam.questions.includes(id)).length).toBeGreaterThan(0);
  });
});

describe('an older quiz beside a mock exam that runs', () => {
  /** One whose second question is in the exam, and whose third is in no exam. */
  function beside(which: 'one' | 'all' = 'one') {
    const one = sitting(shipped);
    const exam = one.start();
    const inExam = exam.questions.slice(0, 2);
    const free = lessonsOf(shippedPack)
      .flatMap(({ questions }) => questions)
      .flatMap(({ id }) => (exam.questions.includes(id) ? [] : [id]));
    const questions = which === 'all' ? inExam : [inExam[0] ?? '', free[0] ?? '', inExam[1] ?? '', free[1] ?? ''];
    one.quiz = { id: 'session1', learner: one.from.learner, lesson: null, questions, startedAt: 0, stoppedAt: 5 };
    return { one, exam, inExam: inExam[0] ?? '', questions };
  }

  const open = (one: Sitting) => {
    if (one.quiz) one.quiz = { ...one.quiz, stoppedAt: null };
  };
  const shownIn = (outcome: Outcome) =>
    choicesIn(outcome.reply).flatMap(({ action }) => (action.kind === 'answer' || action.kind === 'pick' ? [action.item] : []));

  it.each<[string, Action]>([
    ['taken up again', { kind: 'resume', session: 'session1' }],
    ['gone on with', { kind: 'next', session: 'session1' }],
    ['gone on with after a pause', { kind: 'go-on', session: 'session1' }],
    ['asked for once more', { kind: 'quiz', lesson: null, count: 5 }],
  ])('leaves out the exam’s questions when it is %s', (_, action) => {
    const { one, exam, questions } = beside();
    if (action.kind !== 'resume') open(one);
    const shown = one.press(action);
    expect(shownIn(shown).filter((id) => exam.questions.includes(id))).toEqual([]);
    if (action.kind !== 'quiz') expect([heading(shown), shownIn(shown)[0]]).toEqual(['Question 1 of 2', questions[1]]);
  });

  it.each<[string, Action]>([
    ['taken up again', { kind: 'resume', session: 'session1' }],
    ['gone on with', { kind: 'next', session: 'session1' }],
  ])('waits, and does not end, when all of it is in the exam and it is %s', (_, action) => {
    const { one } = beside('all');
    if (action.kind !== 'resume') open(one);
    const shown = one.press(action);
    expect([heading(shown), shown.changes]).toEqual(['The rest waits for your mock exam', []]);
    later(one, 121);
    expect(heading(one.press(action))).toBe('Question 1 of 2');
  });

  it.each(['answer', 'pick', 'explain'] as const)('neither counts nor explains one of them: a press to %s', (kind) => {
    const { one, inExam } = beside();
    open(one);
    const { version = '' } = questionById(shippedPack, inExam) ?? {};
    const shown = one.press(
      kind === 'explain' ? { kind, session: 'session1', item: inExam } : { kind, session: 'session1', item: inExam, picks: 'a', version },
    );
    expect([heading(shown), shown.changes]).toEqual(['That question is in your mock exam', []]);
  });
});

describe('a question with several right options', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const many = (right: number): Pack =>
    changed((question) => [
      {
        ...question,
        options: ids.map((id, at) => ({ id, text: `Option ${id}`, why: 'Because.', correct: at < right })),
      },
    ]);

  it.each([
    [2, 'a', 'One more to choose.'],
    [3, 'a', '2 more to choose.'],
    [3, 'ab', 'One more to choose.'],
    [4, 'a', '3 more to choose.'],
    [4, 'abc', 'One more to choose.'],
    [3, 'abc', 'You can change it until you submit.'],
  ])('of which %d are right, with %s picked, says how many are missing: %s', (right, picks, words) => {
    const one = sitting(makeCourse(many(right)));
    const exam = one.start();
    const shown = one.press({ kind: 'mock-pick', exam: exam.id, item: '1.1-q01', picks, version: 'v001' });
    const page =
      picks.length < right ? shown : one.press({ kind: 'mock-question', exam: exam.id, at: exam.questions.indexOf('1.1-q01') + 1 });
    expect(said(page)).toContain(words);
  });
});

describe('a mock exam whose time is up', () => {
  it.each([
    ['an answer', { kind: 'mock-pick', item: '1.1-q01', picks: 'b', version: 'v001' }],
    ['a look at a question', { kind: 'mock-question', at: 1 }],
    ['submit', { kind: 'mock-submit' }],
  ] as const)('is submitted as it is by %s, once, at the moment of its end', (_, action) => {
    const one = sitting(tiny);
    const exam = one.start();
    one.answer(exam, '1.2-q01', true);
    later(one, 6);
    const shown = one.press({ ...action, exam: exam.id });
    expect(heading(shown)).toBe('Mock exam: 1 of 3 (33 %) right');
    expect(said(shown)).toContain('The time is up, and what you had answered was submitted.');
    expect(one.exams[0]?.submittedAt).toBe(exam.endsAt);
    expect(one.attempts).toMatchObject([{ item: '1.2-q01', at: tuesday, version: 'v001' }]);
    const again = one.press({ ...action, exam: exam.id });
    expect([again.changes, heading(again)]).toEqual([[], 'Mock exam: 1 of 3 (33 %) right']);
    expect(said(again).includes('is over, so that press was not counted')).toBe(action.kind === 'mock-pick');
  });

  it('is submitted when somebody types exam, and stays so when the clock goes back', () => {
    const one = sitting(tiny);
    const exam = one.start();
    one.answer(exam, '1.2-q01', true);
    later(one, 6_000);
    expect(heading(one.type(''))).toBe('Mock exam: 1 of 3 (33 %) right');
    later(one, 0);
    expect(one.answer(exam, '1.1-q01', true).changes).toEqual([]);
  });
});

describe('content that changes while a mock exam runs', () => {
  it('leaves a question that was edited after it was answered out of the score, unless it is answered again', () => {
    const one = sitting(tiny);
    const exam = one.start();
    for (const id of exam.questions) one.answer(exam, id, true);
    one.course = makeCourse(changed((question) => [question.id === '1.1-q01' ? { ...question, version: 'v002' } : question]));
    expect(said(one.type('review'))).toContain('Edited since you answered\n1');
    const at = exam.questions.indexOf('1.1-q01') + 1;
    expect(said(one.press({ kind: 'mock-question', exam: exam.id, at }))).toContain('edited since you answered it');
    const result = one.press({ kind: 'mock-submit', exam: exam.id });
    expect([heading(result), said(result)]).toEqual([
      'Mock exam: 2 of 2 (100 %) right',
      expect.stringContaining('One question was edited or removed'),
    ]);
    expect(one.attempts.map(({ item }) => item)).not.toContain('1.1-q01');
  });

  it('counts the new wording when it is answered again', () => {
    const one = sitting(tiny);
    const exam = one.start();
    for (const id of exam.questions) one.answer(exam, id, true);
    one.course = makeCourse(changed((question) => [{ ...question, version: 'v002' }]));
    for (const id of exam.questions) one.answer(exam, id, true);
    expect(heading(one.press({ kind: 'mock-submit', exam: exam.id }))).toBe('Mock exam: 3 of 3 (100 %) right');
  });

  it('leaves a question that was removed out of the score, and goes on without it', () => {
    const one = sitting(tiny);
    const exam = one.start();
    for (const id of exam.questions) one.answer(exam, id, true);
    one.course = makeCourse(changed((question) => (question.id === '1.2-q01' ? [] : [question])));
    const at = exam.questions.indexOf('1.2-q01') + 1;
    expect(said(one.press({ kind: 'mock-question', exam: exam.id, at }))).toContain('was removed from the guide');
    expect(one.press({ kind: 'mock-pick', exam: exam.id, item: '1.2-q01', picks: 'c', version: 'v001' }).changes).toEqual([]);
    expect(heading(one.press({ kind: 'mock-submit', exam: exam.id }))).toBe('Mock exam: 2 of 2 (100 %) right');
    const explained = one.press({ kind: 'mock-explain', exam: exam.id, at, only: 'all' });
    expect(heading(explained)).toMatch(/^Question \d of 3: ✓ right$/);
  });
});

describe('a result beside content that has changed since', () => {
  const sat = () => {
    const one = sitting(tiny);
    const exam = one.start();
    for (const id of exam.questions) one.answer(exam, id, id === '1.1-q01');
    return { one, exam };
  };
  const without = (...gone: readonly string[]): Pack => ({
    ...tinyPack,
    chapters: tinyPack.chapters.map((chapter) => ({ ...chapter, lessons: chapter.lessons.filter(({ id }) => !gone.includes(id)) })),
  });

  it.each<[string, Pack, string]>([
    ['the lesson that lost most', without('1.1'), 'Then read 1.2 '],
    ['every lesson that lost some', without('1.1', '1.2'), 'The guide no longer has the lessons in which you missed something.'],
  ])('praises nobody who missed something when the guide lost %s', (_, pack, words) => {
    const { one, exam } = sat();
    one.press({ kind: 'mock-submit', exam: exam.id });
    one.course = { ...tiny, pack };
    const result = one.press({ kind: 'mock-result', exam: exam.id });
    expect(said(result)).toContain(words);
    expect(said(result)).not.toContain('Nothing was missed');
  });

  it.each([
    ['right', false, true],
    ['right', true, false],
    ['wrong', true, true],
    ['wrong', false, false],
  ] as const)('that was %s, and would be right today: %s, says so where the two disagree', (mark, isRightToday, isSaid) => {
    const one = sitting(tiny);
    const exam = one.start();
    one.answer(exam, '1.1-q01', mark === 'right');
    one.press({ kind: 'mock-submit', exam: exam.id });
    const { picks } = one.attempts[0] ?? { picks: '' };
    const options = (question: Question) =>
      question.options.map((option) => ({ ...option, correct: (option.id === picks) === isRightToday }));
    one.course = { ...tiny, pack: changed((question) => [{ ...question, options: options(question) }]) };
    const page = one.press({ kind: 'mock-explain', exam: exam.id, at: exam.questions.indexOf('1.1-q01') + 1, only: 'all' });
    expect(said(page)).toContain(mark === 'right' ? '✓ right' : '✗ not this time');
    expect(said(page).includes('was edited since your exam')).toBe(isSaid);
  });

  it('says that answers were edited away, not that there were none', () => {
    const { one, exam } = sat();
    one.course = makeCourse(changed((question) => [{ ...question, version: 'v002' }]));
    const result = one.press({ kind: 'mock-submit', exam: exam.id });
    expect(heading(result)).toBe('This mock exam has no answers that count');
    expect(said(result)).toContain('3 questions were edited or removed');
    expect(said(result)).not.toContain('Nothing was answered');
  });
});

describe('the result of a mock exam', () => {
  const taken = (right: number) => {
    const one = sitting(shipped);
    const exam = one.start(30, 2);
    exam.questions.forEach((id, at) => one.answer(exam, id, at < right));
    return { one, exam, result: one.press({ kind: 'mock-submit', exam: exam.id }) };
  };

  it('is by chapter and objective, says what to do first, and no passing score', () => {
    const { one, exam, result } = taken(18);
    expect(heading(result)).toBe('Mock exam: 18 of 30 (60 %) right');
    expect(said(result)).toContain('This is your first mock exam');
    expect(said(result)).toMatch(/First: go through what you missed\. Then read \d\.\d /);
    expect(said(result)).toContain('Passing score of the exam: not published.');
    expect(labels(result)).toContain('What I missed (12)');
    const chapters = shippedPack.chapters.map(({ number }) => said(one.press({ kind: 'mock-objectives', exam: exam.id, chapter: number })));
    const counts = chapters.flatMap((words) =>
      [...words.matchAll(/^(\d+) of (\d+)$/gm)].map(([, right, of]) => [Number(right), Number(of)]),
    );
    const sum = (at: number) => counts.reduce((all, count) => all + (count[at] ?? 0), 0);
    expect([sum(0), sum(1)]).toEqual([18, 30]);
  });

  it('is compared with the last one by its share, whatever their lengths', () => {
    const { one } = taken(18);
    later(one, 100);
    const exam = one.start(20, 3);
    exam.questions.forEach((id, at) => one.answer(exam, id, at < 15));
    const result = one.press({ kind: 'mock-submit', exam: exam.id });
    expect(said(result)).toContain('Last time 18 of 30 (60 %) in form 2: this is 15 percentage points more.');
    expect(said(one.type(''))).toContain('form 3, 15 of 20 right (75 %)');
    expect(heading(one.type('result'))).toBe(heading(result));
  });

  it('explains every question, or those that were missed, page by page', () => {
    const { one, exam, result } = taken(18);
    const walk = (from: string) => {
      let page: Outcome | undefined = result;
      const seen: (string | undefined)[] = [];
      for (let label = from; page; label = 'Next') {
        const next: Choice | undefined = choicesIn(page.reply).find((choice) => choice.label.startsWith(label));
        page = next && one.press(next.action);
        if (page) seen.push(heading(page));
      }
      return seen;
    };
    const [all, missed] = [walk('All explanations'), walk('What I missed')];
    expect([all.length, new Set(all).size, missed.length, new Set(missed).size]).toEqual([30, 30, 12, 12]);
    expect(missed.every((title) => title?.endsWith('✗ not this time'))).toBe(true);
    const page = one.press({ kind: 'mock-explain', exam: exam.id, at: 20, only: 'all' });
    const item = questionById(shippedPack, exam.questions[19] ?? '');
    expect(said(page)).toMatch(/your answer: [A-E]/);
    expect(item?.options.length).toBe([...said(page).matchAll(/[✓✗] (right|wrong)(, your answer)?: /g)].length);
  });

  it('without an answer counts nothing, and its form is still new', () => {
    const one = sitting(shipped);
    const exam = one.start(59, 1);
    const result = one.press({ kind: 'mock-submit', exam: exam.id });
    expect([heading(result), one.attempts]).toEqual(['This mock exam has no answers', []]);
    expect(said(one.type(''))).toContain('1 of 5; no two share a question');
  });

  it('with everything right praises, and has nothing that was missed', () => {
    const { result } = taken(30);
    expect(said(result)).toContain('Nothing was missed. Well done!');
    expect(labels(result)).not.toContain('What I missed (0)');
  });
});
