import { bareDiscordBot } from '../tests/standins/discord/bare.ts';
import { bareSlackBot } from '../tests/standins/slack/bare.ts';

/** The thirty-line bots as processes of their own, so that they have an event loop to themselves, as ours has. */
const {
  SLACK_API_URL: apiUrl = '',
  SLACK_BOT_TOKEN: botToken = '',
  SLACK_APP_TOKEN: appToken = '',
  DISCORD_API_URL: api,
  DISCORD_TOKEN: token = '',
} = process.env;

if (api) await bareDiscordBot({ api, token, requestsPerSecond: 10_000 });
else await bareSlackBot({ apiUrl, botToken, appToken, signingSecret: 'unused' });
console.log('ready');
