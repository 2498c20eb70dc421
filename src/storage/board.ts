import { setImmediate } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import type { Board, BoardAnswer, BoardMember, BoardWeek, Standing, Week } from '../core/board/board.ts';
import { nicknameKey } from '../core/board/nickname.ts';
import { endOf, idleAfter, standingOf, startOf, weekAt } from '../core/board/rules.ts';
import type { PackId } from '../core/pack.ts';
import type { Change, GroupId, Moment, Needs } from '../core/state.ts';
import { keptZone, timeZoneHere } from '../core/time.ts';
import { WriteConflict } from './conflict.ts';
import type { Source } from './load.ts';
import type { BoardWeeks } from './store.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

type Wanted = NonNullable<Needs['board']>;

/** What the members of a board have come to in a week as the zone has it. */
export interface Reckoned {
  readonly zone: string;
  readonly standings: readonly Standing[];
}

/** Without a transaction, and before the one in which the board is loaded: it takes long, and an embedded database has one connection. */
export async function reckonBoard(source: Source, wanted: Wanted): Promise<Reckoned> {
  const { zone, members, week } = await loadBoardAlone(source, wanted);
  return { zone, standings: await reckon(source, members, week, wanted.at) };
}

/** Whoever has joined since it was reckoned has come to nothing yet. */
export async function loadBoard(source: Source, wanted: Wanted, { zone, standings }: Reckoned): Promise<BoardWeek> {
  const board = await loadBoardAlone(source, wanted);
  if (board.zone !== zone) return { ...board, standings: await reckon(source, board.members, board.week, wanted.at) };
  const byLearner = new Map(standings.map((standing) => [standing.member.learner, standing]));
  return {
    ...board,
    standings: board.members.flatMap((member) => {
      const standing = byLearner.get(member.learner);
      return standing ? [{ ...standing, member }] : [];
    }),
  };
}

/** The week of a group that a moment is in: the group's own, so its zone is looked up first. */
async function loadBoardAlone(source: Source, { group, at }: Wanted): Promise<Omit<BoardWeek, 'standings'>> {
  const { db, pack } = source;
  const row = await db.selectFrom('boards').selectAll().where('pack', '=', pack).where('group_id', '=', group).executeTakeFirst();
  // A zone that this machine does not know is no reason to show nothing: whoever sees another one sets it anew.
  const zone = timeZoneHere(row?.zone ?? (await zoneOfDrill(source, group)) ?? 'UTC') ?? 'UTC';
  const rows = await db.selectFrom('board_members').selectAll().where('pack', '=', pack).where('group_id', '=', group).execute();
  const joined = rows.map(parseMemberRow).sort((one, other) => one.joinedAt - other.joinedAt || one.learner.localeCompare(other.learner));
  const idle = await idleOf(source, joined, at);
  const trouble = row && (await lastTrouble(source, group));
  return {
    group,
    ...(row && { board: parseBoardRow(row) }),
    ...(trouble && { trouble }),
    zone,
    week: weekAt(at, zone),
    members: joined.filter((member) => !idle.includes(member)),
    idle,
  };
}

/** One look at an index for each: how much somebody has answered makes no difference. */
async function idleOf({ db, pack }: Source, joined: readonly BoardMember[], at: Moment): Promise<BoardMember[]> {
  const since = at - idleAfter;
  const idle: BoardMember[] = [];
  for (const member of joined.filter(({ joinedAt }) => joinedAt < since)) {
    const own = db.selectFrom('attempts').select('at').where('learner', '=', member.learner).where('pack', '=', pack);
    const answered = await own.where('at', '>=', since).where('at', '<=', at).limit(1).executeTakeFirst();
    if (answered === undefined) idle.push(member);
  }
  return idle;
}

/** One after the other: cards are made of many answers, and others are served between two members. */
async function reckon(source: Source, members: readonly BoardMember[], week: Week, at: Moment): Promise<Standing[]> {
  const standings: Standing[] = [];
  for (const member of members) {
    const standing = standingOf(member, await loadAnswers(source, member, week), week, at);
    if (standing) standings.push(standing);
    await setImmediate();
  }
  return standings;
}

