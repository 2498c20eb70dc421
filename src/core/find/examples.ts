import { wordsOf } from '../text.ts';
import type { Label, LabelledText } from '../../router/route.ts';
import type { Chapter, Lesson, Markup, Pack } from '../pack.ts';
import { answering } from '../routing-words.ts';

/**
 * What each kind of text counts: what people ask who know only what the lessons are called counts more than what its author thinks that they ask, and
 * that more than what a lesson says; the routing table most. Tuned by leaving out a quarter of the voices at a time.
 */
const sourceWeights = { routing: 4, asked: 3, outside: 3.3, names: 2, phrasings: 2, lesson: 0.8 };

/** Where questions about the exam itself belong; no lesson has such an id. */
export const examLabel = 'exam';

/** Everything that a pack says about where a question belongs. */
export function examplesOf(pack: Pack): LabelledText[] {
  return [
    ...pack.chapters.flatMap((chapter) => [...rowExamples(chapter), ...chapter.lessons.flatMap(lessonExamples)]),
    ...pack.outside.flatMap(({ phrasings, answeredBy }) =>
      labelled(answeredBy === 'exam' ? [examLabel] : [], sourceWeights.outside, phrasings),
    ),
  ];
}

function labelled(labels: readonly Label[], weight: number, texts: readonly string[]): LabelledText[] {
  return texts.filter((text) => text !== '').map((text) => ({ text, labels, weight }));
}

function rowExamples(chapter: Chapter): LabelledText[] {
  return chapter.routing.flatMap(({ about, lesson }) => labelled([lesson], sourceWeights.routing, [about]));
}

function lessonExamples(lesson: Lesson): LabelledText[] {
  const { id, routing } = lesson;
  const answered = answering.flatMap((part) => Object.values(routing.answeredBy[part]).flat());
  return [
    ...labelled([id], sourceWeights.routing, [lesson.title, unmarked(lesson.focus), lesson.everyday]),
    ...labelled([id], sourceWeights.asked, [...routing.asked, ...answered]),
    ...routing.shared.flatMap(({ question, with: other }) => labelled([id, other], sourceWeights.asked, [question])),
    ...labelled([id], sourceWeights.phrasings, [...routing.phrasings, ...routing.paraphrases]),
    ...routing.elsewhere.flatMap(({ question, lesson: other }) =>
      labelled(other === null ? [] : [other], sourceWeights.phrasings, [question]),
    ),
    ...labelled([id], sourceWeights.names, namesOf(lesson)),
    ...labelled([id], sourceWeights.lesson, textsOf(lesson).map(unmarked)),
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

/** Cues and questions are left out: learning from them takes a quarter longer, and understands nobody better. */
function textsOf(lesson: Lesson): string[] {
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
  ];
}
