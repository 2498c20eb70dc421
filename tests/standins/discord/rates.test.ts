import { expect, test } from 'vitest';
import { type DiscordStandIn, startDiscord } from './index.ts';

let now = Date.UTC(2026, 10, 24);

async function strict(work: (discord: DiscordStandIn) => Promise<void>): Promise<void> {
  const discord = await startDiscord({ enforceRates: true, allowMentions: true, now: () => now });
  try {
    await work(discord);
  } finally {
    await discord.close();
  }
}

const ask = ({ api, token }: DiscordStandIn, path: string, init: RequestInit = {}) =>
  fetch(`${api}/v10${path}`, { ...init, headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' } });

const say = (discord: DiscordStandIn, channel: string) =>
  ask(discord, `/channels/${discord.channel(channel).id}/messages`, { method: 'POST', body: '{"content":"x"}' });

test('a bot may ask fifty times a second, and is then told how long to wait with everything', () =>
  strict(async (discord) => {
    for (let nth = 0; nth < 50; nth += 1) expect((await ask(discord, '/users/@me')).status).toBe(200);
    now += 400;
    const refused = await say(discord, 'general');
    expect(refused.status).toBe(429);
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      'x-ratelimit-global': 'true',
      'x-ratelimit-scope': 'global',
      'retry-after': '1',
    });
    expect(refused.headers.has('x-ratelimit-bucket')).toBe(false);
    expect(await refused.json()).toMatchObject({ global: true, retry_after: 0.6 });
    now += 600;
    expect((await say(discord, 'general')).status).toBe(200);
  }));

test('what answers a person is not counted', () =>
  strict(async (discord) => {
    for (let nth = 0; nth < 50; nth += 1) await ask(discord, '/users/@me');
    expect((await ask(discord, '/interactions/1/none/callback', { method: 'POST', body: '{"type":5}' })).status).toBe(404);
  }));

test('each channel has its own limit, of which every answer tells', () =>
  strict(async (discord) => {
    const left = [];
    for (let nth = 0; nth < 5; nth += 1) left.push((await say(discord, 'general')).headers.get('x-ratelimit-remaining'));
    expect(left).toEqual(['4', '3', '2', '1', '0']);
    const refused = await say(discord, 'general');
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ global: false, retry_after: 5 });
    expect((await say(discord, 'drill')).status).toBe(200);
    now += 5_000;
    expect((await say(discord, 'general')).status).toBe(200);
  }));
