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

const kinds = { none: 0, lower: 1, upper: 2, digit: 3, underscore: 4 } as const;
const foreignLetter = /[\p{L}\p{M}\p{N}]/u;

/** What a character is to a reader of names. A hand-written table, since this runs for every character of the pack. */
function classOf(code: number): number {
  if (code >= 97 && code <= 122) return kinds.lower;
  if (code >= 65 && code <= 90) return kinds.upper;
  if (code >= 48 && code <= 57) return kinds.digit;
  if (code === 95) return kinds.underscore;
  return code > 127 && foreignLetter.test(String.fromCharCode(code)) ? kinds.lower : kinds.none;
}

function addWords(words: Word[], text: string, from: number, to: number): void {
  let at = from;
  while (at < to) {
    const start = at;
    let seams = false;
    let before: number = kinds.none;
    for (; at < to; at += 1) {
      const now = classOf(text.charCodeAt(at));
      if (now === kinds.none) break;
      seams ||= now === kinds.underscore || (now === kinds.upper && before !== kinds.none) ;
      before = now;
    }
    if (at > start) addChunk(words, text.slice(start, at), start, seams);
    at += 1;
  }
}

/** Where a name in code falls into parts: `start_run`, `trainModel`, `MLModel`; but `MLflow` and `GPUs` stay whole. */
const seam = /(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-z]{2})|_+/;

function addChunk(words: Word[], chunk: string, start: number, seams: boolean): void {
  const end = start + chunk.length;
  const parts = seams ? chunk.split(seam).filter((part) => part !== '') : [chunk];
  if (parts.length > 1) words.push({ form: formOf(parts.join('')), start, end, whole: true });
  for (const part of parts) words.push({ form: formOf(part), start, end, whole: false });
}

const foreign = /[^\x00-\x7F]/;
const marks = /\p{M}/gu;
const number = /^\d+$/;
const longestWord = 32;

/** Lower case, without accents, bounded; all numbers are one word. */
function formOf(part: string): string {
  if (number.test(part)) return '#';
  const plain = foreign.test(part) ? part.normalize('NFKD').replace(marks, '') : part;
  return plain.slice(0, longestWord).toLowerCase();
}

/** What the forms of one word share: `scaling`, `scaled` and `scales` are one. Rough on purpose: stems are only compared. */
export function stemOf(form: string): string {
  if (form.length < 4) return form;
  if (form.length === 4) return /[^s]s$/.test(form) ? form.slice(0, 3) : form;
  return form
    .replace(/(?:ies|ied)$/, 'y')
    .replace(/(?:ings?|ed|ers?|es|s|ly)$/, '')
    .replace(/e$/, '')
    .replace(/([b-df-hj-np-tv-z])\1$/, '$1');
}

/** Words that hold sentences together; they say little about the subject of a question. */
const holding = new Set(
  `a an the this that these those it its he she they them their his her we us our you your i me my mine myself one some any
  all both each every other another such own same is are was were be been being am do does did done doing have has had having
  can could will would shall should may might must let lets get gets got getting go goes going and or but if then else so
  because as while when where which who whom whose what why how than though although since until unless whether of in on at
  to from by with without for about into onto over under between among through during before after against up down out off
  again further once per via within not no nor never only just very too also even still yet already now here there always
  often sometimes really quite rather much many more most few less least lot lots please thanks thank hello hi hey ok okay
  yes well sorry kind sort thing things something anything nothing everything someone anyone somebody everybody people way
  ways want wants need needs know think see say says said tell told mean means make makes made use used using take give put
  keep look like looks seem seems happen happens s t m re ve d ll don doesn isn didn won cant dont doesnt im ive question
  questions answer help understand explain`.split(/\s+/),
);

export function isHolding(form: string): boolean {
  return holding.has(form);
}
