import { countsOf, examLength, formCount, millisecondsOf, questionsOf, wholeExam } from '../core/exam/forms.ts';
import type { Mock, MockExam, MockMark } from '../core/exam/mock.ts';
import type { Action } from '../core/action.ts';
import { choiceCount, type Pack, type Question } from '../core/pack.ts';
import type { State } from '../core/state.ts';
import type { Ask, Screen } from './asking.ts';
import { from } from './states.ts';

/** Every question of every form as the exam shows it and as it explains it, and the screens around them in their longest form. */
export function examScreens(pack: Pack, ask: Ask): Screen[] {
  const forms = Array.from({ length: formCount(pack) }, (_, at) => questionsOf(pack, at + 1, wholeExam(pack).questions));
  const [first] = forms;
  if (first === undefined || countsOf(pack, first.length).length === 0) return [];
  return [...around(pack, first, ask), ...forms.flatMap((questions) => questionScreens(pack, questions, ask))];
}

function around(pack: Pack, questions: readonly Question[], ask: Ask): Screen[] {
  const running = { exam: examOf(pack, questions), answers: flaggedInTurn(questions) };
  const over = marked(running.exam, questions);
  const before: MockExam = { ...over, id: 'earlier1', startedAt: -1 };
  const after = { mock: { exam: over, answers: [] }, mocks: [before, over] };
  const press = (action: Action, state: State) => ask({ kind: 'press', action }, state);
  const exam = over.id;
  return [
    { name: 'a mock exam that may begin', reply: ask({ kind: 'mock-exam', wish: '7 form 9' }, { mocks: [before] }) },
    { name: 'words that are no mock exam', reply: ask({ kind: 'mock-exam', wish: 'x'.repeat(80) }) },
    { name: 'a mock exam on a part', reply: ask({ kind: 'mock-exam', wish: `1.1 ${'x'.repeat(80)}` }) },
    { name: 'the day of an exam', reply: ask({ kind: 'mock-exam', wish: 'is on 1970-02-01' }) },
    { name: 'a mock exam that cannot be paused', reply: ask({ kind: 'mock-exam', wish: 'pause' }, { mock: running }) },
    { name: 'the overview of a mock exam', reply: press({ kind: 'mock-review', exam }, { mock: running }) },
    { name: 'the result of a mock exam', reply: press({ kind: 'mock-submit', exam }, after) },
    ...pack.chapters.map(({ number }) => ({
      name: `the objectives of chapter ${number} in a mock exam`,
      reply: press({ kind: 'mock-objectives', exam, chapter: number }, after),
    })),
  ];
}

function questionScreens(pack: Pack, questions: readonly Question[], ask: Ask): Screen[] {
  const exam = examOf(pack, questions);
  const running: Mock = { exam, answers: answersTo(questions) };
  const over: Mock = { exam: marked(exam, questions), answers: answersTo(questions) };
  return questions.flatMap(({ id }, nth) => [
    {
      name: `question ${id} in a mock exam`,
      reply: ask({ kind: 'press', action: { kind: 'mock-flag', exam: exam.id, item: id, flagged: true } }, { mock: running }),
    },
    {
      name: `question ${id} after a mock exam`,
      reply: ask({ kind: 'press', action: { kind: 'mock-explain', exam: exam.id, at: nth + 1, only: 'missed' } }, { mock: over }),
    },
  ]);
}

function examOf(pack: Pack, questions: readonly Question[]): MockExam {
  const ids = questions.map(({ id }) => id);
  const endsAt = millisecondsOf(examLength(pack, questions.length));
  const zone = 'America/Argentina/ComodRivadavia';
  return { id: 'exam--id', learner: from.learner, form: 1, questions: ids, startedAt: 0, endsAt, zone, submittedAt: null, marks: [] };
}

/** The wrong ones, as many as are wanted: what explains the most. */
function answersTo(questions: readonly Question[]) {
  return questions.map((question) => {
    const wrong = question.options.filter(({ correct }) => !correct).map(({ id }) => id);
    const picks = wrong.slice(0, choiceCount(question)).join('');
    return { item: question.id, picks, version: question.version, at: 0, flagged: true, presses: [] };
  });
}

/** Every second one is flagged and open: numbers that stand alone take the most room. */
function flaggedInTurn(questions: readonly Question[]) {
  return answersTo(questions).map((answer, at) => (at % 2 === 0 ? answer : { ...answer, picks: '', flagged: false }));
}

function marked(exam: MockExam, questions: readonly Question[]): MockExam {
  const marks = questions.map(({ id: item, lesson, objective }, at): MockMark => {
    return { item, lesson, objective, mark: at === 0 ? 'left-out' : at === 1 ? 'open' : 'wrong' };
  });
  return { ...exam, submittedAt: exam.endsAt, marks };
}
