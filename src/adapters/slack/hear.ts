import type { App, types } from '@slack/bolt';
import type { Recipient } from './deliver.ts';
import { parseWritten, type TypedCommand } from './command.ts';

/** What a person wrote to the bot in plain words. */
export interface Written {
  readonly typed: TypedCommand;
  readonly to: Extract<Recipient, { channel: string }>;
  /** What Slack calls this message, however often it is delivered. */
  readonly requestId: string;
}

/** Hears direct messages, and its name in a channel. */
export function hear(app: App, answer: (written: Written) => Promise<void>): void {
  app.event('message', async ({ event, body, context }) => {
    if (!isDirectWord(event)) return;
    const { user, channel, text = '', thread_ts: thread } = event;
    const typed = parseWritten(text, context.botUserId);
    await answer({ typed, to: { kind: 'direct', user, channel, thread }, requestId: body.event_id });
  });

  app.event('app_mention', async ({ event, body, context }) => {
    const { user, channel, text, thread_ts: thread } = event;
    if (user === undefined || isHidden(event) || isDirect(channel)) return;
    const typed = parseWritten(text, context.botUserId);
    await answer({ typed, to: { kind: 'aside', user, channel, thread }, requestId: body.event_id });
  });
}

/** Slack's ids of direct messages begin with D. */
export function isDirect(channel: string): boolean {
  return channel.startsWith('D');
}

type Message = types.AllMessageEvents;

/** Joins, edits, deletions and the like have a subtype; a file has one too, and may come with words. */
function isDirectWord(event: Message): event is types.GenericMessageEvent {
  const isWord = event.subtype === undefined || event.subtype === 'file_share';
  return isWord && event.channel_type === 'im' && !isHidden(event) && (event.text ?? '').trim() !== '';
}

/** What a bot said, our own words too, what was edited, and what nobody sees. */
function isHidden(event: object): boolean {
  return ['bot_id', 'bot_profile', 'edited', 'hidden'].some((sign) => sign in event);
}
