import { textWords } from '../../core/text.ts';
import type { AnswerOption } from '../../core/reply.ts';

const before =
  /^(?:(?:my |the )?(?:answer|option|choice|letter)(?: is)?|i (?:think|say|choose|pick|guess|take)|it(?:'|’)?s|pick|choose)\s*:?\s+/i;
const after = /[\s.!?]+$/;
const bracketed = /^[([]?([a-h])(?:[)\]:.]|\.\))?$/i;
const between = /\s*(?:,|;|&|\+|\/|\band\b|\s)\s*/i;
const together = /^[a-h]{2,4}$/i;
const withItsWords = /^[([]?([a-h])[)\].:]+\s+\S/i;

/** The letters that a line answers with, in capitals, each once; undefined when it is no answer. */
export function lettersIn(line: string, options: readonly AnswerOption[]): readonly string[] | undefined {
  const whole = options.find(({ text }) => wording(textWords(text)) === wording(line));
  if (whole) return [whole.letter];
  const typed = line.trim().replace(before, '').replace(after, '');
  const [, led] = withItsWords.exec(typed) ?? [];
  const found = listed(typed) ?? joined(typed, options) ?? (led === undefined ? undefined : [led]);
  return found && [...new Set(found.map((letter) => letter.toUpperCase()))];
}

/** `c`, `(c)`, `a, c`, `a) and c)`. */
function listed(typed: string): string[] | undefined {
  const parts = typed.split(between).filter((part) => part !== '');
  const letters = parts.flatMap((part) => bracketed.exec(part)?.[1] ?? []);
  return letters.length > 0 && letters.length === parts.length ? letters : undefined;
}

/** `ac`, where both are on the screen and neither is said twice: most words are not. */
function joined(typed: string, options: readonly AnswerOption[]): string[] | undefined {
  const letters = [...typed.toUpperCase()];
  const isAll = together.test(typed) && new Set(letters).size === letters.length;
  return isAll && letters.every((letter) => options.some((option) => option.letter === letter)) ? letters : undefined;
}

function wording(text: string): string {
  return text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[.\s]+$/, '')
    .trim();
}
