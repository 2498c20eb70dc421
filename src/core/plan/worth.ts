import { gradeOf, type Memory, nextMemory, recallAt } from '../card.ts';
import type { Difficulty } from '../pack.ts';
import type { Moment } from '../state.ts';
import type { SyllabusEntry } from './syllabus.ts';

/**
 * The chance that an item is known which this learner has never answered. Nobody can know it, so it is a guess on the careful side; most people bring something
 * along from their work.
 */
export const knownUnseen: Readonly<Record<Difficulty, number>> = { easy: 0.4, medium: 0.3, hard: 0.2 };

/** In seconds, with its explanation: a first time is read slowly, what comes back is recognised. The learner's own pace corrects all four alike. */
const seconds = { newQuestion: 80, newCue: 45, question: 45, cue: 25 };

/** What an item takes, in minutes. `pace` is 1 for somebody of whom nothing is known, 2 for somebody who takes twice as long. */
export function minutesFor({ isCue }: Pick<SyllabusEntry, 'isCue'>, isNew: boolean, pace: number): number {
  const usual = isNew ? (isCue ? seconds.newCue : seconds.newQuestion) : isCue ? seconds.cue : seconds.question;
  return (usual * pace) / 60;
}

/** The chance that it is recalled on exam day as things are. */
export function recallOnExam(memory: Memory | undefined, difficulty: Difficulty, examAt: Moment): number {
  return memory === undefined ? knownUnseen[difficulty] : recallAt(memory, examAt);
}

/** The same if it is answered now: right with today's chance of recall, wrong otherwise. */
export function recallIfAnswered(memory: Memory | undefined, difficulty: Difficulty, now: Moment, examAt: Moment): number {
  const right = memory === undefined ? knownUnseen[difficulty] : recallAt(memory, now);
  return right * recallAfter(memory, true, now, examAt) + (1 - right) * recallAfter(memory, false, now, examAt);
}

function recallAfter(memory: Memory | undefined, correct: boolean, now: Moment, examAt: Moment): number {
  return recallAt(nextMemory(memory, now, gradeOf({ correct })), examAt);
}
