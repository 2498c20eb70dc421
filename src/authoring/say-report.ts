import { clip } from '../core/text.ts';
import { farthest } from './test-wise.ts';
import { type Giveaways, longestBar, type Report, type Section, type Share } from './report.ts';

/** The report for people; a `!` at the end of a line means that a bar is missed. `items` names the items behind each miss. */
export function sayReport(report: Report, items: boolean): string {
  return [
    ...report.lessons.flatMap((section) => saySection(section, items)),
    ...(report.lessons.length > 1 ? saySection(report.all, items) : []),
    'Objectives (six questions each)',
    ...report.objectives.map(
      ({ chapter, objective, text, questions, cues, enough }) =>
        `  ${pad(`${chapter}: ${objective}`, 7)}${pad(clip(text, 70), 72)}${pad(`${questions} questions`, 14)}${cues} cues${enough ? '' : '  !'}`,
    ),
    '',
    `Bars: strictly longest ${longestBar.least} to ${longestBar.most} % of four-option items; guessers within ${farthest} points of chance.`,
  ].join('\n');
}

export function saySection(section: Section, items: boolean): string[] {
  const { name, counts, difficulty, forms, chooseTwo, questions, cues, unusedTraps } = section;
  return [
    name,
    `  ${sayCounts(counts)}`,
    `  difficulty: ${sayCounts(difficulty)}; form: ${sayCounts(forms)}; choose two: ${chooseTwo}`,
    ...sayGiveaways('questions', questions, items),
    ...sayGiveaways('cues', cues, items),
    ...unusedTraps.map(({ lesson, trap, questions: uses }) => `  trap ${trap} of ${lesson}: used by ${uses} questions, two wanted  !`),
    '',
  ];
}

function sayGiveaways(what: string, found: Giveaways, items: boolean): string[] {
  if (found.items === 0) return [`  ${what}: none`];
  return [
    `  ${what}: right option at ${sayCounts(found.positions)}`,
    ...sayShare(`${what}: right option strictly longest`, found.longest, items),
    ...sayShare(`${what}: right option strictly shortest`, found.shortest, items),
    ...found.guessers.flatMap(({ name, score, chance, within, right }) => [
      `  ${pad(`${what}: guesser, ${name}`, 50)}${pad(`${score.toFixed(1)} %`, 8)} chance ${chance.toFixed(1)} %${within ? '' : '  !'}`,
      ...(items && !within ? [`      right: ${right.join(' ')}`] : []),
    ]),
  ];
}

function sayShare(what: string, share: Share, items: boolean): string[] {
  if (share.of === 0) return [];
  return [
    `  ${pad(what, 50)}${pad(`${share.percent.toFixed(1)} %`, 8)} of ${share.of} with four options${share.within ? '' : '  !'}`,
    ...(items && !share.within ? [`      ${share.items.join(' ')}`] : []),
  ];
}

function sayCounts(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

function pad(text: string, width: number): string {
  return text.padEnd(width);
}
