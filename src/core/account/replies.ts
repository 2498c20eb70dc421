import { type Command, commandNamed, commands } from '../commands.ts';
import type { Reply } from '../reply.ts';
import type { Attempt } from '../state.ts';
import { plain } from '../text.ts';
import { brief, choice, choices, heading, list, note, quizOn, reply, rows, said, text } from '../blocks.ts';

/** The commands by what one wants to do, each with something to type. */
export function helpReply(about = ''): Reply {
  const command = commandNamed(about.toLowerCase().replace(/\s+/g, ' '));
  return command ? commandHelp(command) : allHelp();
}

function allHelp(): Reply {
  const tasks = [...new Set(commands.map((command) => command.task))];
  return reply(
    'What you can ask for',
    heading('What you can ask for'),
    ...tasks.flatMap((task) => [
      text(`**${task}**`),
      rows(
        commands
          .filter((command) => command.task === task)
          .map((command) => ({ label: `/mlpro ${command.name}`, value: plain(`${command.summary}. Try: /mlpro ${command.examples[0]}`) })),
      ),
    ]),
    choices(choice('All lessons', { kind: 'guide' }, 'main'), quizOn(null, 'Quiz me')),
  );
}

function commandHelp(command: Command): Reply {
  const options = command.options.filter(({ name }) => name !== 'other');
  return reply(
    `/mlpro ${command.name}`,
    heading(`/mlpro ${command.name}`),
    text(`${command.summary}.${command.manages ? ' For people who may manage the channel.' : ''}`),
    options.length > 0
      ? rows(options.map((option) => ({ label: option.name, value: plain(`${option.summary}${option.required ? ' (needed)' : ''}`) })))
      : undefined,
    list(command.examples.map((example) => [{ kind: 'code', text: `/mlpro ${example}` }])),
  );
}

export function unknownReply(typed: string, meant: Command | undefined): Reply {
  if (meant === undefined) {
    const all = helpReply();
    return { ...all, blocks: [heading('I do not know that one'), { kind: 'note', text: said(typed, 80) }, ...all.blocks] };
  }
  return reply(
    'I do not know that one',
    heading('I do not know that one'),
    {
      kind: 'text',
      text: [
        ...said(typed, 80),
        ...plain('. Did you mean '),
        { kind: 'code', text: `/mlpro ${meant.examples[0] ?? meant.name}` },
        ...plain('?'),
      ],
    },
    note('For a question in your own words: `/mlpro route`, then the question.'),
    choices(choice('Show all commands', { kind: 'help' }, 'main')),
  );
}

/** A press that cannot be read any more: forged, or of a version of the program that is gone. */
export function foreignPress(): Reply {
  return brief(
    'That button is too old',
    'It was not made by this version of the bot, so nothing was done. These work:',
    choice('All lessons', { kind: 'guide' }, 'main'),
    choice('Show all commands', { kind: 'help' }),
  );
}

/** Something broke on our side. Nothing of the request was kept, so trying again is safe. */
export function sorryReply(): Reply {
  return reply(
    'That did not work',
    heading('That did not work'),
    text('The fault is on this side, and nothing was counted. Please press or type it once more in a moment.'),
  );
}

export function dataReply(attempts: number): Reply {
  return reply(
    'What is kept about you',
    heading('What is kept about you'),
    rows([{ label: 'Answers', value: plain(String(attempts)) }]),
    text(
      'Kept are your account number on this platform, the quizzes you started and which option you chose when. A question that you had routed is kept for an hour, so that you can say that the answer was not it; then it is forgotten, unless you chose to give it to the authors. No name and no other message is kept. Nobody else is shown your results.',
    ),
    attempts > 0
      ? choices(
          choice('Show my answers as a table', { kind: 'export', page: 1 }),
          choice('Delete everything about me', { kind: 'forget-me' }),
        )
      : undefined,
  );
}

/** A page of what is kept, in a form that spreadsheets read: commas between, the time in UTC. */
export function exportReply(attempts: readonly Attempt[], page: number, more: boolean): Reply {
  const lines = attempts.map(({ at, item, picks, right }) =>
    [new Date(at).toISOString(), item, picks, right ? 'right' : 'wrong'].join(','),
  );
  return reply(
    'Your answers',
    heading(`Your answers, page ${page}`),
    lines.length > 0
      ? { kind: 'code', code: ['time in UTC,question,options chosen,result', ...lines].join('\n') }
      : text('There is nothing on this page.'),
    note('The letters are the options as the content files name them, not as they were shown to you.'),
    choices(
      more ? choice('More', { kind: 'export', page: page + 1 }, 'main') : undefined,
      page > 1 ? choice('Back', { kind: 'export', page: page - 1 }) : undefined,
      choice('All lessons', { kind: 'guide' }),
    ),
  );
}

export function forgotten(attempts: number): Reply {
  return brief(
    'Deleted',
    `${attempts} ${attempts === 1 ? 'answer' : 'answers'} and all quizzes of yours are gone for good. You can start again any time.`,
    quizOn(null, 'Start a quiz'),
  );
}
