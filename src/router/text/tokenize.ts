/** A word of a text in the normalised form that is compared, and the stretch of what was typed that it stands in. */
export interface Token extends Word {
  readonly start: number;
  readonly end: number;
}

export interface Word {
  readonly form: string;
  /** A compound name whose parts follow, as `vectorassembler` before `vector` and `assembler`. */
  readonly isCompound: boolean;
}

/** In characters: how much of a long text is read: its beginning and its end, where people put the question. */
const head = 1500;
const tail = 500;

/** The tokens of a text in order. Names in code give their parts as well, so `VectorAssembler` is also `vector assembler`. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  eachRun(text, (run, start) => {
    for (const { form, isCompound } of wordsIn(run)) tokens.push({ form, isCompound, start, end: start + run.length });
  });
  return tokens;
}

type FoundRun = (run: string, start: number) => void;

/** Hands over the runs of letters, digits and underscores of a text, in order. */
export function eachRun(text: string, found: FoundRun): void {
  if (text.length <= head + tail) findRuns(text, 0, text.length, found);
  else {
    findRuns(text, 0, head, found);
    findRuns(text, text.length - tail, text.length, found);
  }
}

function findRuns(text: string, from: number, to: number, found: FoundRun): void {
  let start = from;
  for (let at = from; at <= to; at += 1) {
    if (at < to && isOfWord(text.charCodeAt(at))) continue;
    if (at > start) found(text.slice(start, at), start);
    start = at + 1;
  }
}

const foreignLetter = /[\p{L}\p{M}\p{N}]/u;

/** By hand, since this runs for every character of the pack at start-up. */
function isOfWord(code: number): boolean {
  if (code >= 97 && code <= 122) return true;
  if (code > 127) return foreignLetter.test(String.fromCharCode(code));
  return (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
}

const small = /^[a-z]+$/;
const namedInCode = /[A-Z_]/;
/** Where a name in code falls into parts: `start_run`, `trainModel`, `MLModel`; but `MLflow` and `GPUs` stay whole. */
const boundary = /(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-z]{2})|_+/;

/** The words of one run: itself, and the parts of a name in code. */
export function wordsIn(run: string): Word[] {
  if (small.test(run)) return [{ form: run.slice(0, longestWord), isCompound: false }];
  const parts = namedInCode.test(run) ? run.split(boundary).filter((part) => part !== '') : [run];
  const words = parts.map((part) => ({ form: normalise(part), isCompound: false }));
  return parts.length > 1 ? [{ form: normalise(parts.join('')), isCompound: true }, ...words] : words;
}

const longestWord = 32;
const beyondAscii = /[^\x20-\x7E]/;
const accents = /\p{M}/gu;
const number = /^\d+$/;

/** The form of every number. */
export const anyNumber = '#';

/** Lower case, without accents, bounded; all numbers are one word. */
function normalise(part: string): string {
  if (number.test(part)) return anyNumber;
  const plain = beyondAscii.test(part) ? part.normalize('NFKD').replace(accents, '') : part;
  return plain.slice(0, longestWord).toLowerCase();
}
