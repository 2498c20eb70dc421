import { wordsOf } from '../text.ts';
import type { Label, LabelledText } from '../../router/route.ts';
import { answering, type Chapter, type Item, type Lesson, type Markup, type Pack } from '../pack.ts';

/** What each kind of text counts: what learners say counts more than what a lesson says, the routing table most. */
const sourceWeights = { routing: 4, learners: 3, names: 1, lesson: 0.7, outside: 1.5 };

/** Where questions about the exam itself belong; no lesson has such an id. */
export const examLabel = 'exam';

/** Everything that a pack says about where a question belongs. */
export function examplesOf(pack: Pack): LabelledText[] {
  return [
    ...pack.chapters.flatMap((chapter) => [...rowExamples(chapter), ...chapter.lessons.flatMap(lessonExamples)]),
    ...pack.outside.flatMap(({ phrasings, answeredBy }) =>
      labelled(answeredBy === 'exam' ? examLabel : null, sourceWeights.outside, phrasings),
    ),
  ];
}

function labelled(label: Label | null, weight: number, texts: readonly string[]): LabelledText[] {
  return texts.filter((text) => text !== '').map((text) => ({ text, label, weight }));
}

function rowExamples(chapter: Chapter): LabelledText[] {
  return chapter.routing.flatMap(({ about, lesson }) => labelled(lesson, sourceWeights.routing, [about]));
}

function lessonExamples(lesson: Lesson): LabelledText[] {
  const { id, routing } = lesson;
  return [
    ...labelled(id, sourceWeights.routing, [lesson.title, unmarked(lesson.focus), lesson.everyday]),
    ...labelled(id, sourceWeights.learners, [...routing.phrasings, ...routing.paraphrases]),
    ...answering.flatMap((part) => labelled(id, sourceWeights.learners, Object.values(routing.answeredBy[part]).flat())),
    // Half for each of the two.
    ...routing.shared.flatMap(({ question, with: other }) =>
      [id, other].flatMap((lessonId) => labelled(lessonId, sourceWeights.learners / 2, [question])),
    ),
    ...routing.elsewhere.flatMap(({ question, lesson: other }) => labelled(other, sourceWeights.learners, [question])),
    ...labelled(id, sourceWeights.names, namesOf(lesson)),
    ...labelled(id, sourceWeights.lesson, textsOf(lesson).map(unmarked)),
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
    ...[...lesson.cues, ...lesson.questions].map(itemText),
  ];
}

/** A question with its right answers; wrong options would speak for other lessons. */
function itemText(item: Item): string {
  const answers = item.options.filter(({ correct }) => correct).map(({ text }) => text);
  return [item.stem, 'code' in item ? item.code : '', ...answers].join(' ');
}
