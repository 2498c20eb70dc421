import type { Outlook } from './outlook.ts';
import { cramDays, minutesBetween } from './plan.ts';
import type { Today } from './today.ts';

/** Minutes that are said are round: nobody's day is planned to the minute. */
const round = 5;

/** What the minutes until the exam are enough for, and what would be needed to meet everything. */
export function sayRealistic({ plan, daysLeft, phase, set }: Today, { unseen, reached }: Outlook): string {
  const fillers = set.some(({ isNew }) => isNew) ? fillersToday : undefined;
  if (phase === 'cram') {
    const words = daysLeft === 1 ? 'Keep it short today, and go to bed early.' : 'Two days: what is shaky now is worth most.';
    return fillers ? `${words} ${fillers}` : words;
  }
  if (unseen === 0) return 'You have met every question. From here on, all the time goes to what you would forget.';
  const all = `${daysLeft} days with ${plan.minutes} minutes are about ${sayHours(daysLeft * plan.minutes)}.`;
  if (phase === 'returning')
    return `${all} ${fillers ?? `New questions have stopped: what was met only once so late is soon gone. ${unseen} stay unseen, and that is fine.`}`;
  if (reached >= unseen * enough)
    return `${all} That is enough to meet all ${unseen} questions that are new to you and to bring back the shaky ones.`;
  return `${all} That is enough for roughly ${roughly(reached)} of the ${unseen} questions that are new to you; those the exam asks for most come first. ${sayNeeded(plan.minutes, unseen / Math.max(1, reached))}`;
}

/** Why there are new ones in the last days. */
const fillersToday = 'What you have met comes first; it takes less than half of what is left of today, so new questions fill the rest.';

/** An outlook that misses a few has met all. */
const enough = 0.95;

function sayNeeded(minutes: number, times: number): string {
  const needed = Math.ceil((minutes * times) / round) * round;
  if (needed > minutesBetween[1]) return 'Meeting every one is not realistic any more, and not needed.';
  return `To meet every one would take about ${needed} minutes a day. Less is fine: what you keep up counts more.`;
}

function sayHours(minutes: number): string {
  const hours = Math.round(minutes / 60);
  return hours < 2 ? `${Math.round(minutes / round) * round} minutes` : `${hours} hours`;
}

function roughly(number: number): number {
  const step = number < 50 ? 5 : number < 200 ? 10 : 50;
  return Math.max(step, Math.round(number / step) * step);
}

/** What may be hoped for, rounded: a model of memory knows no single percents. */
export function sayRecall({ ifStopped, ifKept }: Outlook): string {
  const [stopped, kept] = [percent(ifStopped), percent(ifKept)];
  if (kept <= stopped)
    return `On exam day you would recall about ${stopped} in 100 of what the guide has, with or without these last minutes.`;
  return `On exam day you would recall about **${kept} in 100** of what the guide has if you keep to the plan, and about ${stopped} if you stopped today.`;
}

function percent(share: number): number {
  return Math.round((share * 100) / round) * round;
}

/** What missed days have changed; undefined where none was missed. */
export function sayChanged({ plan, daysLeft, missedDays }: Today): string | undefined {
  if (missedDays === 0) return undefined;
  const days = missedDays === 1 ? 'One day was' : `${missedDays} days were`;
  const last = daysLeft <= cramDays ? '' : ' What is worth least has moved back, and today’s set is no longer than usual.';
  return `${days} missed, about ${sayHours(missedDays * plan.minutes)} of study. No harm done: the plan was made anew from what you know today.${last}`;
}

export function sayCount(number: number, one: string): string {
  return `${number} ${number === 1 ? one : `${one}s`}`;
}
