import type { ActionOf } from '../action.ts';
import { readZone } from '../drill/zones.ts';
import { type Context, type Handler, type Outcome, replyOnly } from '../outcome.ts';
import type { From, RequestOf } from '../request.ts';
import type { GroupId } from '../state.ts';
import type { Board, BoardMember, BoardWeek } from './board.ts';
import { nicknameKey, readNickname } from './nickname.ts';
import { badGoal, badWeekly, goalReply, goalSet, weeklyOff, weeklyReply, whichBoardZone } from './manager-replies.ts';
import { badNickname, boardIsFull, boardNeedsChannel, boardReply, joined, left, leftAll, nicknameTaken, whichOfBoard } from './replies.ts';
import { goalBetween, memberOf, mostMembers, weekAt } from './rules.ts';

const here = (_: unknown, { group, now }: From) => ({ board: { group, at: now } });
const ofGroup = ({ group }: { readonly group: GroupId }, { now }: From) => ({ board: { group, at: now } });

export const boardRequests = {
  board: { needs: here, handle: (asked, context) => ask(asked, context) } satisfies Handler<RequestOf<'board'>>,
  'board-weekly': {
    needs: (_, { group, now }) => ({ board: { group, at: now }, group }),
    handle: (asked, context) => (context.from.isPrivate ? replyOnly(boardNeedsChannel()) : setWeekly(asked, context)),
  } satisfies Handler<RequestOf<'board-weekly'>>,
  'board-goal': {
    needs: (_, { group, now }) => ({ board: { group, at: now }, group }),
    handle: (asked, context) => (context.from.isPrivate ? replyOnly(boardNeedsChannel()) : setGoal(asked, context)),
  } satisfies Handler<RequestOf<'board-goal'>>,
};

export const boardActions = {
  board: { needs: ofGroup, handle: ({ group }, context) => show(group, context) } satisfies Handler<ActionOf<'board'>>,
  join: { needs: ofGroup, handle: ({ group }, context) => join('', group, context) } satisfies Handler<ActionOf<'join'>>,
  leave: { needs: ofGroup, handle: ({ group }, context) => leave(group, context) } satisfies Handler<ActionOf<'leave'>>,
};

function boardIn({ state, from }: Context, group: GroupId): BoardWeek {
  return state.board ?? { group, zone: 'UTC', week: weekAt(from.now, 'UTC'), members: [], idle: [], standings: [] };
}

/** In private there is no board; but whoever wants to leave can do it anywhere. */
function ask({ what, nickname }: RequestOf<'board'>, context: Context): Outcome {
  const { from } = context;
  if (from.isPrivate) return what === 'leave' ? leaveAll(context) : replyOnly(boardNeedsChannel());
  if (what === 'leave') return leave(from.group, context);
  if (what === 'join' || (what === '' && nickname !== '')) return join(nickname, from.group, context);
  return what === '' ? show(from.group, context) : replyOnly(whichOfBoard(what, from.group));
}

function show(group: GroupId, context: Context): Outcome {
  return replyOnly(boardReply(boardIn(context, group), context.from.learner));
}

/** Joined once is joined; another nickname takes the place of the first. */
function join(typed: string, group: GroupId, context: Context): Outcome {
  const { learner, now } = context.from;
  const board = boardIn(context, group);
  const read = readNickname(typed);
  if (read.kind === 'problem') return replyOnly(badNickname(typed, read.remedy, group));
  const before = memberOf(board, learner);
  if (before && (typed === '' || before.nickname === read.nickname)) return replyOnly(joined(before, false));
  if (before === undefined && board.members.length >= mostMembers) return replyOnly(boardIsFull(group));
  const { nickname } = read;
  if (nickname !== null && isTaken(nickname, board, learner)) return replyOnly(nicknameTaken(nickname, group));
  const member: BoardMember = { learner, group, nickname, joinedAt: before?.joinedAt ?? now };
  return { reply: joined(member, true), changes: [{ kind: 'board-joined', member }] };
}

