import type { LessonSheets, PackSheets } from '../pack.ts';
import type { CueFile, OptionFile, QuestionFile } from '../schema.ts';
import type { Sheet } from '../yaml.ts';
import { plainWords } from './words.ts';

export type Path = readonly PropertyKey[];

/** One cue or question of the bank, and where it stands. */
export interface Entry {
  readonly sheet: Sheet<unknown>;
  readonly path: Path;
  readonly item: CueFile | QuestionFile;
}

/** An entry with the words of its stem, which two checks need. */
export interface ReadEntry extends Entry {
  readonly stem: readonly string[];
}

export function readStem(entry: Entry): ReadEntry {
  return { ...entry, stem: plainWords(stemOf(entry)) };
}

export interface EntryOption extends OptionFile {
  readonly letter: string;
  readonly path: Path;
  readonly right: boolean;
}

export function entriesOf({ chapters }: PackSheets): Entry[] {
  return chapters.flatMap(({ lessons }) => lessons.flatMap((sheets) => [...cueEntries(sheets), ...questionEntries(sheets)]));
}

export function cueEntries({ cues }: LessonSheets): Entry[] {
  return cues.value.cues.map((item, at) => ({ sheet: cues, path: ['cues', at], item }));
}

export function questionEntries({ questions }: LessonSheets): Entry[] {
  return questions.value.questions.map((item, at) => ({ sheet: questions, path: ['questions', at], item }));
}

export function optionsOf({ item, path }: Entry): EntryOption[] {
  const answers: readonly string[] = [item.answer].flat();
  return Object.entries(item.options).flatMap(([letter, option]) =>
    option === undefined ? [] : [{ ...option, letter, path: [...path, 'options', letter], right: answers.includes(letter) }],
  );
}

/** What a learner reads before answering, without the options. */
function stemOf({ item }: Entry): string {
  return 'code' in item && item.code !== undefined ? `${item.stem}\n${item.code}` : item.stem;
}
