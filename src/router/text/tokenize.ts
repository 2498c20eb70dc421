/** A word of a text in the form the router compares, and the stretch of what was typed that it stands in. */
export interface Word {
  readonly form: string;
  readonly start: number;
  readonly end: number;
  /** A whole name whose parts follow, as `vectorassembler` before `vector` and `assembler`. */
  readonly whole: boolean;
}

/** How much of a long text is read: its beginning and its end, where people put the question. */
const head = 1500;
const tail = 500;

/** The words of a text in order. Names in code give their parts as well, so `VectorAssembler` is also `vector assembler`. */
export function readWords(text: string): Word[] {
  const words: Word[] = [];
  if (text.length <= head + tail) addWords(words, text, 0, text.length);
  else {
    addWords(words, text, 0, head);
    addWords(words, text, text.length - tail, text.length);
  }
  return words;
}

const [none, lower, upper, digit, underscore, foreign] = [0, 1, 2, 4, 8, 16];
const foreignLetter = /[\p{L}\p{M}\p{N}]/u;

/** What a character is to a reader of names. By hand, since this runs for every character of the pack at start-up. */
function kindOf(code: number): number {
  if (code >= 97 && code <= 122) return lower;
  if (code >= 65 && code <= 90) return upper;
  if (code >= 48 && code <= 57) return digit;
  if (code === 95) return underscore;
  return code > 127 && foreignLetter.test(String.fromCharCode(code)) ? foreign : none;
}

/** Reads the stretches of letters, digits and underscores; `kinds` collects what a stretch consists of. */
function addWords(words: Word[], text: string, from: number, to: number): void {
  let start = from;
  let kinds = none;
  for (let at = from; at <= to; at += 1) {
    const kind = at < to ? kindOf(text.charCodeAt(at)) : none;
    if (kind !== none) kinds |= kind;
    else {
      if (at > start) addChunk(words, text.slice(start, at), start, kinds);
      start = at + 1;
      kinds = none;
    }
  }
}

/** Where a name in code falls into parts: `start_run`, `trainModel`, `MLModel`; but `MLflow` and `GPUs` stay whole. */
const seam = /(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-z]{2})|_+/;

function addChunk(words: Word[], chunk: string, start: number, kinds: number): void {
  const end = start + chunk.length;
  if (kinds === lower) {
    words.push({ form: chunk.slice(0, longestWord), start, end, whole: false });
    return;
  }
  const parts = (kinds & (upper | underscore)) === 0 ? [chunk] : chunk.split(seam).filter((part) => part !== '');
  if (parts.length > 1) words.push({ form: formOf(parts.join('')), start, end, whole: true });
  for (const part of parts) words.push({ form: formOf(part), start, end, whole: false });
}

const longestWord = 32;
const beyondAscii = /[^\x20-\x7E]/;
const accents = /\p{M}/gu;
const number = /^\d+$/;

/** Lower case, without accents, bounded; all numbers are one word. */
function formOf(part: string): string {
  if (number.test(part)) return '#';
  const plain = beyondAscii.test(part) ? part.normalize('NFKD').replace(accents, '') : part;
  return plain.slice(0, longestWord).toLowerCase();
}

export { isHolding, stemOf } from './stem.ts';
