import type { Action } from '../core/action.ts';
import { type Cue, choiceCount, type Item, type Pack, type Question } from '../core/pack.ts';
import { lessonsOf } from '../core/pack-index.ts';
import type { Request } from '../core/request.ts';
import type { Drill, QuizSession, State } from '../core/state.ts';
import type { Ask, Screen } from './asking.ts';
import { attempt, from, missedQuiz } from './states.ts';

// Questions and cues, with every answer that can be given to them.

export function quizEnds(pack: Pack, ask: Ask): Screen[] {
  const quiz = missedQuiz(pack);
  const press = (action: Action, state: State) => ask({ kind: 'press', action }, state);
  const { id: session } = quiz.session;
  return [
    { name: 'the result of a quiz', reply: press({ kind: 'next', session }, { quiz }) },
    {
      name: 'a quiz that ends another one',
      reply: press({ kind: 'retry', session }, { quiz: { ...quiz, attempts: quiz.attempts.slice(0, 1) }, earlier: quiz }),
    },
  ];
}

export function questionScreens(pack: Pack, ask: Ask): Screen[] {
  const all = lessonsOf(pack).flatMap(({ questions }) => questions);
  const first = all.slice(0, longestQuiz).map(({ id }) => id);
  return all.flatMap((question) => screensOfQuestion(question, first, ask));
}

const longestQuiz = 20;

/** In a quiz with others, as long as any. */
function screensOfQuestion(question: Question, others: readonly string[], ask: Ask): Screen[] {
  const questions = [question.id, ...others.filter((id) => id !== question.id).slice(0, longestQuiz - 1)];
  const session: QuizSession = { id: 'quiz--id', learner: from.learner, lesson: null, questions, startedAt: 0, stoppedAt: null };
  const answer = (picks: string, version = question.version): Request => ({
    kind: 'press',
    action: { kind: 'answer', session: session.id, item: question.id, picks, version },
  });
  const edited = ask(answer('', 'edit'), { quiz: { session, attempts: [] } });
  const explain: Request = { kind: 'press', action: { kind: 'explain', session: session.id, item: question.id } };
  const [picks = ''] = picksOf(question);
  const report: Request = { kind: 'press', action: { kind: 'report', askedIn: { kind: 'quiz', id: session.id }, item: question.id } };
  return [
    { name: `question ${question.id}`, reply: edited },
    { name: `the report of question ${question.id}`, reply: ask(report, { report: 'outdated' }) },
    {
      name: `all options of question ${question.id}`,
      reply: ask(explain, { quiz: { session, attempts: [attempt(question, session.id, picks)] } }),
    },
    ...picksOf(question).map((picks) => ({
      name: `the answer to question ${question.id}`,
      reply: ask(answer(picks), { quiz: { session, attempts: [attempt(question, session.id, picks)] } }),
    })),
  ];
}

export function cueScreens(cue: Cue, ask: Ask): Screen[] {
  const drill: Drill = {
    id: 'drill-id',
    group: from.group,
    day: '2026-01-01',
    cue: cue.id,
    status: 'posted',
    dueAt: 0,
    claimedAt: 0,
    late: true,
    message: null,
    shown: 0,
  };
  const tally = Object.fromEntries(cue.options.map(({ id }) => [id, 1000]));
  const vote = (pick: string): Request => ({ kind: 'press', action: { kind: 'vote', drill: drill.id, pick, version: cue.version } });
  return [
    { name: `cue ${cue.id} as a drill`, reply: ask({ kind: 'drill' }, { drill: { drill, tally } }) },
    { name: `the reveal of cue ${cue.id}`, reply: ask({ kind: 'drill' }, { drill: { drill: { ...drill, status: 'revealed' }, tally } }) },
    ...picksOf(cue).map((pick) => ({
      name: `a vote on cue ${cue.id}`,
      reply: ask(vote(pick), { drill: { drill, tally, own: attempt(cue, drill.id, pick) } }),
    })),
  ];
}

/** Every complete answer: one option, or every two of a "choose two". */
function picksOf(item: Item): string[] {
  const wanted = choiceCount(item);
  const grow = (picks: string, after: number): string[] =>
    picks.length === wanted ? [picks] : item.options.slice(after).flatMap(({ id }, at) => grow(picks + id, after + at + 1));
  return grow('', 0);
}
