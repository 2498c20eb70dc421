import { createHmac, randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { makeAction, parseAction } from './core/action-id.ts';
import type { Course } from './core/course.ts';
import { handle, needsOf } from './core/handle.ts';
import { sorryReply } from './core/help/replies.ts';
import type { Drawing, WrittenFile } from './core/outcome.ts';
import type { Reply, Sign } from './core/reply.ts';
import type { From, Request } from './core/request.ts';
import type { Change, Group } from './core/state.ts';
import type { Log } from './log.ts';
import type { Store } from './storage/store.ts';
import { joined } from './support/slices.ts';
import { makeTasks } from './support/tasks.ts';
import { makeTurns } from './support/turns.ts';

/** Milliseconds since 1970. Given, so that tests and the console can move it. */
export type Clock = () => number;

/** What an adapter knows of the person who asks; the bot adds the time and a random id. */
export interface Person extends Omit<From, 'now' | 'randomId'> {
  /**
   * What the platform calls this press or command, the same whenever and to whichever replica it is delivered: what it creates has the same id then,
   * and it counts once and is answered as the first time.
   */
  readonly requestId?: string | undefined;
}

export interface Bot {
  /** Loads, decides, saves, and says what to answer. Never rejects: what breaks is logged, and the learner gets an honest word. */
  answer(request: Request, person: Person): Promise<Reply>;
  /** The request behind a pressed button's id. */
  requestOf(actionId: string): Request;
  readonly sign: Sign;
  /** Resolves when nothing is being answered any more. */
  idle(): Promise<void>;
}

export interface BotParts {
  /** The course as it stands: it changes when the content folder does. */
  readonly course: () => Course;
  readonly store: Store;
  readonly signingKey: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Called after an answer to a drill is in the books. */
  readonly voteCounted: (drill: string) => void;
  /** Makes pixels of a picture. Without it, and where it fails, the words of a reply say the same. */
  readonly draw?: (drawing: Drawing) => Promise<Uint8Array>;
  /** Called after a drill was set or moved: its channel should hear of it. */
  readonly drillSet?: (group: Group) => void;
}

export function createBot({ course, store, signingKey, clock, log, voteCounted, drillSet, draw }: BotParts): Bot {
  const running = makeTasks();
  const unsaved = makeTasks();
  // Fifty people may press at the same moment, and an embedded database answers without ever giving way: without turns, the last of them would be
  // acknowledged only after all the others were served.
  const turn = makeTurns();
  let count = 0;

  async function timed(request: Request, person: Person): Promise<Reply> {
    const began = performance.now();
    const reply = await answer(request, person);
    log.debug({ request: request.kind, ms: Math.round(performance.now() - began), count: (count += 1) }, 'A request was answered.');
    return reply;
  }

  async function answer(request: Request, person: Person): Promise<Reply> {
    await turn();
    const from = asked(person);
    try {
      const needs = needsOf(request, from);
      if (needs.routed !== undefined || needs.kept) await unsaved.idle();
      const outcome = await store.decide(from.learner, needs, (state) => handle(request, { state, course: course(), from }));
      if (outcome.voteCounted !== undefined) voteCounted(outcome.voteCounted);
      if (outcome.announces !== undefined) drillSet?.(outcome.announces);
      if (outcome.deferred !== undefined) void running.run(unsaved.run(saveLater(outcome.deferred)));
      if (outcome.file) return await withFile(outcome.reply, outcome.file);
      return outcome.drawing && draw ? await withDrawing(outcome.reply, outcome.drawing, { draw, log }) : outcome.reply;
    } catch (error) {
      log.error({ err: error, request: request.kind }, 'A request could not be answered; nothing of it was saved.');
      return sorryReply(request);
    }
  }

  function asked({ requestId, ...person }: Person): From {
    return { ...person, now: clock(), randomId: requestId === undefined ? randomId() : idOf(`${person.learner} ${requestId}`, signingKey) };
  }

  /** When the answer has left: an embedded database would hold it up. */
  async function saveLater(changes: readonly Change[]): Promise<void> {
    await delay(deferredBy);
    await store.save(changes).catch((error) => log.warn({ err: error }, 'Something that may be lost was lost.'));
  }

  /** A button without a pack is older than they are: its ids lead where they always did. */
  function requestOf(actionId: string): Request {
    const read = parseAction(actionId, signingKey);
    const isOurs = read !== undefined && (read.pack === undefined || read.pack === course().pack.id);
    return isOurs ? { kind: 'press', action: read.action } : { kind: 'foreign-press' };
  }

  return {
    answer: (request, person) => running.run(timed(request, person)),
    requestOf,
    sign: (action) => makeAction(action, { key: signingKey, pack: course().pack.id }),
    idle: running.idle,
  };
}

/** A picture that cannot be drawn is no reason to say nothing. */
async function withDrawing(reply: Reply, drawing: Drawing, { draw, log }: Required<Pick<BotParts, 'draw' | 'log'>>): Promise<Reply> {
  try {
    const content = await draw(drawing);
    return { ...reply, attachments: [...(reply.attachments ?? []), { name: drawing.name, content, alt: drawing.alt }] };
  } catch (error) {
    log.warn({ err: error }, 'A picture could not be drawn; its words were sent without it.');
    return reply;
  }
}

async function withFile(reply: Reply, { name, alt, pieces }: WrittenFile): Promise<Reply> {
  return { ...reply, attachments: [...(reply.attachments ?? []), { name, alt, content: await joined(pieces) }] };
}

/** In milliseconds: long enough for an answer to leave, too short for a person to press a button of it. */
const deferredBy = 20;

/** As long as a random id, and as hard to guess, but the same for the same words. */
function idOf(words: string, key: string): string {
  return createHmac('sha256', key).update(words).digest('base64url').slice(0, 8);
}

/** Eight characters: 48 random bits, short enough to go into a button. */
export function randomId(): string {
  return randomBytes(6).toString('base64url');
}
