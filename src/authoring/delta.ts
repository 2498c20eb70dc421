import type { Giveaways, Section } from './report.ts';

/** Numbers of a report by what they count. */
export type Numbers = Readonly<Record<string, number>>;

export function numbersIn({ counts, difficulty, forms, chooseTwo, questions, cues, unusedTraps }: Section): Numbers {
  return {
    ...counts,
    ...named('difficulty', difficulty),
    ...named('form', forms),
    'choose two': chooseTwo,
    'traps that fewer than two questions use': unusedTraps.length,
    ...giveawayNumbers('questions', questions),
    ...giveawayNumbers('cues', cues),
  };
}

function giveawayNumbers(what: string, { longest, guessers }: Giveaways): Numbers {
  const scores = Object.fromEntries(guessers.map(({ name, score }) => [`${what}: % right by "${name}"`, score]));
  return { ...scores, [`${what}: % with the longest option right`]: longest.percent };
}

function named(what: string, numbers: Numbers): Numbers {
  return Object.fromEntries(Object.entries(numbers).map(([name, count]) => [`${what} ${name}`, count]));
}

/** What has changed from one report to the next, a line each. */
export function sayDelta(before: Numbers, now: Numbers): string[] {
  return Object.entries(now).flatMap(([name, number]) => {
    const was = before[name] ?? 0;
    return was === number ? [] : [`  ${name}: ${was} → ${number}`];
  });
}
