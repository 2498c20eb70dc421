import type { Moment } from '../state.ts';
import { dayAt, daysBetween, momentOf } from '../time.ts';
import { begunAt, cramDays, type Plan } from './plan.ts';

/** What a day is for, by how far the exam is away. */
export type Phase = 'new' | 'returning' | 'cram' | 'exam' | 'over';

/** For so many days before the exam nothing new comes: bringing back what was met before gives more than what is seen only once. */
const restFromNew = 4;

/** How many days before the exam the new items stop; fewer in a plan of a few days, which would otherwise have nothing new at all. */
export function newStopsBefore(plan: Plan, zone: string): number {
  const length = Math.max(0, daysBetween(dayAt(begunAt(plan), zone), plan.examDay));
  return Math.min(restFromNew, Math.max(cramDays, Math.floor(length / 3)));
}

/** What the day that is so many days before the exam is for. */
export function phaseOf(daysLeft: number, newStops: number): Phase {
  if (daysLeft < 1) return daysLeft < 0 ? 'over' : 'exam';
  if (daysLeft <= cramDays) return 'cram';
  return daysLeft <= newStops ? 'returning' : 'new';
}

/** When the exam begins, as far as a plan has to know: in the morning of its day. */
export function examMoment({ examDay }: Pick<Plan, 'examDay'>, zone: string): Moment {
  return momentOf(examDay, '09:00', zone);
}
