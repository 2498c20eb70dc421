/** A word of a text in the form the router compares, and where it stands in what was typed. */
export interface Word {
  readonly form: string;
  readonly start: number;
  readonly end: number;
}

/** How much of a long text is read: its beginning and its end, where people put the question. */
const head = 1500;
const tail = 500;

const run = /[\p{L}\p{M}\p{N}_]+/gu;
const longestWord = 32;

/** The words of a text in order; names in code give their parts, so `VectorAssembler` and `vector_assembler` are read alike. */
export function readWords(text: string): Word[] {
  if (text.length <= head + tail) return wordsBetween(text, 0, text.length);
  return [...wordsBetween(text, 0, head), ...wordsBetween(text, text.length - tail, text.length)];
}

function wordsBetween(text: string, from: number, to: number): Word[] {
  const words: Word[] = [];
  for (const match of text.slice(from, to).matchAll(run)) addParts(words, match[0], from + match.index);
  return words;
}

const seam = /(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_+/;
const hasSeam = /[a-z0-9][A-Z]|_/;

function addParts(words: Word[], chunk: string, start: number): void {
  const end = start + chunk.length;
  const parts = hasSeam.test(chunk) ? chunk.split(seam) : [chunk];
  for (const part of parts) if (part !== '') words.push({ form: formOf(part), start, end });
}

const foreign = /[^\x00-\x7F]/;
const marks = /\p{M}/gu;
const number = /^\d+$/;

/** Lower case, without accents, bounded; all numbers are one word. */
function formOf(part: string): string {
  if (number.test(part)) return '#';
  const plain = foreign.test(part) ? part.normalize('NFKD').replace(marks, '') : part;
  return plain.slice(0, longestWord).toLowerCase();
}

/** The stem that forms of one word share: `scaling`, `scaled` and `scales` are one. Rough on purpose: it is only compared. */
export function stemOf(form: string): string {
  if (form.length < 5) return form.length === 4 && form.endsWith('s') && !form.endsWith('ss') ? form.slice(0, 3) : form;
  return form.replace(/(?:ies|ied)$/, 'y').replace(/(?:ings?|ed|ers?|es|s|ly)$/, '').replace(/e$/, '').replace(/([b-df-hj-np-tv-z])\1$/, '$1');
}
