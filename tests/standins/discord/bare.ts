import {
  type ApplicationCommandData,
  ApplicationCommandOptionType,
  Client,
  Events,
  type InteractionEditReplyOptions,
  MessageFlags,
} from 'discord.js';

const commands: readonly ApplicationCommandData[] = [
  {
    name: 'mlpro',
    description: 'Study for the exam',
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'route',
        description: 'Find the lesson for a question',
        options: [{ type: ApplicationCommandOptionType.String, name: 'question', description: 'Your question', required: true }],
      },
    ],
  },
];

/**
 * The least a bot can do on the same SDK: register `/mlpro`, defer, answer a fixed text. What it costs is the SDK's and
 * the network's share of any measured answer.
 */
export async function bareDiscordBot(options: {
  api: string;
  token: string;
  text?: string;
  /** A whole message instead of the text. */
  message?: InteractionEditReplyOptions;
  /** discord.js holds back after 50 requests a second, interaction answers included; a load test needs more. */
  requestsPerSecond?: number;
}): Promise<{ stop: () => Promise<void> }> {
  const rest = { api: options.api, globalRequestsPerSecond: options.requestsPerSecond ?? 50 };
  const client = new Client({ intents: [], allowedMentions: { parse: [] }, rest });
  client.on(Events.Error, (problem) => console.error(problem));
  client.on(Events.InteractionCreate, async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply(options.message ?? options.text ?? 'Start with the lesson on model registries.');
  });
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(options.token);
  await (await ready).application.commands.set(commands);
  return { stop: () => client.destroy() };
}
