import type { Action } from '../action.ts';
import { choice, choices, codeOf, explainedOptions, menu, nameOf, note, openLesson, rows, sourcesNote, text, titled } from '../blocks.ts';
import { chapterByNumber, lessonById, questionById } from '../pack-index.ts';
import type { Chapter, Pack, Question } from '../pack.ts';
import { isCorrect, shownOptions } from '../quiz/rules.ts';
import type { Block, Choice, Reply, Row } from '../reply.ts';
import { bold, moment, parseMarkup, plain, type Text } from '../text.ts';
import { wasTaken } from './forms.ts';
import type { Mock, MockExam, MockMark } from './mock.ts';
import { lettersOf, mockGone } from './question-replies.ts';
import { byObjective, explained, marksOfChapter, percentOf, type Score, scoreOf, weakestLesson } from './rules.ts';

interface ResultExtras {
  /** The last one before it that was taken. */
  readonly before?: MockExam | undefined;
  readonly lead?: Text | undefined;
}

/** How a submitted exam went: in all, by chapter, beside the last one, and what to do first. */
export function mockResult(pack: Pack, exam: MockExam, { before, lead }: ResultExtras = {}): Reply {
  const score = scoreOf(exam.marks);
  if (!wasTaken(exam)) return nothingAnswered(pack, exam, lead);
  return titled(
    `Mock exam: ${saidScore(score)} right`,
    {
      kind: 'note',
      text: [
        ...(lead ? [...lead, ...plain(' ')] : []),
        ...plain(`Form ${exam.form}, started `),
        moment(exam.startedAt, exam.zone),
        ...plain('.'),
      ],
    },
    rows([...pack.chapters.flatMap((chapter) => chapterRow(chapter, exam, before)), ...openRow(exam)]),
    { kind: 'text', text: sayComparison(score, before) },
    leftOut(exam.marks),
    ...first(pack, exam),
    ...passing(pack),
    choices(...onFromResult(pack, exam), anotherExam),
    menu('By objective', ...pack.chapters.flatMap((chapter) => objectivesChoice(exam, chapter))),
  );
}

const anotherExam: Choice = choice('Another mock exam', { kind: 'mock' });

function saidScore(score: Score): string {
  return `${score.correct} of ${score.of} (${percentOf(score)} %)`;
}

function chapterRow(chapter: Chapter, exam: MockExam, before: MockExam | undefined): Row[] {
  const score = scoreOf(marksOfChapter(exam.marks, chapter));
  if (score.of === 0) return [];
  const last = before === undefined ? undefined : scoreOf(marksOfChapter(before.marks, chapter));
  const then = last && last.of > 0 ? `; last time ${saidScore(last)}` : '';
  return [{ label: `${chapter.number}. ${chapter.title}`, value: plain(`${saidScore(score)}${then}`) }];
}

function openRow({ marks }: MockExam): Row[] {
  const open = marks.filter(({ mark }) => mark === 'open').length;
  return open === 0 ? [] : [{ label: 'Not answered', value: plain(`${open}, counted as wrong`) }];
}

/** Two exams may have different lengths: what is compared is the share. */
function sayComparison(score: Score, before: MockExam | undefined): Text {
  if (before === undefined) return plain('This is your first mock exam: the next one will be compared with it.');
  const then = scoreOf(before.marks);
  const change = percentOf(score) - percentOf(then);
  const words = change === 0 ? 'the same share' : `${Math.abs(change)} percentage points ${change > 0 ? 'more' : 'less'}`;
  return plain(`Last time ${saidScore(then)} in form ${before.form}: this is ${words}.`);
}

function leftOut(marks: readonly MockMark[]): Block | undefined {
  const count = marks.filter(({ mark }) => mark === 'left-out').length;
  if (count === 0) return undefined;
  const [what, is] = count === 1 ? ['One question was', 'is'] : [`${count} questions were`, 'are'];
  return note(`${what} edited or removed while your exam ran, and ${is} left out of the score.`);
}

/** What raises the next one the most. */
function first(pack: Pack, { marks }: MockExam): Block[] {
  const weakest = weakestTaught(pack, marks);
  const lesson = weakest && lessonById(pack, weakest.lesson);
  if (weakest === undefined || lesson === undefined)
    return [
      text(weakestLesson(marks) ? 'The guide no longer has the lessons in which you missed something.' : 'Nothing was missed. Well done!'),
    ];
  const { correct, of } = weakest.score;
  return [
    {
      kind: 'text',
      text: [
        bold('First: '),
        ...plain(`go through what you missed. Then read ${nameOf(lesson)}: ${correct} of ${of} right, which cost you the most.`),
      ],
    },
  ];
}

/** Of what is still in the guide, for it is to be read. */
function weakestTaught(pack: Pack, marks: readonly MockMark[]): ReturnType<typeof weakestLesson> {
  return weakestLesson(marks.filter(({ lesson }) => lessonById(pack, lesson) !== undefined));
}

/** The bot knows no passing score beside what the facts say. */
function passing(pack: Pack): Block[] {
  const fact = sayPassing(pack);
  return fact.length > 0 ? [{ kind: 'note', text: [...fact, ...plain(' So compare with yourself.')] }] : [];
}

/** What the facts say of passing, in a sentence; empty where they say nothing. */
export function sayPassing({ exam }: Pack): Text {
  const fact = exam.find(({ name }) => /^pass/i.test(name));
  return fact ? [...plain(`${fact.name} of the exam: `), ...parseMarkup(fact.value), ...plain('.')] : [];
}

