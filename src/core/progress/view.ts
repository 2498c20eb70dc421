import type { Cards } from '../card.ts';
import { shortNameOf } from '../blocks.ts';
import type { Pack } from '../pack.ts';
import type { EarlierZone, Moment } from '../state.ts';
import { endOfDay, momentOf } from '../time.ts';
import { dateOf, type Days, daysOf, type EpochDay, epochDayOf, type Streak, streakOf, weeks } from './days.ts';
import {
  type ChapterMastery,
  type Forecast,
  forecastAt,
  type Mastery,
  masteryByChapter,
  masteryOf,
  overall,
  weakest,
  weakestTrap,
} from './mastery.ts';
import type { Practice } from './practice.ts';

/** All that is shown of a learner's progress, in a picture and in words. */
export interface ProgressView {
  readonly pack: Pack;
  readonly zone: string;
  readonly mastery: readonly Mastery[];
  /** What is shown of it: a line a lesson, or a chapter where there are too many lessons for one screen. */
  readonly lines: readonly MasteryLine[];
  readonly areChapters: boolean;
  readonly overall: number;
  readonly weakest: Mastery | undefined;
  readonly days: Days;
  readonly streak: Streak;
  /** The first day of the calendar. */
  readonly monday: EpochDay;
  readonly forecast: readonly Forecast[];
  /** The last day of the forecast. */
  readonly until: { readonly day: EpochDay; readonly isExam: boolean };
  readonly trap: ReturnType<typeof weakestTrap>;
}

export interface MasteryLine {
  /** The number of the lesson or chapter. */
  readonly id: string;
  readonly name: string;
  readonly share: number;
  readonly answered: number;
  readonly items: number;
}

export interface ProgressInput {
  readonly pack: Pack;
  readonly cards: Cards;
  readonly practice: Practice;
  readonly now: Moment;
  readonly zone: string;
  readonly earlierZones?: readonly EarlierZone[] | undefined;
  /** `YYYY-MM-DD`, in the learner's zone, where there is a plan. */
  readonly examDay?: string | undefined;
}

/** As many lessons as stand on two screens of a phone with all else that is shown. */
const mostLessons = 14;

/** In days. Without a day of the exam, and after it, the forecast goes as far as this; and never farther than three years, which is all that a curve can show. */
const daysAhead = 30;
const farthest = 3 * 366;

/** Points of the forecast's lines. */
const points = 6;

export function progressViewOf({ pack, cards, practice, now, zone, earlierZones, examDay }: ProgressInput): ProgressView {
  const mastery = masteryOf(pack, cards, now);
  const areChapters = mastery.length > mostLessons && pack.chapters.length > 1;
  const days = daysOf(practice, now, zone, earlierZones);
  const ahead = examDay === undefined ? 0 : epochDayOf(examDay) - days.today;
  const isExam = ahead > 0 && ahead <= farthest;
  const day = days.today + (isExam ? ahead : daysAhead);
  const end = isExam ? momentOf(dateOf(day), '09:00', zone) : endOfDay(now, zone) + daysAhead * 86_400_000;
  return {
    pack,
    zone,
    mastery,
    lines: areChapters ? masteryByChapter(pack, mastery).map(lineOfChapter) : mastery.map(lineOf),
    areChapters,
    overall: overall(pack, mastery),
    weakest: weakest(pack, mastery),
    days,
    streak: streakOf(days),
    monday: mondayOf(days.today) - (weeks - 1) * 7,
    forecast: forecastTo(end, { pack, cards, now }),
    until: { day, isExam },
    trap: weakestTrap(pack, practice.missed),
  };
}

export function lineOf({ lesson, ...counted }: Mastery): MasteryLine {
  return { id: lesson.id, name: shortNameOf(lesson), ...counted };
}

function lineOfChapter({ chapter: { number, title }, ...counted }: ChapterMastery): MasteryLine {
  return { id: String(number), name: `${number}. ${title}`, ...counted };
}

/** Both lines begin where the learner is now. */
function forecastTo(end: Moment, { pack, cards, now }: Pick<ProgressInput, 'pack' | 'cards' | 'now'>): Forecast[] {
  return Array.from({ length: points }, (_, nth) => {
    const forecast = forecastAt(pack, cards, now + ((end - now) * nth) / (points - 1));
    return nth === 0 ? { ...forecast, reviewed: forecast.idle } : forecast;
  });
}

/** 1 January 1970 was a Thursday. */
function mondayOf(day: EpochDay): EpochDay {
  return day - ((((day + 3) % 7) + 7) % 7);
}

/** Never 100 % of what is not certain, never 0 % of what is not nothing. */
export function percent(share: number): string {
  const whole = Math.round(share * 100);
  if (share > 0 && whole === 0) return '1 %';
  return `${share < 1 && whole === 100 ? 99 : whole} %`;
}

export function saySpan(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}

const shortDay = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });

export function sayShortDay(day: EpochDay): string {
  return shortDay.format(day * 86_400_000);
}
