import { createHash } from 'node:crypto';
import type { PackId } from '../pack.ts';
import type { LearnerId, Moment } from '../state.ts';
import { daysAfter, daysBetween } from '../time.ts';
import { cramDays, type Plan } from './plan.ts';

/** What a calendar has to know besides the plan. */
export interface CalendarParts {
  readonly plan: Plan;
  readonly pack: { readonly id: PackId; readonly title: string };
  readonly learner: LearnerId;
  /** The learner's local date. */
  readonly today: string;
  readonly now: Moment;
  /** The hour at which the learner studies, HH:MM; without it, study has the day and no hour. */
  readonly time?: string | undefined;
}

interface Event {
  readonly name: 'study' | 'cram' | 'exam';
  readonly summary: string;
  readonly description: string;
  /** Local dates; `end` is the day after the last one. */
  readonly start: string;
  readonly end: string;
  /** The last day on which it comes again, where it comes daily. */
  readonly until?: string;
  /** It was in an earlier plan, perhaps, and is in this one no more. */
  readonly isCancelled?: true;
  /** Where it has an hour: that, and how long it takes. */
  readonly at?: { readonly time: string; readonly minutes: number } | undefined;
}

/**
 * The plan as iCalendar (RFC 5545). Days without an hour stand at the top of a day, and hold nothing up; an hour is one of the learner's clock, wherever they
 * are, so it has no zone. Each event keeps its
 * UID whatever the plan becomes, and a plan that was changed later has a higher SEQUENCE: a calendar that has an event replaces it. One that this plan has no
 * more is cancelled by its UID, so that nothing of an earlier plan stays behind.
 */
export function calendarOf(parts: CalendarParts): string {
  const events = eventsOf(parts).flatMap((event) => linesOf(event, parts));
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//mlpro//study plan//EN', 'CALSCALE:GREGORIAN', ...events, 'END:VCALENDAR'];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function eventsOf(parts: CalendarParts): Event[] {
  const { examDay } = parts.plan;
  const daysLeft = daysBetween(parts.today, examDay);
  const cramFrom = daysAfter(examDay, -Math.min(cramDays, daysLeft));
  return [
    daysLeft > cramDays ? studyEvent(parts, daysAfter(cramFrom, -1)) : cancelled(parts, 'study'),
    daysLeft > 0 ? cramEvent(parts, cramFrom) : cancelled(parts, 'cram'),
    examEvent(parts),
  ];
}

/** All of a series goes with its UID. The day is only there because every event has one. */
function cancelled({ today }: CalendarParts, name: Event['name']): Event {
  const summary = 'Not in the plan any more';
  return { name, summary, description: '', start: daysAfter(today, -1), end: today, isCancelled: true };
}

function studyEvent({ plan, today, time }: CalendarParts, until: string): Event {
  return {
    name: 'study',
    summary: `Study for the exam, ${plan.minutes} minutes`,
    description: "Type /mlpro plan start: the day's set is chosen from what you know by then.",
    start: today,
    end: daysAfter(today, 1),
    until,
    at: time === undefined ? undefined : { time, minutes: plan.minutes },
  };
}

function cramEvent({ plan }: CalendarParts, start: string): Event {
  return {
    name: 'cram',
    summary: `Last days before the exam, ${plan.minutes} minutes each`,
    description: 'Type /mlpro plan start: what is shaky, once more. Practice only.',
    start,
    end: plan.examDay,
  };
}

function examEvent({ plan: { examDay }, pack }: CalendarParts): Event {
  return { name: 'exam', summary: `Exam: ${pack.title}`, description: 'Good luck!', start: examDay, end: daysAfter(examDay, 1) };
}

function linesOf(event: Event, { plan, pack, learner, now }: CalendarParts): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${uidOf(pack.id, learner)}-${event.name}@mlpro`,
    `DTSTAMP:${stampOf(now)}`,
    `SEQUENCE:${sequenceOf(plan.setAt)}`,
    ...whenLines(event),
    ...(event.isCancelled ? ['STATUS:CANCELLED'] : []),
    `SUMMARY:${escape(event.summary)}`,
    ...(event.description === '' ? [] : [`DESCRIPTION:${escape(event.description)}`]),
    'END:VEVENT',
  ];
}

function whenLines({ start, end, until, at }: Event): string[] {
  const hour = at === undefined ? '' : `T${at.time.replace(':', '')}00`;
  const again = until === undefined ? [] : [`RRULE:FREQ=DAILY;UNTIL=${compact(until)}${hour}`];
  if (at) return [`DTSTART:${compact(start)}${hour}`, `DURATION:PT${at.minutes}M`, ...again];
  return [`DTSTART;VALUE=DATE:${compact(start)}`, `DTEND;VALUE=DATE:${compact(end)}`, ...again, 'TRANSP:TRANSPARENT'];
}

/** The same for the same learner and exam, and nothing by which a calendar could tell who they are. */
function uidOf(pack: PackId, learner: LearnerId): string {
  return createHash('sha256').update(`${pack} ${learner}`).digest('hex').slice(0, 20);
}

/** Minutes since 2026 began: it grows with every later plan, and fits into 32 bits for four thousand years. */
function sequenceOf(setAt: Moment): number {
  return Math.max(0, Math.floor((setAt - Date.UTC(2026, 0, 1)) / 60_000));
}

function stampOf(now: Moment): string {
  return new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function compact(day: string): string {
  return day.replaceAll('-', '');
}

function escape(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');
}

/** In bytes, without the line end. */
const longestLine = 75;

/** A long line goes on in the next, after a blank. No character of several bytes is cut in two. */
function fold(line: string): string {
  const lines = [''];
  let size = 0;
  for (const character of line) {
    const bytes = Buffer.byteLength(character);
    if (size + bytes > longestLine) {
      lines.push(' ');
      size = 1;
    }
    lines[lines.length - 1] += character;
    size += bytes;
  }
  return lines.join('\r\n');
}
