import { choice, choices, list, quizOn, rows, shortReply, text, titled } from '../blocks.ts';
import { type Command, commandNamed, commands } from '../commands.ts';
import type { Pack } from '../pack.ts';
import type { Reply } from '../reply.ts';
import { plain } from '../text.ts';

/** The commands by what one wants to do, each with something to type. */
export function helpReply(pack: Pack, about = ''): Reply {
  const command = commandNamed(about);
  return command ? commandHelp(pack, command) : allHelp(pack);
}

function allHelp(pack: Pack): Reply {
  const tasks = [...new Set(commands.map((command) => command.task))];
  return titled(
    'What you can ask for',
    ...tasks.flatMap((task) => [
      text(`**${task}**`),
      rows(
        commands
          .filter((command) => command.task === task)
          .map((command) => ({
            label: `/mlpro ${command.name}`,
            value: plain(`${command.summary}. Try: /mlpro ${command.examples(pack)[0]}`),
          })),
      ),
    ]),
    choices(choice('All lessons', { kind: 'guide' }, 'main'), quizOn(null, 'Quiz me')),
  );
}

function commandHelp(pack: Pack, command: Command): Reply {
  const { options } = command;
  return titled(
    `/mlpro ${command.name}`,
    text(`${command.summary}.${command.manages ? ' For people who may manage the channel.' : ''}`),
    options.length > 0
      ? rows(options.map((option) => ({ label: option.name, value: plain(`${option.summary}${option.required ? ' (needed)' : ''}`) })))
      : undefined,
    list(command.examples(pack).map((example) => [{ kind: 'code', text: `/mlpro ${example}` }])),
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

/** Something broke on our side. Nothing of the request was kept, so trying again is safe. */
export function sorryReply(): Reply {
  return titled(
    'That did not work',
    text('The fault is on this side, and nothing was counted. Please press or type it once more in a moment.'),
  );
}
