import type { CommandOption } from '../command.ts';
import type { Course } from '../course.ts';
import { lessonsOf } from '../pack-index.ts';
import type { Lesson } from '../pack.ts';
import { nameOf } from '../blocks.ts';

/** What a platform offers while somebody is typing: what they read, and what is sent when they choose it. */
export interface Completion {
  readonly name: string;
  readonly value: string;
}

/** Lessons whose number or name holds what was typed, then those that it may have meant. */
export function completeLesson({ pack, finder }: Course, typed: string): Completion[] {
  const words = typed.trim().toLowerCase();
  const named = lessonsOf(pack).filter((lesson) => nameOf(lesson).toLowerCase().includes(words));
  const found = words === '' ? undefined : finder.lesson(words);
  const meant = found === undefined ? [] : found.kind === 'found' ? [found.lesson] : found.lessons;
  return [...new Set<Lesson>([...named, ...meant])].map((lesson) => ({ name: nameOf(lesson), value: lesson.id }));
}

/** Where most people are asked for when nothing has been typed yet. */
const usualZones = ['UTC', 'Europe/London', 'Europe/Berlin', 'America/New_York', 'America/Chicago', 'America/Los_Angeles', 'Asia/Kolkata'];

/** Time zones by any part of their name, cities that begin with it first. */
export function completeZone(typed: string, zones: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')]): Completion[] {
  const words = typed.trim().toLowerCase().replace(/\s+/g, '_');
  const named = zones.filter((zone) => zone.toLowerCase().includes(words));
  const begins = (zone: string) =>
    zone
      .toLowerCase()
      .split('/')
      .some((part) => part.startsWith(words));
  const fitting = words === '' ? usualZones : [...named.filter(begins), ...named.filter((zone) => !begins(zone))];
  return fitting.map((zone) => ({ name: zone.replaceAll('_', ' '), value: zone }));
}

const usualTimes = ['08:00', '08:30', '09:00', '09:30', '10:00', '12:00', '13:00', '16:00', '17:00', '18:00', '20:00'];

/** Times of day: `9` or `9:` is offered as each quarter of that hour, `17:3` as 17:30 to 17:39. */
export function completeTime(typed: string): Completion[] {
  const [, hour = '', minutes = ''] = /^(\d{1,2})(?:[:.h]?(\d{0,2}))?$/.exec(typed.trim()) ?? [];
  if (hour === '') return typed.trim() === '' ? usualTimes.map(asIs) : [];
  if (Number(hour) > 23) return [];
  const ends =
    minutes === '' ? ['00', '15', '30', '45'] : minutes.length === 1 ? [...'0123456789'].map((last) => minutes + last) : [minutes];
  return ends.filter((end) => Number(end) < 60).map((end) => asIs(`${hour.padStart(2, '0')}:${end}`));
}

const usualDays: readonly Completion[] = [
  { name: 'Monday to Friday', value: 'weekdays' },
  { name: 'Every day', value: 'daily' },
  { name: 'Saturday and Sunday', value: 'weekends' },
  { name: 'Monday, Wednesday, Friday', value: 'mon,wed,fri' },
  { name: 'Tuesday, Thursday', value: 'tue,thu' },
];

/** Sets of days, and what was typed as it stands, because any list of days will do. */
export function completeDays(typed: string): Completion[] {
  const words = typed.trim().toLowerCase();
  const fitting = usualDays.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(words));
  return words === '' || fitting.some(({ value }) => value === words) ? fitting : [...fitting, asIs(typed.trim())];
}

function asIs(value: string): Completion {
  return { name: value, value };
}

/** A reveal has a time, or waits for the next drill. */
function completeReveal(typed: string): Completion[] {
  const next = { name: 'Just before the next drill', value: 'next' };
  return 'next'.startsWith(typed.trim().toLowerCase()) ? [next, ...completeTime(typed)] : completeTime(typed);
}

/** What can be offered for an option while it is being typed; undefined where nothing can. */
export function completionFor({ name, completes, input }: CommandOption, course: Course): ((typed: string) => Completion[]) | undefined {
  if (completes === 'lesson') return (typed) => completeLesson(course, typed);
  if (completes === 'zone') return (typed) => completeZone(typed);
  if (input === 'time') return name === 'reveal' ? completeReveal : completeTime;
  return input === 'days' ? completeDays : undefined;
}
