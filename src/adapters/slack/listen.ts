import type { App, BlockAction, BlockElementAction, RespondFn } from '@slack/bolt';
import type { Bot } from '../../bot.ts';
import { needsManager } from '../../core/commands.ts';
import type { Reply } from '../../core/reply.ts';
import type { Log } from '../../log.ts';
import type { Clients } from './clients.ts';
import { reasonOf } from './errors.ts';
import { answerManager, personIn } from './person.ts';
import { drawHome, drawMessage } from './render.ts';
import { parseTyped } from './command.ts';

interface ListenParts {
  readonly bot: Bot;
  readonly clients: Clients;
  readonly log: Log;
}

interface Delivery {
  readonly respond: RespondFn;
  readonly user: string;
  readonly channel: string;
  /** Whether the answer takes the place of the message with the pressed button. */
  readonly replaces: boolean;
}

/** Answers commands, presses and opened home tabs. Slack is told first that they arrived: it waits three seconds, and Bolt does not warn. */
export function listen(app: App, { bot, clients, log }: ListenParts): void {
  app.command(/.*/, async ({ ack, command, respond }) => {
    await ack();
    const { user_id: user, channel_id: channel } = command;
    const typed = parseTyped(command.text ?? '');
    const reply = needsManager(typed.request)
      ? await answerManager(typed, user, channel, { bot, web: clients.lookUps, log })
      : await bot.answer(typed.request, personIn(user, channel, command.trigger_id));
    await deliver(reply, { respond, user, channel, replaces: false });
  });

  app.action<BlockAction<BlockElementAction>>({ type: 'block_actions', action_id: /.*/s }, async ({ ack, action, body, respond }) => {
    await ack();
    const user = body.user.id;
    const isHome = body.view?.type === 'home';
    const channel = isHome ? user : (body.channel?.id ?? user);
    const pressed = 'selected_option' in action ? (action.selected_option?.value ?? '') : action.action_id;
    const reply = await bot.answer(bot.requestOf(pressed), personIn(user, channel, body.trigger_id));
    // Only an ephemeral message is the learner's own: what everybody sees is redrawn by the schedule.
    if (isHome) await publishHome(user, reply);
    else await deliver(reply, { respond, user, channel, replaces: body.container?.is_ephemeral === true });
  });

  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return;
    await publishHome(event.user, await bot.answer({ kind: 'home' }, personIn(event.user, event.user)));
  });

  app.error(async (error) => log.error({ err: error }, 'Something of Slack’s could not be answered.'));

  async function publishHome(user: string, reply: Reply): Promise<void> {
    await clients.answers.views.publish({ user_id: user, view: drawHome(reply, bot.sign) });
  }

  /** An address to respond to works five times within half an hour; after that there is another way, which cannot replace. */
  async function deliver(reply: Reply, { respond, user, channel, replaces }: Delivery): Promise<void> {
    const message = drawMessage(reply, bot.sign);
    try {
      await respond({ ...message, response_type: 'ephemeral', replace_original: replaces });
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, 'The address to respond to did not work; answering with a message of its own.');
      await clients.answers.chat.postEphemeral({ ...message, channel, user });
    }
  }
}
