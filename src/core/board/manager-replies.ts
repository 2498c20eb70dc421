import { choices, note, quote, shortReply, text, titled } from '../blocks.ts';
import type { Reply } from '../reply.ts';
import type { GroupId, Moment } from '../state.ts';
import { moment, parseMarkup, plain } from '../text.ts';
import type { Board, BoardWeek } from './board.ts';
import { see } from './replies.ts';
import { goalBetween, mostADay, nextWeekly } from './rules.ts';

/** Whether the board is posted, and when. */
export function weeklyReply({ board, group, trouble }: BoardWeek, now: Moment): Reply {
  if (board === undefined || board.weeklySince === null)
    return titled(
      'The board is not posted here',
      text('`/mlpro board weekly on` posts it on Mondays at 09:00: the week that is over, of those who joined, and nobody else.'),
      choices(see(group)),
    );
  return titled(
    'The board is posted here once a week',
    { kind: 'text', text: [...plain('The next one comes '), moment(nextWeekly(board.zone, now), board.zone), ...plain('.')] },
    note('When nobody on the board has answered in a week, none is posted. One that fails is not tried again: rather none than twice.'),
    trouble === undefined ? undefined : note(`The last one did not come. ${trouble}`),
    text('`/mlpro board weekly off` ends it. Others join with `/mlpro board join`.'),
    choices(see(group)),
  );
}

export function weeklyOff(wasOn: boolean, group: GroupId): Reply {
  return shortReply(
    wasOn ? 'The board is not posted any more' : 'The board was not posted here',
    'Everybody can still see it with `/mlpro board`. `/mlpro board weekly on` posts it again.',
    see(group),
  );
}

export function whichBoardZone(): Reply {
  return titled(
    'In which time zone?',
    text(
      'A week begins at another moment in Berlin than in New York, so nothing is set yet. Say it with the time zone of the group: `/mlpro board weekly on Europe/Berlin`',
    ),
    note('Any name of the IANA list will do: America/New_York, Asia/Kolkata, UTC.'),
  );
}

export function badWeekly(typed: string, remedy: string): Reply {
  return titled(
    'The board was not changed',
    { kind: 'text', text: [...quote(typed, 60), ...plain(`: ${remedy}`)] },
    note('Examples: `/mlpro board weekly on Europe/Berlin`, `/mlpro board weekly off`.'),
  );
}

export function goalReply(board: Board | undefined, group: GroupId): Reply {
  const goal = board?.goal ?? null;
  const line = goal === null ? 'No goal is set.' : `The goal is ${goal} answers a week, of all members together.`;
  return shortReply(
    'The group’s weekly goal',
    `${line} \`/mlpro board goal 200\` sets another, \`/mlpro board goal off\` ends it.`,
    see(group),
  );
}

export function goalSet({ goal, zone, group }: Board): Reply {
  if (goal === null) return shortReply('There is no weekly goal now', '`/mlpro board goal 200` sets one.', see(group));
  return shortReply(
    'The weekly goal is set',
    `**${goal} answers** a week, of all members of the board together, at most ${mostADay} a day of each. The week is Monday to Sunday (${zone}).`,
    see(group),
  );
}

export function badGoal(typed: string): Reply {
  const [least, most] = goalBetween;
  return titled('The goal was not changed', {
    kind: 'text',
    text: [
      ...quote(typed, 60),
      ...parseMarkup(
        `: a goal is a number of answers a week, ${least} to ${most}: \`/mlpro board goal 200\`. \`/mlpro board goal off\` ends it.`,
      ),
    ],
  });
}
