import { type DiscordStandIn, type Exchange, type Seen, startDiscord } from '../tests/standins/discord/index.ts';
import type { Row } from './measure.ts';
import { compare, type People, type Round } from './platform.ts';
import { ownWorld, startProcess, withFolder } from './setting.ts';

/** The bot and a bare one, each a process with the real discord.js, each at a stand-in of Discord of its own. */
export function benchDiscord(): Promise<Row[]> {
  return withFolder(async (folder) => {
    const ours = await startDiscord();
    const theirs = await startDiscord();
    const env = ({ api, token }: typeof ours) => ({ DISCORD_API_URL: api, DISCORD_TOKEN: token });
    const processes = [startProcess('src/main.ts', { ...env(ours), ...ownWorld(folder) }), startProcess('bench/bare.ts', env(theirs))];
    await Promise.all([ours.botReady(), theirs.botReady()]);
    const rows = await compare<Seen>({
      ...peopleOnDiscord(ours),
      bare: (user) => round(theirs.command('mlpro route', { question: 'anything' }, { user })),
      user: (at) => `bench${at}`,
      forget: () => {
        for (const discord of [ours, theirs]) discord.requests.length = 0;
      },
    });
    await Promise.all(processes.map(({ stop }) => stop()));
    await Promise.all([ours.close(), theirs.close()]);
    return rows;
  });
}

/** People at the keyboard who use our bot. */
export function peopleOnDiscord(discord: DiscordStandIn): People<Seen> {
  return {
    name: 'Discord',
    command: (text, user) => {
      const [name = '', ...words] = text.split(' ');
      return round(discord.command(`mlpro ${name}`, valuesOf(name, words), { user }));
    },
    press: (label, on, user) => round(discord.press(label, on, { user })),
  };
}

/** Discord has typed options where a console line has words. */
function valuesOf(name: string, words: readonly string[]): Record<string, string | number> {
  if (name === 'route') return { question: words.join(' ') };
  const [lesson = '', count] = words;
  return { lesson, ...(count && { count: Number(count) }) };
}

async function round(sent: Promise<Exchange>): Promise<Round<Seen>> {
  const exchange = await sent;
  const seen = await exchange.settled();
  const first = exchange.ms ?? Number.NaN;
  return { first, full: exchange.filledMs ?? first, seen };
}
