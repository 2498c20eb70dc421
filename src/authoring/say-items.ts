import type { Item, Pack } from '../core/pack.ts';
import { itemById } from '../core/pack-index.ts';
import { clip, wordsOf } from '../core/text.ts';
import { leastCounts, type OfToday } from './item-answers.ts';
import type { ItemStatistics } from './item-statistics.ts';

/** For a terminal of 80 columns. */
const width = 78;

/** What is printed: items with findings, or every one that is named. */
export function sayItems(pack: Pack, statistics: readonly ItemStatistics[], answered: OfToday, isAll: boolean): string {
  const shown = statistics.filter(({ findings }) => isAll || findings.length > 0);
  const lines = shown.flatMap((one) => {
    const item = itemById(pack, one.item);
    return item ? [...sayItem(item, one), ''] : [];
  });
  return [...lines, ...sayTotal(statistics, answered, isAll)].join('\n');
}

function sayItem(item: Item, { answers, facility, discrimination, taken, medianSeconds, findings }: ItemStatistics): string[] {
  const right = facility
    ? `right ${percent(facility.value)} (${percent(facility.low)} to ${percent(facility.high)})`
    : 'too few to say more';
  const apart = discrimination && `discrimination ${decimal(discrimination.value)}`;
  const level = item.kind === 'question' ? item.difficulty : 'cue';
  const thought = medianSeconds === undefined ? undefined : `median ${medianSeconds} s`;
  return [
    [item.id, level, `${answers} ${answers === 1 ? 'answer' : 'answers'}`, right].filter(Boolean).join(' · '),
    ...findings.flatMap(({ says }) => wrap(`! ${says}`)),
    ...(taken
      ? wrap([...item.options.map((option) => sayOption(option, taken, answers)), apart, thought].filter(Boolean).join('   '))
      : []),
    `  ${clip(wordsOf(item.stem).replace(/[\s\p{Cc}\p{Cf}]+/gu, ' '), width - 2)}`,
  ];
}

/** The right ones have a star. */
function sayOption({ id, correct }: Item['options'][number], taken: Readonly<Record<string, number>>, answers: number): string {
  return `${id}${correct ? '*' : ''} ${percent((taken[id] ?? 0) / answers)}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function decimal(value: number): string {
  return value.toFixed(2).replace('-', '−');
}

/** Lines of at most that width, a little to the right. */
function wrap(words: string): string[] {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${lines.length === 0 ? '  ' : '    '}${word}`);
  }
  return lines;
}

function sayTotal(
  statistics: readonly ItemStatistics[],
  { people: { length: people }, outdated, unknown }: OfToday,
  isAll: boolean,
): string[] {
  const answers = statistics.reduce((sum, one) => sum + one.answers, 0);
  const enough = statistics.filter(({ facility }) => facility).length;
  const found = statistics.filter(({ findings }) => findings.length > 0).length;
  const { facility, discrimination, unused, strong } = leastCounts;
  return [
    `${answers} first answers of ${people} ${people === 1 ? 'person' : 'people'}. ${enough} of ${statistics.length} items have enough to say something; ${found} are worth a look.`,
    ...(outdated > 0 ? [`${outdated} more were given to another wording of an item, and are left out.`] : []),
    ...(unknown > 0 ? [`Of ${unknown} the wording is not known, because they are older than the record of it; they count.`] : []),
    `Least counts: ${facility} answers for a share, ${discrimination} for discrimination, ${unused} for an option that nobody takes, ${strong} strong learners.`,
    ...(isAll ? [] : ['With --all, every item; docs/content.md says how the numbers are made.']),
  ].flatMap((line) => wrap(line).map((one) => one.trim()));
}
