import { z } from 'zod';
import { lessonId, line } from './schema-parts.ts';

/** The shape of the files that say what people ask, and where that belongs. */

export const OutsideFile = z.strictObject({
  topics: z
    .array(
      z.strictObject({
        topic: line(80, 'what these questions are about'),
        answeredBy: z.literal('exam').optional().describe('exam: the facts about the exam in pack.yaml answer these'),
        phrasings: z.array(line(400, 'a question that this pack does not answer')).min(1),
      }),
    )
    .describe('what people ask that no chapter covers'),
});

const asked = line(600, 'a question as a learner would type it');
const byEntry = (what: string) => z.record(z.string().min(1).max(40), z.array(asked)).default({}).describe(`by the id of ${what}`);

export const RoutingFile = z.strictObject({
  terms: z.array(line(80, 'a word or name')).describe('words, class names and API names that point to this lesson'),
  abbreviations: z.record(z.string().min(1).max(12), line(80, 'what it stands for')).describe('abbreviations that learners type'),
  phrasings: z.array(asked).describe("questions in the lesson's own vocabulary"),
  paraphrases: z.array(line(600, 'a question without the vocabulary')).describe("questions without the lesson's vocabulary"),
  asked: z.array(asked).default([]).describe('questions of people who know only what the lessons are called'),
  answeredBy: z
    .strictObject({
      concepts: byEntry('a concept'),
      pairs: byEntry('a pair'),
      traps: byEntry('a trap'),
      cues: byEntry('a cue'),
    })
    .prefault({})
    .describe('questions that one entry of this lesson answers, so that the router can show it'),
  shared: z
    .array(z.strictObject({ question: line(600, 'the question'), with: lessonId }))
    .default([])
    .describe('questions that need another lesson as well'),
  elsewhere: z
    .array(z.strictObject({ question: line(600, 'the question'), lesson: lessonId.nullable() }))
    .describe('questions that look like this lesson but belong to another (or, with null, to none)'),
});

export type OutsideFile = z.infer<typeof OutsideFile>;
export type RoutingFile = z.infer<typeof RoutingFile>;
