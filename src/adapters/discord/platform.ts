import type { Platform } from '../platform.ts';
import { readDiscordConfig } from './config.ts';

export const discord: Platform = {
  name: 'discord',
  variables: [
    {
      name: 'DISCORD_TOKEN',
      about: 'Discord: https://discord.com/developers/applications, your application, Bot, Reset Token',
      beginning: /^Bot /,
    },
    {
      name: 'DRILL_DISCORD_CHANNEL',
      about: 'The channel of a drill set up by DRILL_CRON: "Copy Channel ID" (developer mode)',
      isPublic: true,
    },
    { name: 'DISCORD_API_URL', about: 'For tests: where Discord is', isPublic: true, example: 'https://discord.com/api' },
  ],
  drillChannel: 'DRILL_DISCORD_CHANNEL',
  channelId: { form: /^\d+$/, expected: 'the id of a channel, a number of 17 to 20 digits' },
  read: (environment) => {
    const config = readDiscordConfig(environment);
    return config && (async (parts) => (await import('./adapter.ts')).discordAdapter({ ...parts, config }));
  },
  loadCuts: async () => {
    const { drawnMessage } = await import('./render.ts');
    return (reply) => drawnMessage(reply, (action) => JSON.stringify(action)).cuts;
  },
  loadWritten: async () => {
    const [{ drawMessage }, { written }] = await Promise.all([import('./render.ts'), import('./written.ts')]);
    return (reply) => written(drawMessage(reply, (action) => JSON.stringify(action)).components);
  },
};
