import type { ActionOf } from '../action.ts';
import { type Outcome, replyOnly } from '../outcome.ts';
import { questionById } from '../pack-index.ts';
import { choiceCount, type Question } from '../pack.ts';
import { isComplete } from '../quiz/rules.ts';
import type { Reply } from '../reply.ts';
import type { From } from '../request.ts';
import { bold, plain, type Text } from '../text.ts';
import { lettersOf, mockQuestion, mockReview } from './question-replies.ts';
import { answerTo, type MockView } from './rules.ts';

/** An answer counts in its latest form. The next question comes by itself; a question that is half answered stays. */
export function answer({ item: id, picks, version }: ActionOf<'mock-pick'>, view: MockView, { now, randomId }: From): Outcome {
  const { exam } = view.mock;
  const at = exam.questions.indexOf(id) + 1;
  const item = questionById(view.pack, id);
  if (at === 0) return replyOnly(mockReview(view));
  if (item === undefined) return replyOnly(mockQuestion(view, at));
  if (item.version !== version)
    return replyOnly(
      mockQuestion(view, at, plain('This question was edited since you saw it. Here it is as it stands now; your press was not counted.')),
    );
  if (!isPossible(item, picks)) return replyOnly(mockQuestion(view, at));
  const before = answerTo(view.mock, id);
  if (before?.presses.includes(randomId)) return replyOnly(after(view, item, at));
  const made = { item: id, picks, version, at: now, presses: [...(before?.presses ?? []), randomId].slice(-keptPresses) };
  const answers = [...view.mock.answers.filter((other) => other.item !== id), { ...made, flagged: before?.flagged ?? false }];
  const changed = { ...view, mock: { exam, answers } };
  return { reply: after(changed, item, at), changes: [{ kind: 'mock-answered', exam, answer: made }] };
}

/** As many as may still be on their way. */
const keptPresses = 8;

function isPossible(item: Question, picks: string): boolean {
  const known = [...picks].every((pick) => item.options.some(({ id }) => id === pick));
  return known && new Set(picks).size === picks.length && picks.length <= choiceCount(item);
}

function after(view: MockView, item: Question, at: number): Reply {
  const picks = answerTo(view.mock, item.id)?.picks ?? '';
  if (!isComplete(item, picks)) return mockQuestion(view, at);
  const lead: Text = [...plain(`Noted for question ${at}: `), bold(lettersOf(item, view.mock.exam.id, picks)), ...plain('.')];
  return at === view.mock.exam.questions.length ? mockReview(view, lead) : mockQuestion(view, at + 1, lead);
}

export function flag({ item, flagged }: ActionOf<'mock-flag'>, view: MockView): Outcome {
  const { exam } = view.mock;
  const at = exam.questions.indexOf(item) + 1;
  if (at === 0) return replyOnly(mockReview(view));
  const before = answerTo(view.mock, item) ?? { item, picks: '', version: '', at: view.now, presses: [] };
  const answers = [...view.mock.answers.filter((other) => other.item !== item), { ...before, flagged }];
  return {
    reply: mockQuestion({ ...view, mock: { exam, answers } }, at),
    changes: [{ kind: 'mock-flagged', exam, item, flagged, at: view.now }],
  };
}
