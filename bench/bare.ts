import { MessageFlags } from 'discord.js';
import { drawMessage as drawForDiscord } from '../src/adapters/discord/render.ts';
import { drawMessage as drawForSlack } from '../src/adapters/slack/render.ts';
import { makeAction } from '../src/core/action-id.ts';
import { lessonsOf } from '../src/core/pack-index.ts';
import type { Sign } from '../src/core/reply.ts';
import { lessonReply } from '../src/core/lessons/replies.ts';
import { bareDiscordBot } from '../tests/standins/discord/bare.ts';
import { bareSlackBot } from '../tests/standins/slack/bare.ts';
import { shippedPack } from './setting.ts';

/**
 * The thirty-line bots as processes of their own, so that they have an event loop to themselves, as ours has. They answer everything with one
 * message that was drawn at the start, a lesson's summary: what is compared is the deciding, saving and drawing, not the length of a message.
 */
const {
  SLACK_API_URL: apiUrl = '',
  SLACK_BOT_TOKEN: botToken = '',
  SLACK_APP_TOKEN: appToken = '',
  DISCORD_API_URL: api,
  DISCORD_TOKEN: token = '',
} = process.env;

const sign: Sign = (action) => makeAction(action, { key: 'bench', pack: 'ml-pro' });
const [lesson] = lessonsOf(await shippedPack());
if (lesson === undefined) throw new Error('The shipped content has no lesson.');
const summary = lessonReply(lesson, 'summary', 1);

if (api) {
  const { components } = drawForDiscord(summary, sign);
  await bareDiscordBot({ api, token, requestsPerSecond: 1000, message: { components, flags: MessageFlags.IsComponentsV2 } });
} else {
  await bareSlackBot({
    apiUrl,
    botToken,
    appToken,
    signingSecret: 'unused',
    message: { ...drawForSlack(summary, sign), response_type: 'ephemeral' },
  });
}
