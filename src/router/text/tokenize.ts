/** A word of a text in the normalised form that is compared, and the stretch of what was typed that it stands in. */
export interface Token {
  readonly form: string;
  readonly start: number;
  readonly end: number;
  /** A compound name whose parts follow, as `vectorassembler` before `vector` and `assembler`. */
  readonly isCompound: boolean;
}

/** In characters: how much of a long text is read: its beginning and its end, where people put the question. */
const head = 1500;
const tail = 500;

/** The tokens of a text in order. Names in code give their parts as well, so `VectorAssembler` is also `vector assembler`. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  if (text.length <= head + tail) addTokens(tokens, text, 0, text.length);
  else {
    addTokens(tokens, text, 0, head);
    addTokens(tokens, text, text.length - tail, text.length);
  }
  return tokens;
}

const [none, lower, upper, digit, underscore, foreign] = [0, 1, 2, 4, 8, 16];
const foreignLetter = /[\p{L}\p{M}\p{N}]/u;

/** What a character is to a reader of names. By hand, since this runs for every character of the pack at start-up. */
function characterClass(code: number): number {
  if (code >= 97 && code <= 122) return lower;
  if (code >= 65 && code <= 90) return upper;
  if (code >= 48 && code <= 57) return digit;
  if (code === 95) return underscore;
  return code > 127 && foreignLetter.test(String.fromCharCode(code)) ? foreign : none;
}

/** Reads the stretches of letters, digits and underscores; `kinds` collects what a stretch consists of. */
function addTokens(tokens: Token[], text: string, from: number, to: number): void {
  let start = from;
  let kinds = none;
  for (let at = from; at <= to; at += 1) {
    const kind = at < to ? characterClass(text.charCodeAt(at)) : none;
    if (kind !== none) kinds |= kind;
    else {
      if (at > start) addToken(tokens, text.slice(start, at), start, kinds);
      start = at + 1;
      kinds = none;
    }
  }
}

/** Where a name in code falls into parts: `start_run`, `trainModel`, `MLModel`; but `MLflow` and `GPUs` stay whole. */
const boundary = /(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-z]{2})|_+/;

function addToken(tokens: Token[], run: string, start: number, kinds: number): void {
  const end = start + run.length;
  if (kinds === lower) {
    tokens.push({ form: run.slice(0, longestWord), start, end, isCompound: false });
    return;
  }
  const parts = (kinds & (upper | underscore)) === 0 ? [run] : run.split(boundary).filter((part) => part !== '');
  if (parts.length > 1) tokens.push({ form: normalise(parts.join('')), start, end, isCompound: true });
  for (const part of parts) tokens.push({ form: normalise(part), start, end, isCompound: false });
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
