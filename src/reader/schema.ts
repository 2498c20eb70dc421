import { z } from 'zod';
import { id, itemId, lessonId, line, markup, sourceKeys } from './schema-parts.ts';
import { OutsideFile, RoutingFile } from './schema-routing.ts';

/**
 * The shape of the content files. `z.toJSONSchema` of each is what editors complete from (`npm run schemas`), so a
 * description here is read by the people who write lessons. Lengths keep every screen inside the tightest platform.
 */

const packId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,15}$/, 'small letters, digits and dashes, at most 16')
  .describe('short name of the exam: small letters, digits and dashes; it stands in every stored answer and button, so it never changes');

const least = (what: string) => z.int().min(1).max(999).describe(`${what} that every lesson has at least`);

const AtLeast = z.strictObject({
  concepts: least('concepts'),
  instincts: least('first instincts'),
  decisionOrder: least('steps of the decision order'),
  scenarios: least('scenarios'),
  traps: least('traps'),
  pairs: least('pairs'),
  terms: least('terms'),
  cues: least('cues'),
  questions: least('questions'),
});

export const PackFile = z.strictObject({
  id: packId,
  title: line(100, 'the official name of the exam'),
  exam: z
    .array(z.strictObject({ name: line(40, 'what the fact is about'), value: markup(300, 'the fact') }))
    .max(20)
    .describe('facts about the exam'),
  mock: z
    .strictObject({
      questions: z.int().min(5).max(200).describe('how many questions the exam asks'),
      minutes: z.int().min(5).max(600).describe('how long it takes'),
    })
    .optional()
    .describe('how long a mock exam is; without it, two minutes for each of 60 questions'),
  about: line(140, 'what the bot is for, in a few words, as the platforms show it in their settings'),
  covers: markup(200, 'one sentence on what the guide covers, for people who asked for something else'),
  examples: z
    .strictObject({
      route: z.array(line(100, 'a question')).min(1).max(4),
      lesson: line(30, 'part of the name of a lesson'),
      search: z.array(line(30, 'a word or two that a search finds')).min(1).max(4),
    })
    .describe('what a learner of this exam might type, for the help'),
  chapters: z.array(id).min(1).max(10).describe('folders of the chapters, in order'),
  retiredNames: z
    .array(
      z.strictObject({
        name: line(60, 'the name that is gone, as people write it'),
        successor: line(80, 'the name to use today'),
        since: line(60, 'version or date'),
      }),
    )
    .max(100)
    .optional()
    .describe('product names that a text may only use when it says that they are retired'),
  atLeast: AtLeast.optional().describe(
    'how much every lesson has before learners see it; with it, the bars of the report have to be met as well',
  ),
});

const Example = z.strictObject({
  lesson: lessonId,
  situation: markup(400, 'the situation'),
  weak: markup(300, 'the answer that sounds right'),
  strong: markup(400, 'the answer that is right, and what makes it so'),
});

export const ChapterFile = z.strictObject({
  id,
  title: line(100, 'title of the chapter'),
  intro: markup(600, 'what the chapter is about'),
  weight: z.number().min(0).max(100).describe('share of the exam in percent'),
  revised: z.iso.date().describe('date of the last revision, YYYY-MM-DD'),
  lessons: z.array(id).min(1).max(12).describe('folders of the lessons, in the order of study'),
  routing: z
    .array(z.strictObject({ about: line(150, 'what the question is really about'), lesson: lessonId }))
    .min(1)
    .describe('the routing table'),
  strongAnswers: z.array(z.strictObject({ principle: line(200, 'what strong answers do'), examples: z.array(Example).max(4) })).max(6),
  objectives: z
    .array(
      z.strictObject({
        id: z.int().min(1).max(99),
        text: line(200, 'the official objective, in own words'),
        lessons: z.array(lessonId).min(1),
      }),
    )
    .describe('the official objectives of this exam domain'),
});