async function zoneOfDrill({ db, pack }: Source, group: GroupId): Promise<string | undefined> {
  const drill = db.selectFrom('study_groups').select('zone').where('pack', '=', pack).where('id', '=', group);
  return (await drill.executeTakeFirst())?.zone;
}

async function lastTrouble({ db, pack }: Source, group: GroupId): Promise<string | undefined> {
  const weeks = db.selectFrom('board_weeks').select('reason').where('pack', '=', pack).where('group_id', '=', group);
  return (await weeks.orderBy('week', 'desc').limit(1).executeTakeFirst())?.reason ?? undefined;
}

/** What a member answered in the week, and at the same items before: whether an item was known already is told by these. */
async function loadAnswers({ db, pack }: Source, { learner }: BoardMember, week: Week): Promise<BoardAnswer[]> {
  const own = db.selectFrom('attempts').where('learner', '=', learner).where('pack', '=', pack).where('at', '<', endOf(week));
  const fresh = own.select('item').where('at', '>=', startOf(week));
  const answers = own.select(['item', 'at', 'is_correct', 'confidence', 'is_practice']).where('item', 'in', fresh);
  return (await answers.execute()).map(({ is_correct, is_practice, confidence, ...answer }) => ({
    ...answer,
    learner,
    correct: is_correct === 1,
    isCram: is_practice === 1 || undefined,
    confidence: confidence ?? undefined,
  }));
}

function parseBoardRow(row: Tables['boards']): Board {
  return { group: row.group_id, channel: row.channel, zone: keptZone(row.zone), goal: row.goal, weeklySince: row.weekly_since };
}

function parseMemberRow(row: Tables['board_members']): BoardMember {
  return { learner: row.learner, group: row.group_id, nickname: row.nickname, joinedAt: row.joined_at };
}

/** The key of nicknames lets one of each in, whoever else is joining. */
export async function joinBoard(tx: Tx, pack: PackId, { member }: Change & { kind: 'board-joined' }): Promise<void> {
  const { learner, group, nickname, joinedAt } = member;
  await leaveBoard(tx, pack, { kind: 'board-left', learner, group });
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('board_members')
    .values({
      pack,
      learner,
      group_id: group,
      nickname,
      nickname_key: nickname === null ? null : nicknameKey(nickname),
      joined_at: joinedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (Number(numInsertedOrUpdatedRows) === 0) throw new WriteConflict('Somebody else has this nickname by now.');
}

export async function leaveBoard(tx: Tx, pack: PackId, { learner, group }: Change & { kind: 'board-left' }): Promise<void> {
  const own = tx.deleteFrom('board_members').where('pack', '=', pack).where('learner', '=', learner);
  await (group === undefined ? own : own.where('group_id', '=', group)).execute();
}

export async function saveBoard(tx: Tx, pack: PackId, { board }: Change & { kind: 'board-set' }): Promise<void> {
  const { group, channel, zone, goal, weeklySince } = board;
  const set = { platform: group.split(':')[0] ?? '', channel, zone, goal, weekly_since: weeklySince };
  await tx
    .insertInto('boards')
    .values({ pack, group_id: group, ...set })
    .onConflict((conflict) => conflict.columns(['pack', 'group_id']).doUpdateSet(set))
    .execute();
}

export function boardWeeks(db: Kysely<Tables>, pack: PackId): BoardWeeks {
  const update = (group: GroupId, week: string, set: Partial<Tables['board_weeks']>) =>
    db.updateTable('board_weeks').set(set).where('pack', '=', pack).where('group_id', '=', group).where('week', '=', week).execute();
  return {
    posted: async (platform) => {
      const boards = db.selectFrom('boards').selectAll().where('pack', '=', pack).where('platform', '=', platform);
      return (await boards.where('weekly_since', 'is not', null).orderBy('group_id').execute()).map(parseBoardRow);
    },
    claim: async (group, week, now) => {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('board_weeks')
        .values({ pack, group_id: group, week, claimed_at: now })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      return Number(numInsertedOrUpdatedRows) > 0;
    },
    confirm: async (group, week, message) => void (await update(group, week, { message, reason: null })),
    fail: async (group, week, reason) => void (await update(group, week, { reason })),
  };
}
