import type { Action } from '../action.ts';
import { answerOptions, choice, choices, codeOf, menu, note, reply, rows, shortReply, text, titled } from '../blocks.ts';
import { questionById } from '../pack-index.ts';
import { choiceCount, type Question } from '../pack.ts';
import { isComplete, letterOf, shownOptions, togglePick } from '../quiz/rules.ts';
import type { Choice, Reply, Row } from '../reply.ts';
import { bold, moment, plain, type Text } from '../text.ts';
import { sayMoment } from '../time.ts';
import { answerTo, isOver, type MockStanding, type MockView, type QuestionStatus, statusOf, standingOf, timeLeft } from './rules.ts';

/** A question of a running exam: what was chosen, nothing of what is right. `lead` is said before it. */
export function mockQuestion(view: MockView, wanted: number, lead?: Text): Reply {
  const { exam } = view.mock;
  const at = Math.min(Math.max(1, wanted), exam.questions.length);
  const item = questionById(view.pack, exam.questions[at - 1] ?? '');
  if (item === undefined) return questionGone(view, at, lead);
  const answer = answerTo(view.mock, item.id);
  const picks = answer?.version === item.version ? answer.picks : '';
  const flagged = answer?.flagged === true;
  return titled(
    `Question ${at} of ${exam.questions.length}${flagged ? ', flagged' : ''}`,
    { kind: 'note', text: [...plain('Mock exam: '), ...sayTime(view)] },
    lead && { kind: 'note', text: lead },
    statusOf(view, item.id) === 'edited' ? note(editedSinceAnswered) : undefined,
    text(item.stem),
    codeOf(item),
    choiceCount(item) > 1 ? note(`Choose ${choiceCount(item)}.`) : undefined,
    picks === '' ? undefined : { kind: 'note', text: sayPicks(item, exam.id, picks) },
    answerOptions(shownOptions(item, exam.id), (option, letter) => pickChoice(exam.id, item, picks, option.id, letter)),
    choices(
      ...steps(view, at),
      choice(flagged ? 'Unflag' : 'Flag', { kind: 'mock-flag', exam: exam.id, item: item.id, flagged: !flagged }),
      overview(view),
    ),
  );
}

const editedSinceAnswered = 'This question was edited since you answered it. Answer it again, or it is left out of your score.';

/** How long there is still, and until when, in the learner's own zone. */
export function sayTime({ mock: { exam }, now }: MockView): Text {
  return [bold(`${sayLeft(timeLeft(exam, now))} left`), ...plain(', until '), moment(exam.endsAt, exam.zone), ...plain('.')];
}

/** `1 h 12 min`; less than a minute is still some time. */
export function sayLeft(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return 'less than a minute';
  const hours = Math.floor(minutes / 60);
  return [hours > 0 ? `${hours} h` : '', minutes % 60 > 0 ? `${minutes % 60} min` : ''].filter(Boolean).join(' ');
}

/** Which letters are chosen, as the learner sees them. */
export function lettersOf(item: Question, exam: string, picks: string): string {
  const shown = shownOptions(item, exam);
  return shown.flatMap(({ id }, at) => (picks.includes(id) ? [letterOf(at)] : [])).join(' and ');
}

function sayPicks(item: Question, exam: string, picks: string): Text {
  const missing = choiceCount(item) - picks.length;
  const more = isComplete(item, picks) ? '. You can change it until you submit.' : `. ${missing === 1 ? 'One' : missing} more to choose.`;
  return [...plain('Your answer: '), bold(lettersOf(item, exam, picks)), ...plain(more)];
}

/** The button says what is chosen then, so that the same press delivered twice chooses it once. */
function pickChoice(exam: string, item: Question, picks: string, option: string, letter: string): Choice {
  const most = choiceCount(item);
  const next = most === 1 ? option : togglePick(picks, option, most);
  const action: Action = { kind: 'mock-pick', exam, item: item.id, picks: next, version: item.version };
  return picks.includes(option) ? choice(`✓ ${letter} picked`, action, 'picked') : choice(letter, action);
}

function steps({ mock: { exam } }: MockView, at: number): Choice[] {
  const go = (to: number): Action => ({ kind: 'mock-question', exam: exam.id, at: to });
  return [...(at > 1 ? [choice('Back', go(at - 1))] : []), ...(at < exam.questions.length ? [choice('Next', go(at + 1), 'main')] : [])];
}

