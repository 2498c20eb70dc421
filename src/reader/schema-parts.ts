import { z } from 'zod';

/** What several of the content files have: names, lines and texts with marks. */

export const line = (most: number, what: string) => z.string().trim().min(1).max(most).describe(what);
export const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{0,39}$/, 'small letters, digits, dots and dashes, at most 40')
  .describe('unique name: small letters, digits, dots and dashes');
export const lessonId = z
  .string()
  .regex(/^\d{1,2}\.\d{1,2}$/, 'a lesson number such as "1.2", in quotes')
  .describe('lesson number in quotes, such as "1.2"');
export const itemId = z
  .string()
  .regex(/^\d{1,2}\.\d{1,2}-[cq]\d{2,3}$/, 'the lesson, c or q, and a number: 1.2-c07 or 1.2-q31')
  .describe('the lesson, c (cue) or q (question), and a number: 1.2-c07');
export const sourceKeys = z.array(z.string()).min(1).max(6).describe('keys of the sources listed at the end of lesson.yaml');
export const markup = (most: number, what: string) => line(most, `${what} (marks: **bold**, \`code\`, [words](https://…))`);
