import type { Slices } from '../slices.ts';
import { stemOf } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { anyNumber, eachRun, tokenize, type Word, wordsIn } from '../text/tokenize.ts';
import { increase, intAt } from './arrays.ts';

/** Whether a word stands in skip-grams. */
export function isContent(form: string): boolean {
  return form !== anyNumber && !isStopWord(form);
}

/**
 * What was read: text `t` has the tokens from `indptr[t]` to `indptr[t + 1]` of `tokens`, each its stem times four, and `compound` or `content`. Numbers
 * in one array, since an object for each of half a million tokens would take longer to clear away than to read.
 */
export interface ReadTexts {
  readonly indptr: Int32Array;
  readonly tokens: Int32Array;
  /** Numbered in the order of meeting them. */
  readonly stems: ReadonlyMap<string, number>;
  /** The parts of names in code, but of those that are more often words. */
  readonly compounds: ReadonlyMap<string, readonly string[]>;
  /** In how many texts each form of a word occurs. */
  readonly formFrequency: ReadonlyMap<string, number>;
}

/** What a token is: a name in code whose parts follow, a word that stands in skip-grams. */
export const [compound, content] = [1, 2];

export function* readTexts(texts: readonly string[]): Slices<ReadTexts> {
  const runs = yield* readRuns(texts);
  const words = yield* readWords([...runs.typed.keys()]);
  const { indptr, forms, frequency, asName } = yield* spellOut(runs, words);
  const tokens = forms.map((form) => intAt(words.codeOf, form >> 1) | (form & compound));
  yield;
  const names = [...words.forms.keys()];
  return {
    indptr,
    tokens,
    stems: words.stems,
    // `ZeRO` is a name in code, but whoever types `zero` means the number: what is more often a word is one.
    compounds: new Map([...words.compounds].filter(([form]) => intAt(asName, words.forms.get(form) ?? -1) > 0)),
    formFrequency: new Map(names.map((form, at) => [form, intAt(frequency, at)])),
  };
}

/** Hands over the stems of a text in order, without stop words and what is not known. */
export type EachStem = (text: string, found: (stem: number) => void) => void;

/** Looks up what was read: most of what is asked for is among these texts. */
export function eachStemOf(texts: readonly string[], { indptr, tokens, stems }: ReadTexts): EachStem {
  const places = new Map(texts.map((text, at) => [text, at]));
  const ofNumbers = stems.get(stemOf(anyNumber));
  const stemOfForm = new Map<string, number>();
  // The stem of a word that was not read, -1 for none.
  const look = (form: string) => {
    const stem = isStopWord(form) ? -1 : (stems.get(stemOf(form)) ?? -1);
    stemOfForm.set(form, stem);
    return stem;
  };
  return (text, found) => {
    const place = places.get(text);
    if (place === undefined) {
      for (const { form } of tokenize(text)) {
        const stem = stemOfForm.get(form) ?? look(form);
        if (stem >= 0) found(stem);
      }
      return;
    }
    for (let at = intAt(indptr, place); at < intAt(indptr, place + 1); at += 1) {
      const token = intAt(tokens, at);
      if ((token & content) !== 0 || token >> 2 === ofNumbers) found(token >> 2);
    }
  };
}

/** Runs, each numbered in the order of meeting them, and those of each text: text `t` has those from `indptr[t]` to `indptr[t + 1]` of `numbers`. */
interface Runs {
  readonly typed: Map<string, number>;
  readonly indptr: Int32Array;
  readonly numbers: Int32Array;
}

/** So many are read in a few milliseconds. */
const slices = { texts: 400, runs: 1_000, spelt: 3_000 };

