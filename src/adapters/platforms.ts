import { discord } from './discord/platform.ts';
import type { Platform } from './platform.ts';
import { slack } from './slack/platform.ts';

/** Every chat platform there is, one line each. The console is what runs when none of them is wanted. */
export const platforms: readonly Platform[] = oncePerName([slack, discord]);

/** Two platforms of one name would share their learners; two of one variable would read each other's tokens. */
export function oncePerName(declared: readonly Platform[]): readonly Platform[] {
  const names = [...declared.map(({ name }) => name), ...declared.flatMap(({ variables }) => variables.map((variable) => variable.name))];
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    throw new Error(`"${twice}" is declared by two platforms of src/adapters/platforms.ts; each needs names of its own.`);
  return declared;
}
