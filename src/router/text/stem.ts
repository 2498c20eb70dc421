import { stemmer } from 'stemmer';
import { isStopWord } from './stop-words.ts';

/** What all forms of a word have in common. Stop words stay as they are, so that their stems are told from all others. */
export function stemOf(form: string): string {
  return isStopWord(form) ? form : stemmer(form);
}
