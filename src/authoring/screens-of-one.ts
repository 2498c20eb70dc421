import { drillPost, voteReply } from '../core/drill/replies.ts';
import type { Cue, Item, Pack, Question } from '../core/pack.ts';
import { cueById, lessonById, questionById } from '../core/pack-index.ts';
import { feedbackReply } from '../core/quiz/feedback-replies.ts';
import { questionReply } from '../core/quiz/replies.ts';
import type { Drill, QuizSession } from '../core/state.ts';
import { asking, type Screen } from './asking.ts';
import { pages } from './screens.ts';

/** What learners see of one question, cue or lesson, with the feedback to whoever is right. Nothing when the pack has none of that name. */
export function screensOfOne(pack: Pack, id: string): Screen[] {
  const question = questionById(pack, id);
  if (question) return questionScreens(pack, question);
  const cue = cueById(pack, id);
  if (cue) return cueScreens(pack, cue);
  return lessonById(pack, id) ? pages(asking(pack)).filter(({ name }) => name.startsWith(`lesson ${id},`)) : [];
}

function questionScreens(pack: Pack, question: Question): Screen[] {
  const session: QuizSession = { id: 'a quiz', learner: '', lesson: null, questions: [question.id], startedAt: 0, stoppedAt: null };
  const view = { pack, session, attempts: [] };
  return [
    { name: `question ${question.id}`, reply: questionReply(view, question) },
    { name: `the answer to question ${question.id}`, reply: feedbackReply(view, question, rightPicks(question)) },
    { name: `all options of question ${question.id}`, reply: feedbackReply(view, question, rightPicks(question), { everything: true }) },
  ];
}

function cueScreens(pack: Pack, cue: Cue): Screen[] {
  const moments = { day: '2026-01-01', dueAt: 0, claimedAt: 0, late: false };
  const drill: Drill = { id: 'a drill', group: '', cue: cue.id, status: 'posted', message: null, shown: 0, ...moments };
  return [
    { name: `cue ${cue.id} as a drill`, reply: drillPost(pack, drill, cue, 0) },
    { name: `a vote on cue ${cue.id}`, reply: voteReply(pack, drill, cue, { picks: rightPicks(cue), correct: true }) },
  ];
}

function rightPicks({ options }: Item): string {
  return options.flatMap(({ id, correct }) => (correct ? [id] : [])).join('');
}
