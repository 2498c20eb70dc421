import type { Platform } from '../platform.ts';
import { readSlackConfig } from './config.ts';

export const slack: Platform = {
  name: 'slack',
  variables: [
    {
      name: 'SLACK_BOT_TOKEN',
      about:
        'Slack: https://api.slack.com/apps, Create New App, From a manifest, with manifest.json of this folder.\nOAuth & Permissions, Bot User OAuth Token',
      beginning: /^xox[a-z]/,
    },
    {
      name: 'SLACK_APP_TOKEN',
      about: 'Basic Information, App-Level Tokens, with connections:write. Set: Socket Mode, and no open port is needed.',
      beginning: /^xapp/,
    },
    {
      name: 'SLACK_SIGNING_SECRET',
      about: 'Instead of Socket Mode: signed HTTP. Basic Information, App Credentials.',
    },
    { name: 'PORT', about: 'For signed HTTP: the port on which Slack’s requests arrive.', isPublic: true },
    {
      name: 'DRILL_SLACK_CHANNEL',
      about: 'The channel of a drill set up by DRILL_CRON: its id is at the end of "View channel details"',
      isPublic: true,
    },
    { name: 'SLACK_API_URL', about: 'For tests: where Slack is', isPublic: true, example: 'https://slack.com/api/' },
  ],
  drillChannel: 'DRILL_SLACK_CHANNEL',
  channelId: { form: /^[CDG][A-Z0-9]+$/, expected: 'the id of a channel, such as C0123ABCD' },
  read: (environment) => {
    const config = readSlackConfig(environment);
    return config && (async ({ bot, log, over }) => (await import('./adapter.ts')).slackAdapter({ bot, log, over, config }));
  },
  loadCuts: async () => {
    const { drawnMessage } = await import('./render.ts');
    return (reply) => drawnMessage(reply, (action) => JSON.stringify(action)).cuts;
  },
  loadWritten: async () => {
    const [{ drawMessage }, { written }] = await Promise.all([import('./render.ts'), import('./written.ts')]);
    return (reply) => written(drawMessage(reply, (action) => JSON.stringify(action)).blocks);
  },
};
