import type { App, MessageShortcut } from '@slack/bolt';
import { requestAbout } from '../../core/find/message.ts';
import { plainWords } from './command.ts';
import { isDirect } from './hear.ts';
import type { ListenParts } from './listen.ts';
import { personIn } from './person.ts';

/** Answers what somebody chose in the menu of a message, and tells nobody else: not its author either. */
export function listenToShortcuts(app: App, { bot, deliver }: ListenParts): void {
  app.shortcut<MessageShortcut>({ type: 'message_action', callback_id: /.*/s }, async ({ ack, shortcut, context }) => {
    await ack();
    const { callback_id, message, user, channel, trigger_id, response_url: address } = shortcut;
    const words = plainWords(wordsOf(message));
    const request = requestAbout(callback_id, { words, isOwn: isFrom(message, context.botId) });
    const reply = await bot.answer(request, personIn(user.id, channel.id, trigger_id));
    const thread = message.thread_ts === undefined ? {} : { thread: String(message.thread_ts) };
    await deliver(reply, { kind: isDirect(channel.id) ? 'direct' : 'aside', user: user.id, channel: channel.id, address, ...thread });
  });
}

interface Chosen {
  readonly text?: string;
  readonly bot_id?: unknown;
  /** What is shared from elsewhere, and what other bots say. */
  readonly attachments?: unknown;
}

function wordsOf({ text = '', attachments }: Chosen): string {
  if (text.trim() !== '' || !Array.isArray(attachments)) return text;
  return attachments.map((attachment: { text?: unknown }) => (typeof attachment.text === 'string' ? attachment.text : '')).join('\n');
}

function isFrom({ bot_id }: Chosen, bot: string | undefined): boolean {
  return bot_id !== undefined && bot_id === bot;
}
