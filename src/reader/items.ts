import type { LessonDocuments } from './documents.ts';
import type { Named } from './names.ts';
import type { Problem } from './problem.ts';
import type { CueFile, QuestionFile } from './schema.ts';

/** A cue or a question and where it stands; as a name, it is called by its id. */
export interface NamedItem extends Named {
  readonly item: CueFile | QuestionFile;
}

/** Every check of references asks for them. */
const known = new WeakMap<LessonDocuments, readonly NamedItem[]>();

export function itemsOf(documents: LessonDocuments): readonly NamedItem[] {
  const items = known.get(documents) ?? listItems(documents);
  known.set(documents, items);
  return items;
}

function listItems({ cues, questions }: LessonDocuments): NamedItem[] {
  return [
    ...cues.value.cues.map((item, at) => ({ document: cues, path: ['cues', at], id: item.id, item })),
    ...questions.value.questions.map((item, at) => ({ document: questions, path: ['questions', at], id: item.id, item })),
  ];
}

/** What a cue or question says about itself: its id, its letters and its answer fit together. */
export function checkItem(named: NamedItem, lesson: string): Problem[] {
  const letters = Object.keys(named.item.options).sort();
  return [...checkPrefix(named, lesson), ...(checkCount(named, letters) ?? checkLetters(named, letters)), ...checkAnswers(named, letters)];
}

function checkPrefix({ document, path, item }: NamedItem, lesson: string): Problem[] {
  if (item.id.startsWith(`${lesson}-`)) return [];
  return [document.problem([...path, 'id'], `"${item.id}"`, `an id that begins with "${lesson}-"`, 'Rename it, or move it to its lesson.')];
}

function checkLetters({ document, path }: NamedItem, letters: readonly string[]): Problem[] {
  const expected = 'abcde'.slice(0, letters.length);
  if (letters.join('') === expected) return [];
  const remedy = 'Letter them in order, without a gap.';
  return [document.problem([...path, 'options'], `options ${letters.join(', ')}`, `options ${[...expected].join(', ')}`, remedy)];
}

function checkAnswers({ document, path, item }: NamedItem, letters: readonly string[]): Problem[] {
  const answers = [item.answer].flat();
  const traps = Object.entries(item.options).flatMap(([letter, option]) => {
    if (option?.trap === undefined || !answers.some((answer) => answer === letter)) return [];
    const remedy = 'Remove it, or check the answer.';
    return [document.problem([...path, 'options', letter, 'trap'], 'a trap on the right option', 'traps on wrong options only', remedy)];
  });
  const unknown = answers.find((answer) => !letters.includes(answer));
  if (unknown === undefined) return traps;
  const remedy = `Known: ${letters.join(', ')}.`;
  return [...traps, document.problem([...path, 'answer'], `"${unknown}"`, `one of the options ${letters.join(', ')}`, remedy)];
}

/** Cues have two to four options and one answer; questions four, or five when two are to be chosen. */
function checkCount({ document, path, item }: NamedItem, { length }: readonly string[]): Problem[] | undefined {
  const [least, most] = !('difficulty' in item) ? [2, 4] : [item.answer].flat().length > 1 ? [5, 5] : [4, 4];
  if (length >= least && length <= most) return undefined;
  const expected = least === most ? `${least} options` : `${least} to ${most} options`;
  const remedy = 'Questions have four options, five to choose two from; cues two to four.';
  return [document.problem([...path, 'options'], `${length} ${length === 1 ? 'option' : 'options'}`, expected, remedy)];
}
