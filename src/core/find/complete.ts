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
