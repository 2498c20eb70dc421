import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { makeAction, parseAction } from './core/action.ts';
import type { Course } from './core/course.ts';
import { handle, wants } from './core/handle.ts';
import type { Reply, Seal } from './core/reply.ts';
import { sorryReply } from './core/account/replies.ts';
import type { From, Request } from './core/request.ts';
import type { Change } from './core/state.ts';
import type { Log } from './log.ts';
import type { Store } from './storage/store.ts';

/** Milliseconds since 1970. Given, so that tests and the console can move it. */
export type Clock = () => number;

/** What an adapter knows of the person who asks; the bot adds the time and a fresh id. */
export type Person = Omit<From, 'now' | 'fresh'>;

export interface Bot {
  /** Loads, decides, saves, and says what to answer. Never rejects: what breaks is logged, and the learner gets an honest word. */
  answer(request: Request, person: Person): Promise<Reply>;
  /** The request behind a pressed button's id. */
  requestOf(actionId: string): Request;
  readonly seal: Seal;
  /** Resolves when nothing is being answered any more. */
  idle(): Promise<void>;
}

export interface BotParts {
  /** The course as it stands: it changes when the content folder does. */
  readonly course: () => Course;
  readonly store: Store;
  readonly key: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Called after an answer to a drill is in the books. */
  readonly counted: (drill: string) => void;
}

export function createBot({ course, store, key, clock, log, counted }: BotParts): Bot {
  const running = new Set<Promise<unknown>>();
  const unsaved = new Set<Promise<unknown>>();
  const turn = makeTurns();

  async function answer(request: Request, person: Person): Promise<Reply> {
    await turn();
    const from: From = { ...person, now: clock(), fresh: freshId() };
    try {
      const wanted = wants(request, from);
      if (wanted.asked !== undefined) await Promise.all(unsaved);
      const outcome = await store.decide(from.learner, wanted, (state) => handle(request, state, course(), from));
      if (outcome.counted !== undefined) counted(outcome.counted);
      if (outcome.later !== undefined) saveLater(outcome.later);
      return outcome.reply;
    } catch (error) {
      log.error({ err: error, request: request.kind }, 'A request could not be answered; nothing of it was saved.');
      return sorryReply();
    }
  }

  function track<T>(work: Promise<T>): Promise<T> {
    running.add(work);
    return work.finally(() => running.delete(work));
  }

  /** When the answer has left: an embedded database would hold it up. */
  function saveLater(changes: readonly Change[]): void {
    const save: Promise<unknown> = delay(laterBy)
      .then(() => store.save(changes))
      .catch((error) => log.warn({ err: error }, 'Something that may be lost was lost.'))
      .finally(() => unsaved.delete(save));
    unsaved.add(save);
    void track(save);
  }

  return {
    answer: (request, person) => track(answer(request, person)),
    requestOf: (actionId) => {
      const action = parseAction(actionId, key);
      return action === undefined ? { kind: 'foreign-press' } : { kind: 'press', action };
    },
    seal: (action) => makeAction(action, key),
    idle: async () => {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}

/**
 * One answer begins in each turn of the event loop. Fifty people may press at the same moment, and an embedded database answers without ever
 * giving way: without turns, the last of them would be acknowledged only after all the others were served.
 */
function makeTurns(): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    last = last.then(() => new Promise((resolve) => setImmediate(resolve)));
    return last;
  };
}

/** In milliseconds: long enough for an answer to leave, too short for a person to press a button of it. */
const laterBy = 20;

/** Eight characters: 48 random bits, short enough to go into a button. */
export function freshId(): string {
  return randomBytes(6).toString('base64url');
}
