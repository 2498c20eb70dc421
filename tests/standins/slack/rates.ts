import { readSpec } from './specs.ts';
import { type Json, textOf } from './types.ts';

type Window = { calls: number; ms: number };

const perMinute: Record<string, number> = { Tier1: 1, Tier2: 20, Tier3: 50, Tier4: 100 };

/** Slack promises about one post a second in a channel and tolerates short bursts; five in five seconds stands for that. */
const posting: Window = { calls: 5, ms: 5000 };

/** Counts calls as Slack does: how many seconds a call must wait, or nothing when it may pass. */
export function createRates(now: () => number): (method: string, args: Json) => number | undefined {
  const tiers = readSpec<Record<string, string>>('web-api/rate_limit_tiers.json');
  const passed = new Map<string, number[]>();
  return (method, args) => {
    const window = windowFor(method, tiers[method]);
    if (!window) return undefined;
    const key = method === 'chat.postMessage' ? `${method} ${textOf(args, 'channel')}` : method;
    const recent = (passed.get(key) ?? []).filter((at) => at > now() - window.ms);
    const oldest = recent.at(-window.calls);
    if (oldest !== undefined) return Math.ceil((oldest + window.ms - now()) / 1000);
    passed.set(key, [...recent, now()]);
    return undefined;
  };
}

/** Opening connections is left out: its tier allows one a minute, but reconnecting bots are not held to that. */
function windowFor(method: string, tier: string | undefined): Window | undefined {
  if (method === 'chat.postMessage') return posting;
  const calls = method === 'apps.connections.open' ? undefined : perMinute[tier ?? ''];
  return calls === undefined ? undefined : { calls, ms: 60_000 };
}
