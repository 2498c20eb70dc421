import type PQueue from 'p-queue';
import type { Adapter } from '../adapters/platform.ts';
import type { Clock } from '../bot.ts';
import type { Course } from '../core/course.ts';
import { claimLasts } from '../core/drill/rules.ts';
import { drillTrouble, drillWorksAgain } from '../core/drill/schedule-replies.ts';
import type { Reply } from '../core/reply.ts';
import type { Group, GroupId, Moment } from '../core/state.ts';
import type { Log } from '../log.ts';
import type { Turns } from '../support/turns.ts';
import type { Ledger } from '../storage/store.ts';

export interface DrillParts {
  readonly course: () => Course;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
}

/** A round through the groups of one platform: they take a place each, and one that still has its place is not started again. */
export interface Round extends DrillParts {
  readonly adapter: Adapter;
  readonly queue: PQueue;
  /** An embedded database answers without ever giving way. */
  readonly giveWay: Turns;
  readonly busy: Set<GroupId>;
  /** Since when, and until when not to be asked again, by drill. */
  readonly refusals: Map<string, { readonly since: Moment; readonly until: Moment }>;
}

/** Who could not be told when it happened is told when it works. */
export async function tellOfTroubles(round: Round): Promise<void> {
  const { adapter, ledger } = round;
  const untold = (await ledger.troubles()).filter(({ isTold, isFinal, group }) => isFinal && !isTold && isOn(adapter, group.id));
  for (const { group, reason } of untold) await tellOfTrouble(round, group, reason);
}

/** Tells whoever set the drill up, once; it counts when it was sent, and when nobody can send it. */
export async function tellOfTrouble(round: Round, group: Group, reason: string): Promise<void> {
  const { ledger, clock, log } = round;
  if (!(await ledger.claimTelling(group.id, clock()))) return;
  try {
    await tell(round, group, drillTrouble(group, reason));
    await ledger.setTold(group.id, clock());
  } catch (error) {
    log.warn({ err: error, group: group.id }, 'Whoever set the drill up could not be told; it is tried again.');
  }
}

/** Tells the same person that it has come again. Should that not arrive, nothing is lost but good news. */
export async function tellThatItWorks(round: Round, group: Group): Promise<void> {
  const { log } = round;
  await tell(round, group, drillWorksAgain(group)).catch((error: unknown) =>
    log.warn({ err: error, group: group.id }, 'Whoever set the drill up could not be told that it works again.'),
  );
}

/** A drill of the environment has nobody to be told: the log and `/readyz` say it. */
async function tell({ adapter }: Round, { setBy }: Group, reply: Reply): Promise<void> {
  if (isOn(adapter, setBy)) await adapter.tell(setBy, reply);
}

export function isOn(adapter: Adapter, id: string): boolean {
  return id.startsWith(`${adapter.name}:`);
}

/** Whoever stood still since may have been taken for dead: somebody else may be at it. */
export function isLongAgo(began: Moment, now: Moment): boolean {
  return Math.abs(now - began) > claimLasts / 2;
}
