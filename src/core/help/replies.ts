import { choice, choices, list, note, quizOn, rows, shortReply, text, titled } from '../blocks.ts';
import { type Command, commandNamed, commands } from '../commands.ts';
import type { Pack } from '../pack.ts';
import type { Block, Reply } from '../reply.ts';
import type { Request } from '../request.ts';
import { command, plain } from '../text.ts';

/** What a learner can ask for, by what one wants to do; what only managers can; or one command with its options and something to type. */
export function helpReply(pack: Pack, about = ''): Reply {
  const asked = commandNamed(about);
  if (asked) return commandHelp(pack, asked);
  return isOfManaging(about) ? managingHelp() : learnersHelp(pack);
}

/** `help managing`, in the words of those who do. */
export function isOfManaging(about: string): boolean {
  return /^\W*(manag\w*|admin\w*)( (a|the|this|my) channel)?\W*$/i.test(about);
}

function learnersHelp(pack: Pack): Reply {
  const ofLearners = commands.filter(({ manages }) => !manages);
  const tasks = [...new Set(ofLearners.map(({ task }) => task))];
  return titled(
    'What you can ask for',
    ...tasks.flatMap((task) =>
      helpOn(
        `**${task}**`,
        ofLearners.filter((one) => one.task === task),
      ),
    ),
    tryThis(pack),
    note('Do you manage a channel? `/mlpro help managing` says how its drill and its board are set up.'),
    choices(
      quizOn(null, 'Quiz me', 'main'),
      choice('All lessons', { kind: 'guide' }),
      choice('Manage a channel', { kind: 'help-managing' }),
    ),
  );
}

/** A page of its own: the one for learners has to stay short as commands are added. */
export function managingHelp(): Reply {
  return titled(
    'For people who manage a channel',
    text('The drill and the weekly board of a study group. Your platform says who may manage a channel, and only they can change these:'),
    ...helpOn(
      '**Daily drill and weekly board**',
      commands.filter(({ manages }) => manages),
    ),
    choices(choice('Show the commands', { kind: 'help' })),
  );
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
    choices(choice('Show the commands', { kind: 'help' })),
  );
}

/** A press that cannot be read any more: forged, or of a version of the program that is gone. */
export function foreignPress(): Reply {
  return shortReply(
    'That button is too old',
    'It was not made by this version of the bot, so nothing was done. These work:',
    choice('All lessons', { kind: 'guide' }, 'main'),
    choice('Show the commands', { kind: 'help' }),
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
