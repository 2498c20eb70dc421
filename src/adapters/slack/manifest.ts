import { commands } from '../../core/commands.ts';
import { messageCommands } from '../../core/find/message.ts';
import type { Pack } from '../../core/pack.ts';

/** The least that the bot needs to be allowed, and why. */
export const scopes: readonly string[] = [
  'commands', // /mlpro itself, and what the menu of a message offers
  'chat:write', // the daily drill, answers to plain words, and private answers where a response address does not work
  'app_mentions:read', // to hear its name in a channel
  'im:history', // to read what is written to it in a direct message
  'channels:read', // whether the bot is in a public channel, and who made it
  'groups:read', // the same for private channels
  'channels:history', // to find a drill that was posted just before a crash instead of posting it again
  'groups:history', // the same for private channels
  'files:write', // to send somebody their own progress, plan or data as a file, in a direct message
  'im:write', // to write to whoever cannot be answered where they asked, and to whoever set up a drill that its channel does not take
  'users:read', // whether somebody may manage a channel, and their time zone
];

/** What Slack tells the bot besides commands and presses: an opened home tab, its name, direct messages, and that it was removed. */
const events = ['app_home_opened', 'app_mention', 'message.im', 'app_uninstalled', 'tokens_revoked'];

/** The app as Slack's settings page takes it: https://api.slack.com/apps, Create New App, From a manifest. */
export function makeManifest({ about }: Pick<Pack, 'about'>) {
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'mlpro',
      description: about,
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'mlpro', always_online: true },
      shortcuts: messageCommands.map(({ name: callback_id, onMessage: { name, summary: description } }) => ({
        name,
        type: 'message',
        callback_id,
        description,
      })),
      // Escaped, because a channel that somebody names arrives with its id only then.
      slash_commands: [
        { command: '/mlpro', description: 'Find a lesson, take a quiz, set up the drill', usage_hint: usageHint(), should_escape: true },
      ],
    },
    oauth_config: { scopes: { bot: scopes } },
    settings: {
      event_subscriptions: { bot_events: events },
      interactivity: { is_enabled: true },
      org_deploy_enabled: false,
      socket_mode_enabled: true,
      token_rotation_enabled: false,
    },
  };
}

/** The first word of every command, as Slack shows it while somebody types. */
function usageHint(): string {
  return [...new Set(commands.map(({ name }) => name.split(' ')[0]))].join(' | ');
}

export function manifestText(pack: Pick<Pack, 'about'>): string {
  return `${JSON.stringify(makeManifest(pack), null, 2)}\n`;
}
