import { stemOf } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { anyNumber, type Token, tokenize } from '../text/tokenize.ts';

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
}

/** What a token is: a name in code whose parts follow, a word that stands in skip-grams. */
export const [compound, content] = [1, 2];

/** Reads texts one after the other, and numbers stems as they come. */
export function textReader() {
  const stems = new Map<string, number>();
  const forms = new Map<string, Form>();
  const compounds = new Map<string, readonly string[]>();
  const tokens: number[] = [];
  const indptr = [0];

  function meet(form: string): Form {
    const stem = stemOf(form);
    const id = stems.get(stem) ?? stems.size;
    stems.set(stem, id);
    const met = { code: 4 * id + (isContent(form) ? content : 0), frequency: 0, lastText: -1, asName: 0 };
    forms.set(form, met);
    return met;
  }

  function read(text: string): void {
    const at = indptr.length - 1;
    const ofText = tokenize(text);
    for (const token of ofText) {
      const { form, isCompound } = token;
      if (isCompound && !compounds.has(form)) compounds.set(form, partsOf(token, ofText));
      const met = forms.get(form) ?? meet(form);
      if (met.lastText !== at) met.frequency += 1;
      met.lastText = at;
      met.asName += isCompound ? 1 : -1;
      tokens.push(isCompound ? met.code | compound : met.code);
    }
    indptr.push(tokens.length);
  }

  const done = () => ({
    stems,
    // `ZeRO` is a name in code, but whoever types `zero` means the number: what is more often a word is one.
    compounds: new Map([...compounds].filter(([form]) => (forms.get(form)?.asName ?? 0) > 0)),
    formFrequency: new Map(Array.from(forms, ([form, { frequency }]) => [form, frequency])),
    read: { indptr: Int32Array.from(indptr), tokens: Int32Array.from(tokens) },
  });
  return { read, done };
}

function partsOf(compound: Token, tokens: readonly Token[]): string[] {
  return tokens.filter(({ start, isCompound }) => start === compound.start && !isCompound).map(({ form }) => form);
}

/** A form of a word: its stem as it stands in {@link ReadTexts}, in how many texts it is, and the last of them. */
interface Form {
  readonly code: number;
  frequency: number;
  lastText: number;
  /** How many times more it was a name in code than a word. */
  asName: number;
}
