import { isSeq, parseDocument } from 'yaml';
import { placeholder } from './amounts.ts';

/** A lesson that somebody begins to write. */
export interface NewLesson {
  /** `2.6` */
  readonly number: string;
  /** Nothing when its author will find one later. */
  readonly title: string;
}

/** `2.6-feature-serving` */
export function folderFor({ number, title }: NewLesson): string {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? ['lesson'];
  const name = `${number}-${words.join('-')}`;
  return name.length > longestName ? name.slice(0, longestName + 1).replace(/-[^-]*$/, '') : name;
}

/** Of a folder, as chapter.yaml lists it. */
const longestName = 40;

/** The four files of a lesson without anything in it: a draft that passes, with the form of each entry as a comment. */
export function skeletonOf({ number, title }: NewLesson): ReadonlyMap<string, string> {
  const files = {
    lesson: lessonText(number, title || `${placeholder} the title of lesson ${number}`),
    cues: cuesText(number),
    questions: questionsText(number),
    routing: routingText,
  };
  return new Map(
    Object.entries(files).map(([name, text]) => [
      `${name}.yaml`,
      `# yaml-language-server: $schema=../../../../docs/schemas/${name}.json\n${text}`,
    ]),
  );
}

/** The text of a chapter.yaml with one more folder at the end of its lessons, and everything else as it was; undefined when it has no list to add to. */
export function withLesson(chapter: string, folder: string): string | undefined {
  const list = parseDocument(chapter).get('lessons', true);
  if (!isSeq(list)) return undefined;
  const last = list.items.at(-1) as { range?: readonly [number, number, number] } | undefined;
  if (!last?.range) return undefined;
  const [from, end] = last.range;
  const lead = list.flow === true ? ', ' : `\n${chapter.slice(chapter.lastIndexOf('\n', from) + 1, from)}`;
  const after = list.flow === true ? end : endOfLine(chapter, end);
  return `${chapter.slice(0, after)}${lead}${folder}${chapter.slice(after)}`;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function lessonText(number: string, title: string): string {
  return `# Write title, focus and summary first, then the sources, and then what rests on them. docs/content.md has every key.
id: "${number}"
# Learners do not see the lesson while this stands here.
draft: true
title: ${JSON.stringify(title)}
focus: "${placeholder} one sentence on what the lesson is for"
everyday: "${placeholder} what it is about in everyday words"
summary: "${placeholder} the lesson in a few sentences, for one screen of a phone"
concepts: []
#  - id: left-join
#    name: Left join
#    text: Keeps every row of the first table.
#    sources: [guide]
instincts: []
#  - sign: "**every customer** has to be counted"
#    think: a left join from the customers
decisionOrder: []
#  - Which table must lose no row?
scenarios: []
#  - situation: My report lost customers.
#    answer: An inner join dropped those without orders. Use a left join.
#    sources: [guide]
traps: []
#  - id: inner-is-safe
#    belief: An inner join is always the safe choice.
#    reason: It drops every row without a partner.
#    sources: [guide]
pairs: []
#  - id: left-inner
#    one: left join
#    other: inner join
#    difference: Only the first keeps rows that have no partner.
#    sources: [guide]
changes: []
callShapes: []
terms: []
#  - { term: key, meaning: what both tables have in common }
sources: {}
#  guide: { title: Joining guide, url: "https://example.org/joins" }
`;
}

const optionsText = `#    options:
#      a:
#        text: Start from the orders and match inward
#        why: That drops everyone without an order.
#        trap: inner-is-safe
#      b:
#        text: Start from the customers and keep all
#        why: Nobody is lost, and missing orders stay empty.
`;

function cuesText(number: string): string {
  return `# Each cue can be a daily drill: two to four options, one of them right.
cues: []
#  - id: ${number}-c01
#    stem: A report must show **every customer**, also those who never ordered. Where do you start?
${optionsText}#    answer: b
#    remember: "Nobody may be lost: left join."
#    objective: 1
#    sources: [guide]
`;
}

function questionsText(number: string): string {
  return `# Four options each; for "choose two" five, and an answer such as [a, d].
questions: []
#  - id: ${number}-q01
#    difficulty: easy
#    form: scenario
#    stem: A shop counts visits per member. Members who stayed away have to appear with a zero. Which join fits?
${optionsText}#      c:
#        text: Combine both lists and filter afterwards
#        why: The filter throws the same people out again.
#      d:
#        text: Put one list below the other
#        why: That stacks rows and pairs nothing.
#    answer: b
#    takeaway: "The table whose rows must all stay goes first, on the **left**."
#    cue: ${number}-c01
#    objective: 1
#    versions: all current versions
#    sources: [guide]
`;
}

const routingText = `# The words by which learners ask for this lesson, and whole questions as they type them.
terms: []
abbreviations: {}
phrasings: []
paraphrases: []
asked: []
answeredBy: {}
shared: []
elsewhere: []
`;

/** What its author does next, in order. */
export function firstSteps(path: string, chapter: string, number: string): string {
  return `Made ${path}, and listed it in ${chapter}. It is a draft: learners do not see it.

Fill in, in this order:
  1. lesson.yaml    title, focus and summary; then sources; then what rests on them
  2. cues.yaml      one cue for each decision, with the number of its objective (chapter.yaml lists them)
  3. questions.yaml each names the cue that is worth drilling next
  4. routing.yaml   the words by which learners ask for this lesson
  5. chapter.yaml   a row for "${number}" under routing, and "${number}" at the objectives that it teaches
Check it:    npm run content -- --only ${number}
Look at it:  npm run content -- --show ${number}-q01
Show it to learners: take "draft: true" out of lesson.yaml.`;
}
