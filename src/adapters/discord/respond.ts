import { setTimeout as delay } from 'node:timers/promises';
import { type AttachmentBuilder, type CommandInteraction, InteractionContextType, MessageFlags } from 'discord.js';
import type { Reply, Sign } from '../../core/reply.ts';
import type { Answerable } from './person.ts';
import { filesOf } from './files.ts';
import { drawMessage } from './render.ts';
import { retryOnce } from './errors.ts';

const { Ephemeral, IsComponentsV2 } = MessageFlags;

/**
 * Answers a person, and nobody else. A reply that is ready within `answerBy` milliseconds is the first answer; for a later one, Discord is told to wait. Pressing a
 * button of a message that only this person sees changes that message; everything else brings a new one.
 */
export async function respond(interaction: Answerable, reply: Promise<Reply>, sign: Sign, answerBy: number): Promise<void> {
  const isAnswered = interaction.deferred || interaction.replied;
  const early = isAnswered ? undefined : await Promise.race([reply, delay(answerBy, undefined, { ref: false })]);
  if (!isAnswered && early === undefined) await acknowledge(interaction);
  const answer = early ?? (await reply);
  const shown = { components: drawMessage(answer, sign).components, ...withFiles(answer, interaction) };
  if (interaction.deferred || interaction.replied) await retryOnce(() => interaction.editReply({ ...shown, flags: IsComponentsV2 }));
  else if (isInPlace(interaction)) await retryOnce(() => interaction.update({ ...shown, flags: IsComponentsV2 }), nothing);
  else await retryOnce(() => interaction.reply({ ...shown, flags: [IsComponentsV2, ...hidden(interaction)] }), nothing);
}

/** Where a message is changed, what was attached to it goes: it belonged to what was shown before. */
function withFiles(reply: Reply, interaction: Answerable): { files?: AttachmentBuilder[]; attachments?: [] } {
  const hadFiles = isInPlace(interaction) && interaction.message.attachments.size > 0;
  return { ...(reply.attachments && { files: filesOf(reply) }), ...(hadFiles && { attachments: [] }) };
}

/** Tells Discord that an answer will come. Where it is too late for one, this throws. */
export async function acknowledge(interaction: Answerable): Promise<void> {
  const call = () => (isInPlace(interaction) ? interaction.deferUpdate() : interaction.deferReply({ flags: hidden(interaction) }));
  await retryOnce<unknown>(call, () => {
    interaction.deferred = true;
  });
}

function isInPlace(interaction: Answerable): interaction is Exclude<Answerable, CommandInteraction> {
  return !interaction.isCommand() && (interaction.message.flags.has(Ephemeral) || isAlone(interaction));
}

/** In a conversation with the bot nobody else reads along, and an ordinary message is still there when the app is opened again. */
function isAlone({ context }: Answerable): boolean {
  return context === InteractionContextType.BotDM;
}

function hidden(interaction: Answerable): MessageFlags.Ephemeral[] {
  return isAlone(interaction) ? [] : [Ephemeral];
}

/** The first try was carried out after all. */
export function nothing(): void {
  return;
}
