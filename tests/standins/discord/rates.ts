import { limits } from './specs.ts';

/** What becomes of one request: the headers of its answer, and how many seconds it has to wait, if it may not pass. */
export type Passage = { headers: Record<string, string>; wait?: number; isGlobal?: boolean };

type Asked = { route: string; params: Record<string, string>; isInteraction: boolean };

/** Discord tells these in its headers and nowhere else, and may change them; so many have been seen for years. */
const ofChannel = { calls: 5, ms: 5_000 };
const channelRoutes = /^(POST|PATCH) \/channels\/:channel\/messages/;

/** Counts as Discord does: so many requests a second of a bot in all, but for those that answer interactions, and fewer in each channel. */
export function makeRates(now: () => number): (asked: Asked) => Passage {
  const everything = makeWindow({ calls: limits.rate.globalPerSecond, ms: 1_000 }, now);
  const channels = new Map<string, Window>();
  return ({ route, params, isInteraction }) => {
    if (isInteraction) return { headers: {} };
    const wait = everything.wait();
    if (wait > 0) return { headers: { 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' }, wait, isGlobal: true };
    everything.count();
    if (!channelRoutes.test(route)) return { headers: {} };
    const key = `${route} ${params.channel}`;
    const channel = channels.get(key) ?? makeWindow(ofChannel, now);
    channels.set(key, channel);
    return passChannel(channel, route);
  };
}

function passChannel(channel: Window, route: string): Passage {
  const wait = channel.wait();
  if (wait === 0) channel.count();
  const headers = {
    'x-ratelimit-limit': String(ofChannel.calls),
    'x-ratelimit-remaining': String(channel.left()),
    'x-ratelimit-reset-after': String(channel.freeIn()),
    'x-ratelimit-bucket': route.replace(/\W+/g, '-'),
  };
  return wait > 0 ? { headers: { ...headers, 'x-ratelimit-scope': 'user' }, wait } : { headers };
}

type Window = ReturnType<typeof makeWindow>;

/** The calls of the last while. */
function makeWindow({ calls, ms }: { calls: number; ms: number }, now: () => number) {
  let recent: number[] = [];
  const look = () => {
    recent = recent.filter((at) => at > now() - ms);
    return recent;
  };
  const seconds = (until: number) => Math.max(0, (until - now()) / 1000);
  return {
    count: () => void recent.push(now()),
    left: () => calls - look().length,
    /** In seconds, until one more may pass. */
    wait: () => (look().length < calls ? 0 : seconds((recent[0] ?? 0) + ms)),
    /** In seconds, until all may pass again. */
    freeIn: () => seconds((look().at(-1) ?? now()) + ms),
  };
}
