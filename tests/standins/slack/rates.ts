import { readSpec } from './specs.ts';
import { type Json, textOf } from './types.ts';

type Window = { calls: number; ms: number };

const perMinute: Record<string, number> = { Tier1: 1, Tier2: 20, Tier3: 50, Tier4: 100 };

/** Slack promises about one post a second in a channel and tolerates short bursts; five in five seconds stands for that. */
const posting: Window = { calls: 5, ms: 5000 };

/** "Several hundred messages per minute" in a workspace, says https://docs.slack.dev/apis/web-api/rate-limits, with generous bursts. */
const postingInAll: Window = { calls: 400, ms: 60_000 };

/** Counts calls as Slack does: how many seconds a call must wait, or nothing when it may pass. */
export function createRates(now: () => number): (method: string, args: Json) => number | undefined {
  const tiers = readSpec<Record<string, string>>('web-api/rate_limit_tiers.json');
  const passed = new Map<string, number[]>();

  function waitFor({ key, calls, ms }: Counted): number | undefined {
    const recent = (passed.get(key) ?? []).filter((at) => at > now() - ms);
    passed.set(key, recent);
    const oldest = recent.at(-calls);
    return oldest === undefined ? undefined : Math.ceil((oldest + ms - now()) / 1000);
  }

  return (method, args) => {
    const counted = windowsFor(method, tiers[method], textOf(args, 'channel'));
    const waits = counted.flatMap((one) => waitFor(one) ?? []);
    if (waits.length > 0) return Math.max(...waits);
    for (const { key } of counted) passed.get(key)?.push(now());
    return undefined;
  };
}

/** A window, and what is counted in it. */
type Counted = Window & { key: string };

/** Opening connections is left out: its tier allows one a minute, but reconnecting bots are not held to that. */
function windowsFor(method: string, tier: string | undefined, channel: string): Counted[] {
  if (method === 'chat.postMessage')
    return [
      { ...posting, key: `${method} ${channel}` },
      { ...postingInAll, key: method },
    ];
  const calls = method === 'apps.connections.open' ? undefined : perMinute[tier ?? ''];
  return calls === undefined ? [] : [{ calls, ms: 60_000, key: method }];
}
