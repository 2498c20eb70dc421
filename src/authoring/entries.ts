import type { LessonDocuments } from '../reader/documents.ts';
import type { CueFile, OptionFile, QuestionFile } from '../reader/schema.ts';
import type { LocatedDocument } from '../reader/yaml.ts';
import { plainWords } from './words.ts';

export type Path = readonly PropertyKey[];

/** One cue or question of the bank, and where it stands. */
export interface Entry {
  readonly document: LocatedDocument<unknown>;
  readonly path: Path;
  readonly item: CueFile | QuestionFile;
  readonly options: readonly EntryOption[];
  /** The words that a learner reads before the options, code included. */
  readonly stem: readonly string[];
}

export interface EntryOption extends OptionFile {
  readonly letter: string;
  readonly path: Path;
  readonly correct: boolean;
}

export function entriesOf({ cues, questions }: LessonDocuments): Entry[] {
  return [
    ...cues.value.cues.map((item, at) => entryOf(cues, ['cues', at], item)),
    ...questions.value.questions.map((item, at) => entryOf(questions, ['questions', at], item)),
  ];
}

function entryOf(document: LocatedDocument<unknown>, path: Path, item: CueFile | QuestionFile): Entry {
  const code = 'code' in item ? (item.code ?? '') : '';
  return { document, path, item, options: optionsOf(item, path), stem: plainWords(`${item.stem}\n${code}`) };
}

function optionsOf(item: CueFile | QuestionFile, path: Path): EntryOption[] {
  const answers: readonly string[] = [item.answer].flat();
  return Object.entries(item.options).flatMap(([letter, option]) =>
    option === undefined ? [] : [{ ...option, letter, path: [...path, 'options', letter], correct: answers.includes(letter) }],
  );
}
