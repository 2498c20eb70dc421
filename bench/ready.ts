import { type Held, tryInterval, type World } from '../tests/fixtures/learners.ts';
import { shippedPack } from './setting.ts';

/**
 * npm run simulate:ready [learners] [seed]: made-up learners study, ask for the estimate and take exams. How many of these end within the interval of nine
 * in ten, where the assumptions hold and where they do not.
 */
const [learners = 1_000, seed = 'ready'] = [process.argv[2] ? Number(process.argv[2]) : undefined, process.argv[3]];

const worlds: readonly (readonly [what: string, world: Omit<World, 'learners'>])[] = [
  ['memory as FSRS-6 has it', { perturbed: 0 }],
  ['each parameter of memory off by about 15 %', { perturbed: 0.15 }],
  ['each parameter of memory off by about 30 %', { perturbed: 0.3 }],
  ['learners who know more than expected', { perturbed: 0.15, ability: 1 }],
  ['learners who know less than expected', { perturbed: 0.15, ability: -1 }],
  ['a third of what was studied does not help in the exam', { perturbed: 0.15, transfer: 0.7 }],
];

const pack = await shippedPack();
console.log(`${learners} learners each; the interval should hold in 88 to 92 %.\n`);
for (const [what, world] of worlds) console.log(`${what.padEnd(56)} ${say(tryInterval(pack, { learners, seed, ...world }))}`);

function say({ estimated, held, bias, width }: Held): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  return `held ${percent(held)}, off by ${percent(bias)} on average, ${percent(width)} wide, ${estimated} estimated`;
}
