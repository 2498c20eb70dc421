import type { ChapterDocuments, LessonDocuments } from '../reader/documents.ts';
import type { Entry, Path } from './entries.ts';
import type { LocatedDocument } from '../reader/yaml.ts';

/** One stretch that a learner reads at once. `around` is not searched for names, but may say that a name is retired. */
export interface Reading {
  readonly document: LocatedDocument<unknown>;
  readonly parts: readonly (readonly [path: Path, text: string])[];
  readonly around?: string;
}

/** Everything of a pack that states how things are today, in the stretches in which learners read it. */
export function readingsOf(chapters: readonly ChapterDocuments[], entries: readonly Entry[]): Reading[] {
  return [
    ...chapters.flatMap((documents) => [...chapterReadings(documents), ...documents.lessons.flatMap(lessonReadings)]),
    ...entries.map(itemReading),
  ];
}

function chapterReadings({ chapter: document }: ChapterDocuments): Reading[] {
  const { intro, routing, strongAnswers, objectives } = document.value;
  return [
    { document, parts: [[['intro'], intro]] },
    ...routing.map(({ about }, at): Reading => ({ document, parts: [[['routing', at, 'about'], about]] })),
    ...objectives.map(({ text }, at): Reading => ({ document, parts: [[['objectives', at, 'text'], text]] })),
    ...strongAnswers.flatMap(({ examples }, at) =>
      examples.map(({ situation, weak, strong }, nth): Reading => {
        const path = ['strongAnswers', at, 'examples', nth];
        return {
          document,
          around: weak,
          parts: [
            [[...path, 'situation'], situation],
            [[...path, 'strong'], strong],
          ],
        };
      }),
    ),
  ];
}

function lessonReadings({ lesson: document }: LessonDocuments): Reading[] {
  const { focus, summary, concepts, instincts, decisionOrder, scenarios, callShapes, terms } = document.value;
  const read = (part: string, entries: readonly Readonly<Record<string, string>>[]) =>
    entries.map((entry, at): Reading => ({ document, parts: Object.entries(entry).map(([key, text]) => [[part, at, key], text]) }));
  return [
    { document, parts: [[['focus'], focus]] },
    { document, parts: [[['summary'], summary]] },
    ...read(
      'concepts',
      concepts.map(({ name, text }) => ({ name, text })),
    ),
    ...read('instincts', instincts),
    ...decisionOrder.map((step, at): Reading => ({ document, parts: [[['decisionOrder', at], step]] })),
    ...read(
      'scenarios',
      scenarios.map(({ situation, answer }) => ({ situation, answer })),
    ),
    ...read(
      'callShapes',
      callShapes.map(({ title, code, note }) => ({ title, code, note })),
    ),
    ...read('terms', terms),
  ];
}

/** Stem, code and what is correct. The explanations of what is wrong are around it: one of them may be the note that a name is gone. */
function itemReading({ document, path, item, options }: Entry): Reading {
  return {
    document,
    around: options.map(({ why }) => why).join('\n'),
    parts: [
      [[...path, 'stem'], item.stem],
      ...('code' in item && item.code !== undefined ? [[[...path, 'code'], item.code] as const] : []),
      ...('remember' in item ? [[[...path, 'remember'], item.remember] as const] : []),
      ...options
        .filter(({ correct }) => correct)
        .flatMap((option) => [[[...option.path, 'text'], option.text] as const, [[...option.path, 'why'], option.why] as const]),
    ],
  };
}
