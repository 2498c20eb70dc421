import { type Adapter, Refused, Unknowable } from './adapters/platform.ts';
import { type Clock, randomId } from './bot.ts';
import type { Course } from './core/course.ts';
import { answeredIn, dueDrill, nextCue, nextStep } from './core/drill/rules.ts';
import { drillPost, drillTrouble, revealPost } from './core/drill/replies.ts';
import { cueById } from './core/pack-index.ts';
import type { Drill, Group } from './core/state.ts';
import type { Log } from './log.ts';
import type { Ledger, OpenDrill } from './storage/store.ts';

/** Carries out what the core says about drills: claim, post, reveal, redraw. The ledger decides who of several replicas does it. */
export interface Drills {
  /** Does all that is due by now on one platform. */
  lookAfter(adapter: Adapter): Promise<void>;
  /** Redraws one drill whose count has changed. */
  redraw(adapter: Adapter, drill: string): Promise<void>;
}

export interface DrillParts {
  readonly course: () => Course;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
}

export function makeDrills(parts: DrillParts): Drills {
  return {
    lookAfter: (adapter) => lookAfter(parts, adapter),
    redraw: (adapter, drill) => redraw(parts, adapter, drill),
  };
}

async function lookAfter(parts: DrillParts, adapter: Adapter): Promise<void> {
  const { ledger } = parts;
  if (!adapter.isReady()) return;
  for (const open of await ledger.openDrills(adapter.name)) await guarded(parts, open.group, () => bringUpToDate(parts, adapter, open));
  for (const group of await ledger.activeGroups(adapter.name)) await guarded(parts, group, () => postIfDue(parts, adapter, group));
}

/** One group's trouble does not keep the next group waiting. */
async function guarded({ log }: DrillParts, group: Group, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.warn({ err: error, group: group.id }, 'A drill could not be looked after; the next minute tries again.');
  }
}

async function bringUpToDate(parts: DrillParts, adapter: Adapter, open: OpenDrill): Promise<void> {
  const { ledger, clock } = parts;
  const { drill, group, tally } = open;
  const now = clock();
  switch (nextStep(drill, group, tally, now).kind) {
    case 'wait':
      return;
    case 'fail':
      return ledger.fail(drill.id);
    case 'reclaim':
      if (await ledger.reclaim(drill, now)) await publish(parts, adapter, group, drill, { mayExist: true });
      return;
    case 'reveal':
      await ledger.reveal(drill.id);
      return draw(parts, adapter, { ...open, drill: { ...drill, status: 'revealed' } });
    case 'redraw':
      return draw(parts, adapter, open);
  }
}

async function postIfDue(parts: DrillParts, adapter: Adapter, group: Group): Promise<void> {
  const { ledger, course, clock } = parts;
  const now = clock();
  const due = dueDrill(group, now);
  if (due === undefined || (await ledger.findDrill(group.id, due.day))) return;
  const cue = nextCue(course().pack, await ledger.cueCounts(group.id), group.id);
  if (cue === undefined) return;
  const drill: Drill = { ...due, id: randomId(), group: group.id, cue: cue.id, status: 'claimed', claimedAt: now, message: null, shown: 0 };
  if (await ledger.claim(drill)) await publish(parts, adapter, group, drill, { mayExist: false });
}

async function publish(
  parts: DrillParts,
  adapter: Adapter,
  group: Group,
  drill: Drill,
  { mayExist }: { readonly mayExist: boolean },
): Promise<void> {
  const { ledger, course, log } = parts;
  const { pack } = course();
  const cue = cueById(pack, drill.cue);
  if (cue === undefined) return ledger.fail(drill.id);
  try {
    const reply = drillPost(pack, drill, cue, 0);
    const message = await adapter.post({ channel: group.channel, drill: drill.id, mayExist, reply });
    await ledger.confirm(drill.id, message);
    await ledger.clearFailureNotice(group.id);
    log.info({ group: group.id, drill: drill.id, day: drill.day, late: drill.late }, 'A drill was posted.');
  } catch (error) {
    if (!(error instanceof Refused || error instanceof Unknowable)) throw error;
    await ledger.fail(drill.id);
    await complain(parts, adapter, group, error);
  }
}

/** The schedule stays; the one who made it hears of the trouble, once. */
async function complain({ ledger, clock, log }: DrillParts, adapter: Adapter, group: Group, refusal: Error): Promise<void> {
  log.warn({ err: refusal, group: group.id }, 'A channel does not take its drill.');
  if (!(await ledger.claimFailureNotice(group.id, clock()))) return;
  await adapter.tell(group.setBy, drillTrouble(group, refusal.message));
}

async function redraw(parts: DrillParts, adapter: Adapter, id: string): Promise<void> {
  const open = (await parts.ledger.openDrills(adapter.name)).find(({ drill }) => drill.id === id);
  if (open && open.drill.status === 'posted') await guarded(parts, open.group, () => draw(parts, adapter, open));
}

async function draw(parts: DrillParts, adapter: Adapter, open: OpenDrill): Promise<void> {
  const { drill, group, tally } = open;
  const shows = drill.status === 'revealed' ? 'reveal' : answeredIn(tally);
  if (drill.message === null || drill.shown === shows) return;
  await replaceMessage(parts, adapter, group, drill.message, open);
  await parts.ledger.setShown(drill.id, shows);
}

/** A message that is gone cannot be redrawn; its drill is over all the same. So is one whose cue is. */
async function replaceMessage(
  { course }: DrillParts,
  adapter: Adapter,
  group: Group,
  message: string,
  { drill, tally }: OpenDrill,
): Promise<void> {
  const { pack } = course();
  const cue = cueById(pack, drill.cue);
  if (cue === undefined) return;
  const reply = drill.status === 'revealed' ? revealPost(pack, drill, cue, tally) : drillPost(pack, drill, cue, answeredIn(tally));
  try {
    await adapter.post({ channel: group.channel, drill: drill.id, replaces: message, reply });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}