function onFromResult(pack: Pack, exam: MockExam): Choice[] {
  const missed = explained(exam, pack, 'missed');
  const [firstMissed] = missed;
  const [firstOne] = explained(exam, pack, 'all');
  const weakest = lessonById(pack, weakestTaught(pack, exam.marks)?.lesson ?? '');
  return [
    ...(firstMissed ? [choice(`What I missed (${missed.length})`, explain(exam, firstMissed, 'missed'), 'main')] : []),
    ...(weakest ? [openLesson(weakest, `Read ${weakest.id}`)] : []),
    ...(firstOne ? [choice('All explanations', explain(exam, firstOne, 'all'))] : []),
  ];
}

function explain({ id }: MockExam, at: number, only: 'all' | 'missed'): Action {
  return { kind: 'mock-explain', exam: id, at, only };
}

function objectivesChoice(exam: MockExam, chapter: Chapter): Choice[] {
  const score = scoreOf(marksOfChapter(exam.marks, chapter));
  if (score.of === 0) return [];
  return [choice(`${chapter.number}. ${chapter.title}`, { kind: 'mock-objectives', exam: exam.id, chapter: chapter.number })];
}

/** Nothing can be said of it, and the form stays new. What was answered may have been edited since. */
function nothingAnswered(pack: Pack, exam: MockExam, lead?: Text): Reply {
  const [firstOne] = explained(exam, pack, 'all');
  const edited = leftOut(exam.marks);
  const none = edited ? 'No answer is left that counts, so there is no result' : 'Nothing was answered, so nothing is counted';
  return titled(
    edited ? 'This mock exam has no answers that count' : 'This mock exam has no answers',
    lead && { kind: 'note', text: lead },
    text(`${none}, and its form is still new to you.`),
    edited,
    choices(anotherExam, firstOne === undefined ? undefined : choice('All lessons', { kind: 'guide' })),
  );
}

/** The objectives of a chapter with what they came to, the one that lost the most first. */
export function objectivesReply(pack: Pack, exam: MockExam, number: number): Reply {
  const chapter = chapterByNumber(pack, number);
  if (chapter === undefined) return mockResult(pack, exam);
  const scores = byObjective(exam.marks, chapter);
  return titled(
    `By objective: ${chapter.title}`,
    rows(scores.map(({ objective, score }) => ({ label: `${score.correct} of ${score.of}`, value: plain(objective.text) }))),
    choices(backToResult(exam)),
    menu('Other chapters', ...pack.chapters.filter((other) => other.number !== number).flatMap((other) => objectivesChoice(exam, other))),
  );
}

function backToResult({ id }: MockExam): Choice {
  return choice('To the result', { kind: 'mock-result', exam: id });
}

/** One question of a submitted exam with every option explained, and the way to the next one. */
export function mockExplanation(pack: Pack, { exam, answers }: Mock, wanted: number, only: 'all' | 'missed'): Reply {
  const positions = explained(exam, pack, only);
  const at = positions.find((position) => position >= wanted) ?? positions.at(-1);
  const mark = exam.marks[(at ?? 0) - 1];
  const item = questionById(pack, mark?.item ?? '');
  if (at === undefined || mark === undefined || item === undefined) return mockGone();
  const picks = answers.find((answer) => answer.item === item.id)?.picks ?? '';
  const place = positions.indexOf(at);
  const letters = lettersOf(item, exam.id, picks);
  const lesson = lessonById(pack, item.lesson);
  return titled(
    `Question ${at} of ${exam.questions.length}: ${markWords[mark.mark]}`,
    note(
      `${place + 1} of ${positions.length}${only === 'missed' ? ' that you missed' : ''}${letters === '' ? '' : `; your answer: ${letters}`}`,
    ),
    isMarkedOtherwise(item, picks, mark) ? note(editedSinceMarked) : undefined,
    text(item.stem),
    codeOf(item),
    explainedOptions(shownOptions(item, exam.id), picks),
    { kind: 'text', text: [bold('Remember: '), ...parseMarkup(item.takeaway)] },
    sourcesNote(item.sources, `Holds for ${item.versions}.`),
    choices(...around(exam, positions, place, only), lesson && openLesson(lesson, `Read ${lesson.id}`), backToResult(exam)),
  );
}

/** What is kept is the mark of the wording that was answered; what is explained is the wording of today. */
function isMarkedOtherwise(item: Question, picks: string, { mark }: MockMark): boolean {
  return (mark === 'right' || mark === 'wrong') && isCorrect(item, picks) !== (mark === 'right');
}

const editedSinceMarked =
  'This question was edited since your exam: the result has what you answered then, and the options below are those of today.';

const markWords: Readonly<Record<MockMark['mark'], string>> = {
  right: '✓ right',
  wrong: '✗ not this time',
  open: 'not answered',
  'left-out': 'not counted',
};

function around(exam: MockExam, positions: readonly number[], place: number, only: 'all' | 'missed'): Choice[] {
  const [before, after] = [positions[place - 1], positions[place + 1]];
  return [
    ...(after === undefined ? [] : [choice('Next', explain(exam, after, only), 'main')]),
    ...(before === undefined ? [] : [choice('Back', explain(exam, before, only))]),
  ];
}
