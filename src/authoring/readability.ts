import { wordsOf } from '../core/text.ts';
import type { LessonDocuments } from '../reader/documents.ts';
import type { Problem } from '../reader/problem.ts';
import type { LocatedDocument } from '../reader/yaml.ts';
import type { Entry, Path } from './entries.ts';

/** What does not read well on a phone between two meetings: code that wraps, explanations that go on, English from a translation. */
export function checkReadability(lesson: LessonDocuments, entries: readonly Entry[]): Problem[] {
  const shapes = lesson.lesson.value.callShapes.flatMap(({ code }, at) => wideCode(lesson.lesson, ['callShapes', at, 'code'], code));
  return [...shapes, ...entries.flatMap(checkEntry)];
}

function checkEntry({ document, path, item, options }: Entry): Problem[] {
  const code = 'code' in item ? (item.code ?? '') : '';
  return [
    ...wideCode(document, [...path, 'code'], code),
    ...unasked(document, [...path, 'stem'], item.stem),
    ...stiff(document, [...path, 'stem'], item.stem),
    ...options.flatMap((option) => [
      ...stiff(document, [...option.path, 'text'], option.text),
      ...stiff(document, [...option.path, 'why'], option.why),
      ...longExplanation(document, [...option.path, 'why'], option.why),
    ]),
  ];
}

/** A phone that is held upright shows about so many columns of code before it wraps. */
const widestCode = 44;

function wideCode(document: LocatedDocument<unknown>, path: Path, code: string): Problem[] {
  const wide = code.split('\n').filter((line) => line.length > widestCode);
  return wide.map((line) => {
    const found = `a line of code of ${line.length} columns: ${line.trim()}`;
    return document.problem(
      path,
      found,
      `at most ${widestCode} columns, which a phone shows`,
      'Break the line, or shorten the names in it.',
    );
  });
}

function unasked(document: LocatedDocument<unknown>, path: Path, stem: string): Problem[] {
  if (/[?:]["”)]*$/.test(wordsOf(stem).trim())) return [];
  const end = wordsOf(stem).trim().slice(-40);
  return [
    document.problem(path, `a stem that ends with "…${end}"`, 'a stem that ends with a question', 'Ask what the learner has to decide.'),
  ];
}

const longestExplanation = 3;

function longExplanation(document: LocatedDocument<unknown>, path: Path, why: string): Problem[] {
  const sentences = sentencesIn(why);
  if (sentences <= longestExplanation) return [];
  const expected = `at most ${longestExplanation}`;
  return [
    document.problem(path, `an explanation of ${sentences} sentences`, expected, 'Keep the reason, and when the option would be right.'),
  ];
}

/** A full stop ends a sentence when a new one begins after it or nothing does; those of abbreviations do not. */
function sentencesIn(markup: string): number {
  const words = wordsOf(markup).replace(/\b(?:e\.g|i\.e|vs|etc|No)\./g, '');
  return words.match(/[.!?](?=\s+[A-Z“"(]|\s*$)/g)?.length ?? 0;
}

const translated = /\b(?:shall|anew|is to be|are to be|is it so|mended|what is set|by itself what)\b/i;

function stiff(document: LocatedDocument<unknown>, path: Path, text: string): Problem[] {
  const found = translated.exec(wordsOf(text))?.[0];
  if (found === undefined) return [];
  return [
    document.problem(
      path,
      `"${found}"`,
      'words that people use today',
      'Say it as you would to a colleague: docs/content.md has examples.',
    ),
  ];
}
