import { type AutocompleteInteraction, type Interaction, RESTJSONErrorCodes as Code } from 'discord.js';
import type { Bot } from '../../bot.ts';
import { needsManager } from '../../core/commands.ts';
import { type Completion, completionFor } from '../../core/find/complete.ts';
import type { Course } from '../../core/course.ts';
import type { Reply } from '../../core/reply.ts';
import type { Request } from '../../core/request.ts';
import { clip } from '../../core/text.ts';
import type { Log } from '../../log.ts';
import { commandIn, requestIn, requestOnMessage } from './command.ts';
import { limits, times } from './limits.ts';
import { type Answerable, isAnswerable, obstacleTo, personOf } from './person.ts';
import { makeSeen } from '../../support/seen.ts';
import { crowdSlice, makeTurns } from '../../support/turns.ts';
import type { DiscordClock } from './clock.ts';
import { acknowledge, nothing, respond } from './respond.ts';
import { hasCode, isOver, retryOnce, safeError } from './errors.ts';
import { notShown, onlyOnServers } from './sentences.ts';

export interface InteractionParts {
  readonly bot: Bot;
  readonly log: Log;
  readonly course: () => Course;
  readonly clock: DiscordClock;
  readonly answerBy?: number | undefined;
}

/** What happens with everything that people do on Discord. Never rejects. */
export function interactionHandler(parts: InteractionParts): (interaction: Interaction) => Promise<void> {
  const { bot, log, course, clock, answerBy = times.answerBy } = parts;
  const taken = makeSeen(limits.deliveriesRemembered);
  // A crowd arrives in one go; everything else is looked at between some of them and the next.
  const turn = makeTurns(crowdSlice);
  let answering = 0;

  return async (interaction) => {
    const { id, type, createdTimestamp } = interaction;
    clock.saw(createdTimestamp);
    if (taken.has(id)) return;
    taken.add(id);
    await turn();
    await take(interaction).catch((error) => log.error({ problem: safeError(error), type }, 'An interaction could not be answered.'));
  };

  async function take(interaction: Interaction): Promise<void> {
    if (interaction.isAutocomplete()) await suggest(interaction);
    else if (isAnswerable(interaction)) await answer(interaction);
  }

  async function answer(interaction: Answerable): Promise<void> {
    const patience = answering >= limits.crowd ? 0 : answerBy;
    answering += 1;
    try {
      if (await isInTime(interaction, { clock, log })) await respond(interaction, replyTo(interaction), bot.sign, patience);
    } catch (error) {
      await notAnswered(interaction, error, { bot, log });
    } finally {
      answering -= 1;
    }
  }

  /** Who goes on typing has no use for what was suggested before. */
  async function suggest(interaction: AutocompleteInteraction): Promise<void> {
    const suggestions = suggestionsFor(interaction, course());
    await retryOnce(() => interaction.respond(suggestions), nothing).catch((error) => {
      if (!isOver(error)) throw error;
      log.debug({ problem: safeError(error) }, 'A suggestion came too late.');
    });
  }

  async function replyTo(interaction: Answerable): Promise<Reply> {
    const request = requestBehind(interaction, bot);
    if (needsManager(request) && !interaction.inCachedGuild()) return onlyOnServers();
    return obstacleTo(request, interaction) ?? bot.answer(request, personOf(interaction));
  }
}

/** After an interruption Discord replays what happened meanwhile. Of what is not new, Discord is asked first whether it still takes an answer. */
async function isInTime(interaction: Answerable, { clock, log }: Pick<InteractionParts, 'clock' | 'log'>): Promise<boolean> {
  const age = clock.ageOf(interaction.id);
  if (age < times.askFirst) return true;
  try {
    await acknowledge(interaction);
    return true;
  } catch (error) {
    if (!isOver(error)) throw error;
    log.info({ problem: safeError(error), age }, 'An interaction came too late, or is answered elsewhere, so nothing was done here.');
    return false;
  }
}

async function notAnswered(interaction: Answerable, error: unknown, { bot, log }: Pick<InteractionParts, 'bot' | 'log'>): Promise<void> {
  const problem = safeError(error);
  if (isOver(error)) return log.info({ problem }, 'An answer came too late, or was given already.');
  if (hasCode(error, Code.UnknownMessage)) return log.debug({ problem }, 'A message was dismissed before its answer came.');
  log.error({ problem }, 'An answer could not be shown.');
  await respond(interaction, Promise.resolve(notShown()), bot.sign, times.answerBy).catch((again) =>
    log.warn({ problem: safeError(again) }, 'Nor could an apology.'),
  );
}

function requestBehind(interaction: Answerable, bot: Bot): Request {
  if (interaction.isChatInputCommand()) return requestIn(interaction);
  if (interaction.isMessageContextMenuCommand()) return requestOnMessage(interaction);
  return bot.requestOf(interaction.isButton() ? interaction.customId : (interaction.values[0] ?? ''));
}

function suggestionsFor(interaction: AutocompleteInteraction, course: Course): Completion[] {
  const { name, value } = interaction.options.getFocused(true);
  const option = commandIn(interaction)?.options.find((one) => one.name === name);
  const found = option && completionFor(option, course)?.(value);
  return (found ?? []).slice(0, limits.completions).map((one) => ({ name: clip(one.name, limits.completionName), value: one.value }));
}