function overview({ mock: { exam } }: MockView): Choice {
  return choice('Overview and submit', { kind: 'mock-review', exam: exam.id });
}

function questionGone(view: MockView, at: number, lead?: Text): Reply {
  return titled(
    `Question ${at} of ${view.mock.exam.questions.length}`,
    { kind: 'note', text: [...plain('Mock exam: '), ...sayTime(view)] },
    lead && { kind: 'note', text: lead },
    text('This question was removed from the guide while your exam runs. It is left out of your score.'),
    choices(...steps(view, at), overview(view)),
  );
}

/** Where everything stands, before it is submitted. */
export function mockReview(view: MockView, lead?: Text): Reply {
  const { exam } = view.mock;
  const standing = standingOf(view);
  const [open] = [...standing.open, ...standing.edited];
  const [flagged] = standing.flagged;
  const go = (at: number): Action => ({ kind: 'mock-question', exam: exam.id, at });
  return titled(
    'Overview of your mock exam',
    { kind: 'note', text: [...plain(`Form ${exam.form}, ${exam.questions.length} questions. `), ...sayTime(view)] },
    lead && { kind: 'note', text: lead },
    rows(overviewRows(standing)),
    note('Open questions count as wrong, so a guess costs nothing. What you submit cannot be changed; then every answer is explained.'),
    choices(
      open === undefined ? undefined : choice('To the first open one', go(open), 'main'),
      flagged === undefined ? undefined : choice('To the first flagged one', go(flagged)),
      choice(submitLabel(standing), { kind: 'mock-submit', exam: exam.id }, open === undefined ? 'main' : undefined),
    ),
    menu('Go to a question', ...exam.questions.map((id, at) => choice(placeLabel(view, id, at + 1), go(at + 1)))),
  );
}

function overviewRows({ answered, open, edited, gone, flagged }: MockStanding): Row[] {
  return [
    { label: 'Answered', value: plain(String(answered.length)) },
    { label: 'Open', value: plain(open.length === 0 ? 'none' : sayNumbers(open)) },
    { label: 'Flagged', value: plain(flagged.length === 0 ? 'none' : sayNumbers(flagged)) },
    ...(edited.length > 0 ? [{ label: 'Edited since you answered', value: plain(sayNumbers(edited)) }] : []),
    ...(gone.length > 0 ? [{ label: 'Removed, not counted', value: plain(sayNumbers(gone)) }] : []),
  ];
}

/** `12: 1–9, 14, 20 and 21` */
function sayNumbers(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  const said = runs.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`));
  return `${numbers.length}: ${said.join(', ')}`;
}

function submitLabel({ open, edited }: MockStanding): string {
  const left = open.length + edited.length;
  return left === 0 ? 'Submit' : `Submit with ${left} not answered`;
}

const statusNames: Readonly<Record<QuestionStatus, string>> = {
  answered: 'answered',
  open: 'open',
  edited: 'edited, answer again',
  gone: 'removed',
};

function placeLabel(view: MockView, id: string, at: number): string {
  return `${at}: ${statusNames[statusOf(view, id)]}${answerTo(view.mock, id)?.flagged === true ? ', flagged' : ''}`;
}

/** The exam that runs, for a learner's own page. */
export function openMock(view: MockView): { readonly said: string; readonly next: Choice } {
  const { exam } = view.mock;
  if (isOver(exam, view.now)) return { said: 'Your mock exam is over.', next: choice('See the result', { kind: 'mock' }, 'main') };
  const { answered } = standingOf(view);
  const until = sayMoment(exam.endsAt, exam.zone);
  const said = `Your mock exam is running: ${answered.length} of ${exam.questions.length} answered, until ${until}.`;
  return { said, next: choice('Go on with my mock exam', { kind: 'mock' }, 'main') };
}

export function openMockReply(view: MockView): Reply {
  const { said } = openMock(view);
  return reply(
    'Your mock exam',
    text(`Welcome back. ${said} Type \`exam\` to ${isOver(view.mock.exam, view.now) ? 'see the result' : 'go on'}.`),
  );
}

export function mockGone(): Reply {
  return shortReply(
    'I can’t find that mock exam',
    'It is not one of yours, or what was kept about you was deleted.',
    choice('Mock exam', { kind: 'mock' }, 'main'),
    choice('All lessons', { kind: 'guide' }),
  );
}
