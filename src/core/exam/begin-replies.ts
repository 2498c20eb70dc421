import { choice, choices, note, quizOn, quote, rows, shortReply, text, titled } from '../blocks.ts';
import type { Pack } from '../pack.ts';
import type { Choice, Reply, Row } from '../reply.ts';
import { plain } from '../text.ts';
import { countsOf, examLength, formCount, wholeExam } from './forms.ts';
import type { MockExam } from './mock.ts';
import { sayLeft } from './question-replies.ts';
import { percentOf, scoreOf } from './rules.ts';

interface Offered {
  readonly questions: number;
  readonly form: number;
  /** What was asked for and is not possible. */
  readonly said?: string | undefined;
  /** The last one that was taken. */
  readonly last?: MockExam | undefined;
}

/** What is about to begin; its time starts with the next press. */
export function mockOffer(pack: Pack, { questions, form, said, last }: Offered): Reply {
  const { questions: most } = wholeExam(pack);
  const others = [most, Math.round(most / 2), Math.round(most / 3)].filter((other) => other !== questions && other >= 5);
  return titled(
    'Mock exam',
    said === undefined ? undefined : note(said),
    text(
      `**${questions} questions in ${sayMinutes(pack, questions)}**, as many of each chapter as in the exam. You can flag, go back and change answers. Nothing is revealed before you submit; then every answer is explained. When the time is up, what is there is submitted.`,
    ),
    rows(offerRows(pack, questions, form, last)),
    note('The time runs on while you are away. Quizzes leave the questions of the exam out meanwhile.'),
    choices(
      start(`Start now: ${questions} questions`, questions, form, 'main'),
      ...others.map((other) => start(`${other} questions, ${sayMinutes(pack, other)}`, other, form)),
      last && choice('My last result', { kind: 'mock-result', exam: last.id }),
      choice('About the exam', { kind: 'exam' }),
    ),
  );
}

function start(label: string, questions: number, form: number, emphasis?: Choice['emphasis']): Choice {
  return choice(label, { kind: 'mock-start', questions, form }, emphasis);
}

function sayMinutes(pack: Pack, questions: number): string {
  return sayLeft(examLength(pack, questions).minutes * 60_000);
}

function offerRows(pack: Pack, questions: number, form: number, last: MockExam | undefined): Row[] {
  const counts = countsOf(pack, questions);
  const forms = formCount(pack);
  const chapters = pack.chapters.map(({ number }, at) => `${counts[at] ?? 0} from chapter ${number}`);
  const shared = forms > 1 ? ` of ${forms}; no two share a question` : '';
  return [
    { label: 'Questions', value: plain(chapters.join(', ')) },
    { label: 'Form', value: plain(`${form}${shared}`) },
    ...(last ? [{ label: 'Last time', value: plain(sayResult(last)) }] : []),
  ];
}

function sayResult({ form, marks }: MockExam): string {
  const score = scoreOf(marks);
  return `form ${form}, ${score.correct} of ${score.of} right (${percentOf(score)} %)`;
}

export function noMockExam(): Reply {
  return shortReply('No mock exam yet', 'This guide has no questions for one so far.', choice('All lessons', { kind: 'guide' }, 'main'));
}

export function noResult(): Reply {
  return shortReply('No result yet', 'You have not finished a mock exam so far.', choice('Mock exam', { kind: 'mock' }, 'main'));
}

export function noneRunning(): Reply {
  return shortReply(
    'No mock exam is running',
    'There is nothing to go back to or to submit.',
    choice('Mock exam', { kind: 'mock' }, 'main'),
  );
}

/** What somebody typed after `exam` may be meant for the mock exam, for the facts, or for a lesson. */
export function whichExam(typed: string): Reply {
  return titled(
    'The mock exam, or about the exam?',
    { kind: 'text', text: [...quote(typed, 80), ...plain(': I’m not sure what you mean.')] },
    note(
      'You can say how many questions and which form: `/mlpro exam 30`, `/mlpro exam short`, `/mlpro exam form 3`. For anything else, `/mlpro route` finds the lesson.',
    ),
    choices(choice('Mock exam', { kind: 'mock' }, 'main'), choice('About the exam', { kind: 'exam' })),
  );
}

/** To whoever wants an exam on one lesson or chapter. */
export function noPartExam(typed: string): Reply {
  return titled(
    'A mock exam is on everything',
    {
      kind: 'text',
      text: [...plain('Like the exam, it has questions from every chapter, so none is on '), ...quote(typed, 80), ...plain(' alone.')],
    },
    note('For one lesson or chapter, take a quiz: `/mlpro quiz 1.2 10`, `/mlpro quiz chapter 1`.'),
    choices(choice('Mock exam', { kind: 'mock' }, 'main'), quizOn(null, 'Quiz me')),
  );
}

/** To whoever says when the real one is. */
export function dayBelongsToPlan(typed: string): Reply {
  return titled(
    'Is that the day of your exam?',
    { kind: 'text', text: [...quote(typed, 80), ...plain(' belongs to your plan. Nothing is set yet.')] },
    note('Say the day to the plan: `/mlpro plan in 6 weeks 20 minutes`. Here you can take a mock exam: `/mlpro exam 30`.'),
    choices(choice('My plan', { kind: 'plan' }, 'main'), choice('Mock exam', { kind: 'mock' })),
  );
}
