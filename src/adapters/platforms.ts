import { discord } from './discord/platform.ts';
import type { Platform } from './platform.ts';
import { slack } from './slack/platform.ts';

/** Every chat platform there is, one line each. The console is what runs when none of them is wanted. */
export const platforms: readonly Platform[] = [slack, discord];