export const LessonFile = z.strictObject({
  id: lessonId,
  draft: z.boolean().optional().describe('true while the lesson is written: it is checked, and learners do not see it'),
  title: line(100, 'title of the lesson'),
  focus: markup(200, 'what the lesson is for, in one sentence'),
  everyday: line(100, 'what it is about, for somebody who knows none of its words; not a sentence, no full stop'),
  summary: markup(700, 'the lesson in a few sentences, for one screen of a phone'),
  concepts: z.array(z.strictObject({ id, name: line(60, 'name'), text: markup(420, 'explanation'), sources: sourceKeys })),
  instincts: z.array(z.strictObject({ sign: markup(140, 'what the stem shows'), think: markup(180, 'what to think of first') })),
  decisionOrder: z.array(markup(220, 'a question to ask, in order, and what follows from its answer')),
  scenarios: z.array(
    z.strictObject({
      situation: markup(260, "a situation in a learner's own words"),
      answer: markup(420, 'what to do, and why'),
      sources: sourceKeys,
    }),
  ),
  traps: z.array(
    z.strictObject({
      id,
      belief: markup(160, 'the wrong belief, as someone would say it'),
      reason: markup(360, 'why it is wrong'),
      sources: sourceKeys,
    }),
  ),
  pairs: z.array(
    z.strictObject({
      id,
      one: line(60, 'the first of the two'),
      other: line(60, 'the second'),
      difference: markup(420, 'the difference that decides between them'),
      sources: sourceKeys,
    }),
  ),
  changes: z.array(
    z.strictObject({
      what: line(80, 'what changed'),
      when: line(60, 'version or date'),
      text: markup(360, 'how it was, how it is'),
      sources: sourceKeys,
    }),
  ),
  callShapes: z.array(
    z.strictObject({
      title: line(80, 'what the call does'),
      code: line(700, 'Python, at most 12 lines of 44 characters'),
      note: markup(300, 'what to look at'),
      sources: sourceKeys,
    }),
  ),
  terms: z.array(z.strictObject({ term: line(50, 'the word'), meaning: markup(200, 'what it means') })),
  sources: z
    .record(z.string().regex(/^[a-z0-9-]{2,40}$/), z.strictObject({ title: line(80, 'title'), url: z.url({ protocol: /^https$/ }) }))
    .describe('public pages that the claims rest on, by key'),
});

const OptionFile = z.strictObject({
  text: markup(110, 'the option'),
  why: markup(300, 'why it is right, or why it is wrong; never by letter or position'),
  trap: id.optional().describe('of a wrong option: the trap of lesson.yaml that it embodies'),
});

const letter = z.enum(['a', 'b', 'c', 'd', 'e']);

export const CueFile = z.strictObject({
  id: itemId,
  stem: markup(320, 'a situation as an exam stem would put it, its **deciding words** bold'),
  options: z.partialRecord(letter, OptionFile),
  answer: letter,
  remember: markup(160, 'the cue in one line, as one would remember it in the exam'),
  objective: z.int().min(1).max(99).describe('number of the official objective, see chapter.yaml'),
  sources: sourceKeys,
});

export const QuestionFile = z.strictObject({
  id: itemId,
  difficulty: z.enum(['easy', 'medium', 'hard']),
  form: z.enum(['scenario', 'code', 'concept']),
  stem: markup(320, 'the question'),
  code: line(500, 'code that the question is about, at most 12 lines of 44 characters').optional(),
  options: z.partialRecord(letter, OptionFile),
  answer: z.union([letter, z.array(letter).min(2).max(3)]).describe('the right option, or for "choose two" both: [a, d]'),
  takeaway: markup(120, 'the rule that decides this question, in one line: who has read it can answer'),
  cue: itemId.describe('the cue of this lesson that is worth drilling next'),
  objective: z.int().min(1).max(99).describe('number of the official objective, see chapter.yaml'),
  versions: line(120, 'the product versions it holds for'),
  sources: sourceKeys,
});

export const CuesFile = z.strictObject({ cues: z.array(CueFile) });
export const QuestionsFile = z.strictObject({ questions: z.array(QuestionFile) });

export type PackFile = z.infer<typeof PackFile>;
export type ChapterFile = z.infer<typeof ChapterFile>;
export type LessonFile = z.infer<typeof LessonFile>;
export type CueFile = z.infer<typeof CueFile>;
export type QuestionFile = z.infer<typeof QuestionFile>;
export type OptionFile = z.infer<typeof OptionFile>;

/** The files of a pack by the name an author knows them by. */
export const schemas = {
  pack: PackFile,
  chapter: ChapterFile,
  outside: OutsideFile,
  lesson: LessonFile,
  cues: CuesFile,
  questions: QuestionsFile,
  routing: RoutingFile,
};
