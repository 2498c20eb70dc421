import type { ChapterSheets, LessonSheets } from '../reader/sheets.ts';
import type { Entry, Path } from './entries.ts';
import type { Sheet } from '../reader/yaml.ts';

/** One stretch that a learner reads at once. `around` is not searched for names, but may say that a name is retired. */
export interface Reading {
  readonly sheet: Sheet<unknown>;
  readonly parts: readonly (readonly [path: Path, text: string])[];
  readonly around?: string;
}

/** Everything of a chapter that states how things are today, in the stretches in which learners read it. */
export function readingsOf(sheets: ChapterSheets, entries: readonly Entry[]): Reading[] {
  return [...chapterReadings(sheets), ...sheets.lessons.flatMap(lessonReadings), ...entries.map(itemReading)];
}

function chapterReadings({ chapter: sheet }: ChapterSheets): Reading[] {
  const { intro, routing, strongAnswers, objectives } = sheet.value;
  return [
    { sheet, parts: [[['intro'], intro]] },
    ...routing.map(({ about }, at): Reading => ({ sheet, parts: [[['routing', at, 'about'], about]] })),
    ...objectives.map(({ text }, at): Reading => ({ sheet, parts: [[['objectives', at, 'text'], text]] })),
    ...strongAnswers.flatMap(({ examples }, at) =>
      examples.map(({ situation, weak, strong }, nth): Reading => {
        const path = ['strongAnswers', at, 'examples', nth];
        return {
          sheet,
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

function lessonReadings({ lesson: sheet }: LessonSheets): Reading[] {
  const { focus, summary, concepts, instincts, decisionOrder, scenarios, callShapes, terms } = sheet.value;
  const read = (part: string, entries: readonly Readonly<Record<string, string>>[]) =>
    entries.map((entry, at): Reading => ({ sheet, parts: Object.entries(entry).map(([key, text]) => [[part, at, key], text]) }));
  return [
    { sheet, parts: [[['focus'], focus]] },
    { sheet, parts: [[['summary'], summary]] },
    ...read(
      'concepts',
      concepts.map(({ name, text }) => ({ name, text })),
    ),
    ...read('instincts', instincts),
    ...decisionOrder.map((step, at): Reading => ({ sheet, parts: [[['decisionOrder', at], step]] })),
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

/** Stem, code and what is right. The explanations of what is wrong are around it: one of them may be the note that a name is gone. */
function itemReading({ sheet, path, item, options }: Entry): Reading {
  return {
    sheet,
    around: options.map(({ why }) => why).join('\n'),
    parts: [
      [[...path, 'stem'], item.stem],
      ...('code' in item && item.code !== undefined ? [[[...path, 'code'], item.code] as const] : []),
      ...('remember' in item ? [[[...path, 'remember'], item.remember] as const] : []),
      ...options
        .filter(({ right }) => right)
        .flatMap((option) => [[[...option.path, 'text'], option.text] as const, [[...option.path, 'why'], option.why] as const]),
    ],
  };
}