function isTaken(nickname: string, { members, idle }: BoardWeek, learner: string): boolean {
  const key = nicknameKey(nickname);
  return [...members, ...idle].some(
    (member) => member.learner !== learner && member.nickname !== null && nicknameKey(member.nickname) === key,
  );
}

function leave(group: GroupId, context: Context): Outcome {
  const { learner } = context.from;
  const wasOn = memberOf(boardIn(context, group), learner) !== undefined;
  return { reply: left(wasOn, group), changes: wasOn ? [{ kind: 'board-left', learner, group }] : [] };
}

function leaveAll({ from: { learner } }: Context): Outcome {
  return { reply: leftAll(), changes: [{ kind: 'board-left', learner }] };
}

/** The zone of the group is the one of its board, or of its drill; nobody's is guessed. */
function settingsOf(context: Context): Omit<Board, 'zone'> & { readonly zone: string | undefined } {
  const { from, state } = context;
  const before = boardIn(context, from.group).board;
  const zone = before?.zone ?? state.group?.zone ?? from.zone;
  return { goal: null, weeklySince: null, ...before, group: from.group, channel: from.channel, zone };
}

function setWeekly({ turn, zone: typed }: RequestOf<'board-weekly'>, context: Context): Outcome {
  const { from } = context;
  const now = boardIn(context, from.group);
  if (turn === '' && typed === '') return replyOnly(weeklyReply(now, from.now));
  if (turn !== 'on' && turn !== 'off' && turn !== '') return replyOnly(badWeekly(`${turn} ${typed}`.trim(), 'Say on or off.'));
  if (turn === 'off') return turnOff(now, from.group);
  const read = typed === '' ? undefined : readZone(typed);
  if (read?.kind === 'problem') return replyOnly(badWeekly(typed, turn === '' ? 'Say on or off.' : read.remedy));
  if (turn === '' && (now.board?.weeklySince ?? null) === null) return replyOnly(badWeekly(typed, 'Say on before the time zone.'));
  const { zone, ...settings } = settingsOf(context);
  const meant = read?.zone ?? zone;
  if (meant === undefined) return replyOnly(whichBoardZone());
  const board = { ...settings, zone: meant, weeklySince: settings.weeklySince ?? from.now };
  return { reply: weeklyReply({ ...now, board }, from.now), changes: [{ kind: 'board-set', board }] };
}

function turnOff({ board }: BoardWeek, group: GroupId): Outcome {
  const wasOn = board !== undefined && board.weeklySince !== null;
  return { reply: weeklyOff(wasOn, group), changes: wasOn ? [{ kind: 'board-set', board: { ...board, weeklySince: null } }] : [] };
}

function setGoal({ answers }: RequestOf<'board-goal'>, context: Context): Outcome {
  const { zone = 'UTC', ...settings } = settingsOf(context);
  if (answers === '') return replyOnly(goalReply(boardIn(context, settings.group).board, settings.group));
  const goal = readGoal(answers);
  if (goal === undefined) return replyOnly(badGoal(answers));
  const board = { ...settings, zone, goal };
  return { reply: goalSet(board), changes: [{ kind: 'board-set', board }] };
}

/** `200`, `1,000 answers a week`, `off`. Anything but one whole number that a group can reach is asked back about. */
function readGoal(typed: string): number | null | undefined {
  if (
    /^(?:(?:turn|switch|it|the|goal)\s+)*(?:off|none|no|stop|end|remove|delete|cancel|clear|0)(?:\s+(?:it|the|goal|off|please|now))*[.!]*$/i.test(
      typed,
    )
  )
    return null;
  const [, digits, thousands] =
    /^(?:(?:to|is|at|about|around|set)\s+)*(?:(\d{1,3}(?:[ ,.']\d{3})+|\d{1,6})|(\d{1,2})\s?k)(?:\s+(?:answers?|a|per|each|every|week|together|please))*[.!]*$/i.exec(
      typed.trim(),
    ) ?? [];
  const goal = Number(digits?.replace(/\D/g, '') ?? `${thousands}000`);
  const [least, most] = goalBetween;
  return goal >= least && goal <= most ? goal : undefined;
}