/** What is typed the same way has the same words, and most of it is typed many times: the runs are numbered first, and each is looked into once. */
function* readRuns(texts: readonly string[]): Slices<Runs> {
  const typed = new Map<string, number>();
  const [indptr, numbers]: [number[], number[]] = [[0], []];
  const add = (run: string) => void numbers.push(numberIn(typed, run));
  for (const [at, text] of texts.entries()) {
    eachRun(text, add);
    indptr.push(numbers.length);
    if (at % slices.texts === 0) yield;
  }
  return { typed, indptr: new Int32Array(indptr), numbers: new Int32Array(numbers) };
}

/** The words of runs. */
interface RunWords {
  readonly stems: Map<string, number>;
  readonly forms: Map<string, number>;
  readonly compounds: Map<string, readonly string[]>;
  /** Run `r` has the words from `indptr[r]` to `indptr[r + 1]` of `words`: twice its form, and `compound`. */
  readonly indptr: Int32Array;
  readonly words: Int32Array;
  /** Of each form. */
  readonly codeOf: Int32Array;
}

function* readWords(runs: readonly string[]): Slices<RunWords> {
  const [stems, forms, compounds] = [new Map<string, number>(), new Map<string, number>(), new Map<string, readonly string[]>()];
  const [indptr, words, codeOf]: [number[], number[], number[]] = [[0], [], []];
  for (const [at, run] of runs.entries()) {
    const ofRun = wordsIn(run);
    for (const { form, isCompound } of ofRun) {
      const number = numberIn(forms, form);
      if (number === codeOf.length) codeOf.push(4 * numberIn(stems, stemOf(form)) + (isContent(form) ? content : 0));
      if (isCompound && !compounds.has(form)) compounds.set(form, partsOf(ofRun));
      words.push(2 * number + (isCompound ? compound : 0));
    }
    indptr.push(words.length);
    if (at % slices.runs === 0) yield;
  }
  return { stems, forms, compounds, indptr: new Int32Array(indptr), words: new Int32Array(words), codeOf: new Int32Array(codeOf) };
}

function numberIn(numbers: Map<string, number>, name: string): number {
  const known = numbers.get(name);
  if (known === undefined) numbers.set(name, numbers.size);
  return known ?? numbers.size - 1;
}

function partsOf(words: readonly Word[]): string[] {
  return words.filter(({ isCompound }) => !isCompound).map(({ form }) => form);
}

interface SpeltOut {
  readonly indptr: Int32Array;
  readonly forms: Int32Array;
  readonly frequency: Int32Array;
  /** How many times more each form was a name in code than a word. */
  readonly asName: Int32Array;
}

function* spellOut(runs: Runs, words: RunWords): Slices<SpeltOut> {
  const texts = runs.indptr.length - 1;
  const indptr = new Int32Array(texts + 1);
  const size = words.codeOf.length;
  let length = 0;
  for (const run of runs.numbers) length += intAt(words.indptr, run + 1) - intAt(words.indptr, run);
  const spelt = { indptr, forms: new Int32Array(length), frequency: new Int32Array(size), asName: new Int32Array(size) };
  const lastText = new Int32Array(size).fill(-1);
  yield;
  for (let text = 0; text < texts; text += 1) {
    spellText(runs, words, spelt, lastText, text);
    if (text % slices.spelt === 0) yield;
  }
  return spelt;
}

function spellText(runs: Runs, words: RunWords, { indptr, forms, frequency, asName }: SpeltOut, lastText: Int32Array, text: number): void {
  let next = intAt(indptr, text);
  for (let at = intAt(runs.indptr, text); at < intAt(runs.indptr, text + 1); at += 1) {
    const run = intAt(runs.numbers, at);
    for (let nth = intAt(words.indptr, run); nth < intAt(words.indptr, run + 1); nth += 1) {
      const word = intAt(words.words, nth);
      const form = word >> 1;
      if (intAt(lastText, form) !== text) increase(frequency, form, 1);
      lastText[form] = text;
      increase(asName, form, (word & compound) === 0 ? -1 : 1);
      forms[next] = word;
      next += 1;
    }
  }
  indptr[text + 1] = next;
}
