import { wordsOf } from '../text.ts';
import type { Chapter, Item, Lesson, LessonId, Markup, Pack } from '../pack.ts';

/** A text whose destination is known: a lesson, or null for outside the guide. `weight` says how much it counts in learning. */
export interface Example {
  readonly text: string;
  readonly lesson: LessonId | null;
  readonly weight: number;
}

/** What each kind of text counts: what learners say counts more than what a lesson says, the routing table most. */
export const weights = { routing: 4, asked: 1.5, name: 1, told: 0.7, outside: 1.5 };

/** Everything that a pack says about where a question belongs. */
export function examplesOf(pack: Pack): Example[] {
  return pack.chapters.flatMap((chapter) => [
    ...rowExamples(chapter),
    ...chapter.lessons.flatMap(lessonExamples),
    ...chapter.outside.flatMap(({ phrasings }) => of(null, weights.outside, phrasings)),
  ]);
}

function of(lesson: LessonId | null, weight: number, texts: readonly string[]): Example[] {
  return texts.filter((text) => text !== '').map((text) => ({ text, lesson, weight }));
}

function rowExamples(chapter: Chapter): Example[] {
  return chapter.routing.flatMap(({ about, lesson }) => of(lesson, weights.routing, [about]));
}

function lessonExamples(lesson: Lesson): Example[] {
  const { id, routing } = lesson;
  return [
    ...of(id, weights.routing, [lesson.title, unmarked(lesson.focus)]),
    ...of(id, weights.asked, [...routing.phrasings, ...routing.paraphrases]),
    ...routing.elsewhere.flatMap(({ question, lesson: other }) => of(other, weights.asked, [question])),
    ...of(id, weights.name, namesOf(lesson)),
    ...of(id, weights.told, toldBy(lesson).map(unmarked)),
  ];
}

/** Marks are no words and need no removing, except the address of a link; looking for one first saves reading them all. */
function unmarked(text: Markup): string {
  return text.includes('](') ? wordsOf(text) : text;
}

function namesOf({ routing, concepts, terms, pairs }: Lesson): string[] {
  return [
    ...routing.terms,
    ...Object.entries(routing.abbreviations).map(([short, long]) => `${short} ${long}`),
    ...concepts.map(({ name }) => name),
    ...terms.map(({ term }) => term),
    ...pairs.map(({ one, other }) => `${one} ${other}`),
  ];
}

function toldBy(lesson: Lesson): string[] {
  return [
    lesson.summary,
    ...lesson.decisionOrder,
    ...lesson.concepts.map(({ text }) => text),
    ...lesson.instincts.map(({ sign, think }) => `${sign} ${think}`),
    ...lesson.scenarios.flatMap(({ situation, answer }) => [situation, answer]),
    ...lesson.traps.flatMap(({ belief, reason }) => [belief, reason]),
    ...lesson.pairs.map(({ difference }) => difference),
    ...lesson.changes.map(({ what, text }) => `${what} ${text}`),
    ...lesson.callShapes.map(({ title, code, note }) => `${title} ${code} ${note}`),
    ...lesson.terms.map(({ meaning }) => meaning),
    ...[...lesson.cues, ...lesson.questions].map(itemText),
  ];
}

/** A question with its right answers; wrong options would speak for other lessons. */
function itemText(item: Item): string {
  const answers = item.options.filter(({ right }) => right).map(({ text }) => text);
  return [item.stem, 'code' in item ? item.code : '', ...answers].join(' ');
}
