import type { Problem } from '../reader/problem.ts';
import type { QuestionFile } from '../reader/schema.ts';
import type { Entry, EntryOption } from './entries.ts';
import { plainWords, subjectWords } from './words.ts';

interface Rule {
  readonly entry: Entry;
  readonly takeaway: string;
}

/** A takeaway decides its own question: one that stands under two questions decides neither, and one that sounds like a wrong option misleads. */
export function checkTakeaways(entries: readonly Entry[]): Problem[] {
  const rules = entries.flatMap((entry) => ('takeaway' in entry.item ? [ruleOf(entry, entry.item)] : []));
  return [...repeated(rules), ...rules.flatMap(misleading)];
}

function ruleOf(entry: Entry, { takeaway }: QuestionFile): Rule {
  return { entry, takeaway };
}

function repeated(rules: readonly Rule[]): Problem[] {
  const first = new Map<string, Entry>();
  return rules.flatMap(({ entry, takeaway }) => {
    const words = plainWords(takeaway).join(' ');
    const earlier = first.get(words);
    if (earlier === undefined) first.set(words, entry);
    if (earlier === undefined) return [];
    const remedy = 'Say what decides this question, in the words of its own situation.';
    return [problemAt(entry, `the takeaway of ${earlier.item.id} a second time`, 'every takeaway once in the whole pack', remedy)];
  });
}

function misleading({ entry, takeaway }: Rule): Problem[] {
  const words = subjectWords(takeaway);
  const shared = ({ text }: EntryOption) => [...subjectWords(text)].filter((word) => words.has(word));
  const most = Math.max(...entry.options.filter(({ correct }) => correct).map((option) => shared(option).length));
  return entry.options.flatMap((option) => {
    const echoes = shared(option);
    if (option.correct || echoes.length <= most) return [];
    const found = `a takeaway that shares ${echoes.length} words with wrong option ${option.letter} (${echoes.join(', ')}) and ${most} with the right one`;
    const remedy = 'Name what the right option does; a learner who reads only this line has to find it.';
    return [problemAt(entry, found, 'a takeaway that fits the right option best', remedy)];
  });
}

function problemAt({ document, path }: Entry, found: string, expected: string, remedy: string): Problem {
  return document.problem([...path, 'takeaway'], found, expected, remedy);
}
