import { wordsOf } from '../core/text.ts';
import type { Problem } from '../reader/problem.ts';
import type { Entry, EntryOption } from './entries.ts';
import { speaksOfOthers } from './other-options.ts';
import { optionKey } from './words.ts';

/** What the wording of options and explanations may not do, because options are shown in another order to everyone. */
export function checkWording(entry: Entry): Problem[] {
  const { options } = entry;
  return [...options.flatMap((option) => [...pointing(entry, option), ...aboves(entry, option)]), ...sameOptions(entry, options)];
}

const thing = '(?:[Oo]ption|[Aa]nswer|[Cc]hoice|[Aa]lternative|[Ee]xplanation)s?';
const place = '(?:first|second|third|fourth|fifth|last|next|previous|preceding|following|upper|lower)';

/** A letter or a place in the list, or "above": true for the author's order only. */
const pointer = new RegExp(
  [
    `\\b(?:${thing} \\(?[A-E]\\b|(?:[Oo]ption|[Cc]hoice|[Aa]lternative)s? \\(?[b-e]\\b)`,
    `(?:^|[.;:] |\\b(?:like|unlike|than|see|both|and|or|but) )\\(?[A-E]\\)? (?:is|was|would be) (?:also |not )?(?:right|wrong|correct|incorrect|better|worse)\\b`,
    `\\b[Tt]h(?:e|is|at) ${place} (?:(?:one|two|three|of the) )?${thing}\\b(?! (?:of|from|to) )`,
    `\\b${thing} (?:above|below|before this|after this)\\b`,
    '\\b(?:[Tt]he above|[Aa]s above|[Ss]ee (?:above|below)|of the (?:above|below)|above-mentioned|[Aa]forementioned|mentioned (?:above|before|earlier))\\b',
  ].join('|'),
);

function pointing({ document }: Entry, option: EntryOption): Problem[] {
  const found = pointer.exec(option.why.replaceAll('*', ''))?.[0];
  if (found === undefined) return [];
  const remedy = 'Say what that option does instead: the order of the options differs from learner to learner.';
  return [document.problem([...option.path, 'why'], `"${found.trim()}"`, 'an explanation without letters and positions', remedy)];
}

function aboves({ document }: Entry, option: EntryOption): Problem[] {
  if (!speaksOfOthers(option.text)) return [];
  const found = `"${option.text.replaceAll('*', '')}"`;
  const remedy = 'Write an option that stands alone; to accept two, make it a "choose two".';
  return [document.problem([...option.path, 'text'], found, 'an option that does not speak about the others', remedy)];
}

function sameOptions({ document }: Entry, options: readonly EntryOption[]): Problem[] {
  const seen = new Map<string, EntryOption>();
  return options.flatMap((option) => {
    const key = optionKey(option.text);
    const earlier = seen.get(key);
    seen.set(key, option);
    if (earlier === undefined) return [];
    const remedy = `It differs from option ${earlier.letter} in small words at most; make it another mistake, or remove it.`;
    return [
      document.problem([...option.path, 'text'], `the option "${wordsOf(option.text)}" a second time`, 'options that differ', remedy),
    ];
  });
}
