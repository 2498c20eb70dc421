import { type AutocompleteInteraction, type Interaction, SnowflakeUtil } from 'discord.js';
import type { Bot, Clock } from '../../bot.ts';
import { needsManager } from '../../core/commands.ts';
import { completeLesson, completeZone } from '../../core/find/complete.ts';
import type { Course } from '../../core/course.ts';
import type { Reply } from '../../core/reply.ts';
import type { Request } from '../../core/request.ts';
import { clip } from '../../core/text.ts';
import type { Log } from '../../log.ts';
import { commandIn, requestIn } from './command.ts';
import { limits, times } from './limits.ts';
import { type Answerable, obstacleTo, personOf } from './person.ts';
import { respond } from './respond.ts';
import { isOver, safeError } from './errors.ts';
import { notShown, onlyOnServers } from './sentences.ts';

export interface InteractionParts {
  readonly bot: Bot;
  readonly log: Log;
  readonly course: () => Course;
  readonly clock: Clock;
}

/** What happens with everything that people do on Discord. Never rejects. */
export function interactionHandler({ bot, log, course, clock }: InteractionParts): (interaction: Interaction) => Promise<void> {
  const taken = new Set<string>();
  let answering = 0;

  return async (interaction) => {
    const { id, type } = interaction;
    if (isTooOld(id)) {
      log.info(
        { id, type, age: ageOf(id) },
        'An interaction came too late to be answered, so nothing was done. If all do, the clock is wrong.',
      );
    } else if (isFirst(id)) {
      await take(interaction).catch((error) => log.error({ problem: safeError(error), type }, 'An interaction could not be answered.'));
    }
  };

  /** After an interruption Discord replays what happened meanwhile; acting on what cannot be answered would be worse than not acting. */
  function isTooOld(id: string): boolean {
    return ageOf(id) > times.answerWithin;
  }

  /** The same interaction may be delivered retryOnce; older ones than those remembered are too old anyway. */
  function isFirst(id: string): boolean {
    for (const earlier of taken) if (isTooOld(earlier)) taken.delete(earlier);
    return !taken.has(id) && taken.add(id).has(id);
  }

  function ageOf(id: string): number {
    return clock() - SnowflakeUtil.timestampFrom(id);
  }

  async function take(interaction: Interaction): Promise<void> {
    if (interaction.isAutocomplete()) await complete(interaction, course());
    else if (interaction.isChatInputCommand() || interaction.isButton() || interaction.isStringSelectMenu()) await answer(interaction);
  }

  async function answer(interaction: Answerable): Promise<void> {
    const isCrowded = answering >= limits.crowd;
    const answerBy = isCrowded ? 0 : Math.max(0, Math.min(times.answerBy, times.acknowledgeBy - ageOf(interaction.id)));
    answering += 1;
    try {
      await respond(interaction, replyTo(interaction), bot.sign, answerBy);
    } catch (error) {
      if (isOver(error)) return log.info({ problem: safeError(error) }, 'An answer came too late, or was given already.');
      log.error({ problem: safeError(error) }, 'An answer could not be shown.');
      await respond(interaction, Promise.resolve(notShown()), bot.sign, answerBy).catch((again) =>
        log.warn({ problem: safeError(again) }, 'Nor could an apology.'),
      );
    } finally {
      answering -= 1;
    }
  }

  async function replyTo(interaction: Answerable): Promise<Reply> {
    const request = requestBehind(interaction, bot);
    if (needsManager(request) && !interaction.inCachedGuild()) return onlyOnServers();
    return obstacleTo(request, interaction) ?? bot.answer(request, personOf(interaction));
  }
}

function requestBehind(interaction: Answerable, bot: Bot): Request {
  if (interaction.isChatInputCommand()) return requestIn(interaction);
  return bot.requestOf(interaction.isButton() ? interaction.customId : (interaction.values[0] ?? ''));
}

async function complete(interaction: AutocompleteInteraction, course: Course): Promise<void> {
  const { name, value } = interaction.options.getFocused(true);
  const completes = commandIn(interaction)?.options.find((option) => option.name === name)?.completes;
  const found = completes === 'lesson' ? completeLesson(course, value) : completes === 'zone' ? completeZone(value) : [];
  await interaction.respond(
    found.slice(0, limits.completions).map((one) => ({ name: clip(one.name, limits.completionName), value: one.value })),
  );
}
