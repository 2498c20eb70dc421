import PQueue from 'p-queue';
import { type Adapter, Refused } from './adapters/platform.ts';
import type { Clock } from './bot.ts';
import type { Board, Week } from './core/board/board.ts';
import { weeklyPost } from './core/board/replies.ts';
import { dueWeek, endOf } from './core/board/rules.ts';
import { replyOnly } from './core/outcome.ts';
import type { Reply } from './core/reply.ts';
import type { Log } from './log.ts';
import type { Store } from './storage/store.ts';
import { makeTurns } from './support/turns.ts';

/** Posts the boards of weeks that are over: claimed first, then posted, so that one comes once or not at all. */
export interface BoardPoster {
  /** Does all that is due by now on one platform; whoever calls while that still runs waits for nothing. */
  lookAfter(adapter: Adapter): Promise<void>;
}

export interface BoardParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

const sideBySide = 8;

export function makeBoards(parts: BoardParts): BoardPoster {
  const busy = new Set<string>();
  /** Weeks that are known to be claimed: they need not be asked about for the rest of the day. */
  const over = new Set<string>();
  return {
    async lookAfter(adapter) {
      if (!adapter.isReady() || busy.has(adapter.name)) return;
      busy.add(adapter.name);
      try {
        await postAll(parts, adapter, over);
      } finally {
        busy.delete(adapter.name);
      }
    },
  };
}

async function postAll(parts: BoardParts, adapter: Adapter, over: Set<string>): Promise<void> {
  const queue = new PQueue({ concurrency: sideBySide });
  const giveWay = makeTurns();
  const boards = await parts.store.boardWeeks.posted(adapter.name);
  const one = async (board: Board) => {
    await giveWay();
    try {
      const week = dueWeek(board, parts.clock());
      const name = `${board.group} ${week?.name}`;
      if (week === undefined || over.has(name)) return;
      await postWeek(parts, adapter, board, week);
      over.add(name);
    } catch (error) {
      parts.log.warn({ err: error, group: board.group }, 'A board could not be looked after; the next minute tries again.');
    }
  };
  await Promise.all(boards.map((board) => queue.add(() => one(board))));
}

/** Whoever has claimed a week posts it, or nobody does. What goes wrong before is tried again in the next minute. */
async function postWeek(parts: BoardParts, adapter: Adapter, board: Board, week: Week): Promise<void> {
  const { store, clock, log } = parts;
  const { group } = board;
  const reply = await reckon(store, board, week);
  if (!(await store.boardWeeks.claim(group, week.name, clock())) || reply === undefined) return;
  const message = await post(parts, adapter, board, week, reply);
  if (message === undefined) return;
  log.info({ group, week: week.name }, 'A board was posted.');
  // It is in the channel: whatever becomes of this row, nobody is told that it did not come.
  await store.boardWeeks.confirm(group, week.name, message).catch((error: unknown) => {
    log.warn({ err: error, group }, 'A board was posted, but which message it is could not be kept.');
  });
}

/** Undefined where it did not come: why is kept for whoever asks. */
async function post(
  { store, log }: BoardParts,
  adapter: Adapter,
  { group, channel }: Board,
  week: Week,
  reply: Reply,
): Promise<string | undefined> {
  try {
    return await adapter.post({ channel, drill: `board-${week.name}`, reply });
  } catch (error) {
    log.warn({ err: error, group }, 'A board could not be posted; it is not tried again, for it may be in the channel all the same.');
    const reason = error instanceof Refused ? error.message : 'The platform did not take it.';
    await store.boardWeeks.fail(group, week.name, reason);
    return undefined;
  }
}

async function reckon(store: Store, { group }: Board, week: Week): Promise<Reply | undefined> {
  const { reply } = await store.decide('', { board: { group, at: endOf(week) - 1 } }, ({ board }) =>
    replyOnly((board && weeklyPost(board)) ?? { summary: '', blocks: [] }),
  );
  return reply.blocks.length > 0 ? reply : undefined;
}
