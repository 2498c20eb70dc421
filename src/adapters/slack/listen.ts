import type { App, BlockAction, BlockElementAction } from '@slack/bolt';
import type { Bot } from '../../bot.ts';
import { needsManager } from '../../core/commands.ts';
import type { Reply } from '../../core/reply.ts';
import type { Request } from '../../core/request.ts';
import type { Log } from '../../log.ts';
import type { Clients } from './clients.ts';
import { asksForForm, parseTyped, type TypedCommand } from './command.ts';
import type { Deliver, Recipient } from './deliver.ts';
import { answerWithForm, listenToForm } from './form.ts';
import { hear, isDirect } from './hear.ts';
import { answerManager, personIn } from './person.ts';
import { listenToShortcuts } from './shortcut.ts';
import { whichDrill, withMessagesTab, withWayBack } from './sentences.ts';

export interface ListenParts {
  readonly bot: Bot;
  readonly clients: Clients;
  readonly deliver: Deliver;
  readonly log: Log;
  /** Looks whether the token still works, when Slack says that one was withdrawn. */
  readonly checkToken: () => Promise<void>;
}

/** Answers commands, shortcuts, presses, words and opened home tabs. Slack is told first that they arrived: it waits three seconds, and Bolt does not warn. */
export function listen(app: App, parts: ListenParts): void {
  const { bot, deliver, log } = parts;

  app.command(/.*/, async ({ ack, command }) => {
    await ack();
    const { user_id: user, channel_id: channel, response_url: address, trigger_id: trigger } = command;
    const typed = parseTyped(command.text ?? '');
    const reply = asksForForm(typed)
      ? await answerWithForm(parts, typed, { user, channel, trigger })
      : await answerTyped(parts, typed, { user, channel, requestId: trigger });
    if (reply) await show(reply, typed.request, { kind: isDirect(channel) ? 'direct' : 'aside', user, channel, address });
  });

  app.action<BlockAction<BlockElementAction>>({ type: 'block_actions', action_id: /.*/s }, async ({ ack, action, body }) => {
    await ack();
    const to = recipientOf(body);
    if (to === undefined) return;
    const pressed = 'selected_option' in action ? (action.selected_option?.value ?? '') : action.action_id;
    const channel = to.kind === 'home' ? to.user : to.channel;
    const request = bot.requestOf(pressed);
    const reply = await bot.answer(request, personIn(to.user, channel, body.trigger_id));
    await show(reply, request, to);
  });

  hear(app, async ({ typed, to, requestId }) => {
    await show(await answerTyped(parts, typed, { ...to, requestId }), typed.request, to);
  });

  listenToForm(app, parts);
  listenToShortcuts(app, parts);

  app.event('app_home_opened', async ({ event: { tab, user, view } }) => {
    if (tab !== 'home') return;
    const reply = await bot.answer({ kind: 'home' }, personIn(user, user));
    await deliver(reply.isApology ? reply : withMessagesTab(reply), { kind: 'home', user, isShown: view !== undefined });
  });

  app.event('tokens_revoked', parts.checkToken);
  app.event('app_uninstalled', parts.checkToken);

  app.error(async (error) => log.error({ err: error }, 'Something of Slack’s could not be answered.'));

  function show(reply: Reply, request: Request, to: Recipient): Promise<void> {
    return deliver(to.kind === 'aside' && beginsQuiz(request) && !reply.isApology ? withWayBack(reply) : reply, to);
  }
}

interface Asker {
  readonly user: string;
  readonly channel: string;
  readonly requestId: string;
}

async function answerTyped({ bot, clients, log }: ListenParts, typed: TypedCommand, { user, channel, requestId }: Asker): Promise<Reply> {
  if (asksForForm(typed)) return bot.answer({ kind: 'help', about: 'drill setup' }, personIn(user, channel));
  if (!needsManager(typed.request)) return bot.answer(typed.request, personIn(user, channel, requestId));
  if (isDirect(channel) && typed.channel.kind === 'here') return whichDrill();
  return answerManager(typed, user, channel, { bot, web: clients.lookUps, log });
}

function beginsQuiz(request: Request): boolean {
  return request.kind === 'quiz' || (request.kind === 'press' && request.action.kind === 'quiz');
}

/** What everybody in a channel sees is redrawn by the schedule; what is one person's own takes the place of what they pressed. */
function recipientOf(body: BlockAction): Recipient | undefined {
  const { id: user } = body.user;
  if (body.view) return body.view.type === 'home' ? { kind: 'home', user, isShown: true } : undefined;
  const channel = body.channel?.id ?? user;
  const place = { user, channel, address: body.response_url };
  if (body.container?.is_ephemeral === true) return { kind: 'aside', ...place, replaces: body.container.message_ts };
  return isDirect(channel) ? { kind: 'direct', ...place, replaces: body.container?.message_ts } : { kind: 'aside', ...place };
}
