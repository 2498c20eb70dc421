import { choice, choices, list, quizOn, rows, shortReply, text, titled } from '../blocks.ts';
import { type Command, commandNamed, commands } from '../commands.ts';
import type { Pack } from '../pack.ts';
import type { Block, Reply } from '../reply.ts';
import type { Request } from '../request.ts';
import { command, plain } from '../text.ts';

/** The commands by what one wants to do, or one of them with its options and something to type. */
export function helpReply(pack: Pack, about = ''): Reply {
  const asked = commandNamed(about);
  return asked ? commandHelp(pack, asked) : allHelp(pack);
}

function allHelp(pack: Pack): Reply {
  return titled('What you can ask for', ...helpBlocks(pack));
}

function helpBlocks(pack: Pack): (Block | undefined)[] {
  const tasks = [...new Set(commands.map(({ task }) => task))];
  return [
    ...tasks.flatMap((task) =>
      helpOn(
        `**${task}**`,
        commands.filter((one) => one.task === task && !one.manages),
      ),
    ),
    ...helpOn(
      '**For people who manage a channel**',
      commands.filter(({ manages }) => manages),
    ),
    tryThis(pack),
    choices(quizOn(null, 'Quiz me', 'main'), choice('All lessons', { kind: 'guide' })),
  ];
}

function helpOn(caption: string, rowsOfTable: readonly Command[]): Block[] {
  if (rowsOfTable.length === 0) return [];
  return [text(caption), list(rowsOfTable.map(({ name, summary }) => [command(name), ...plain(` – ${summary}`)]))];
}

function tryThis({ examples }: Pack): Block | undefined {
  const [question] = examples.route;
  return question === undefined ? undefined : { kind: 'note', text: [...plain('For example: '), command(`route ${question}`)] };
}

function commandHelp(pack: Pack, asked: Command): Reply {
  const { options } = asked;
  return titled(
    `How to use “${asked.name}”`,
    text(`${asked.summary}.${asked.manages ? ' For people who manage the channel.' : ''}`),
    options.length > 0
      ? rows(options.map((option) => ({ label: option.name, value: plain(`${option.summary}${option.required ? ' (needed)' : ''}`) })))
      : undefined,
    list(asked.examples(pack).map((example) => [command(example)])),
    choices(choice('Show all commands', { kind: 'help' })),
  );
}

/** A press that cannot be read any more: forged, or of a version of the program that is gone. */
export function foreignPress(): Reply {
  return shortReply(
    'That button is too old',
    'It was not made by this version of the bot, so nothing was done. These work:',
    choice('All lessons', { kind: 'guide' }, 'main'),
    choice('Show all commands', { kind: 'help' }),
  );
}

/**
 * Something broke on our side. Nothing of the request was kept, so trying again is safe; a press is offered once more, for this may stand in the place of
 * its button.
 */
export function sorryReply(request?: Request): Reply {
  const again = request?.kind === 'press' ? choice('Try again', request.action, 'main') : undefined;
  const apology = titled(
    'That did not work',
    text(`The fault is on this side, and nothing was counted. Please ${again ? 'try again' : 'type it once more'} in a moment.`),
    again && choices(again, choice('All lessons', { kind: 'guide' })),
  );
  return { ...apology, isApology: true };
}
