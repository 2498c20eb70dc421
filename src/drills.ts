import { setImmediate } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { Adapter } from './adapters/platform.ts';
import { dueDrill, nextStep } from './core/drill/rules.ts';
import type { Group, GroupId } from './core/state.ts';
import { announce } from './drills/announce.ts';
import { draw } from './drills/draw.ts';
import { giveUp, postIfDue, takeOver } from './drills/post.ts';
import { makeTurns } from './support/turns.ts';
import { type DrillParts, isOn, tellOfTroubles, type Round } from './drills/round.ts';

/** Carries out what the core says about drills: claim, post, reveal, redraw. The ledger decides who of several replicas does it. */
export interface Drills {
  /** Does all that is due by now on one platform. */
  lookAfter(adapter: Adapter): Promise<void>;
  /** Tells a channel, once, when its drill comes. Never rejects. */
  announce(adapter: Adapter, group: Group): Promise<void>;
  /** Redraws one drill whose count has changed. False when somebody else draws it right now, who may not have counted all. */
  redraw(adapter: Adapter, drill: string): Promise<boolean>;
}

/** So many groups of a platform are looked after side by side: enough that some slow ones hold up nobody, too few to be a burden. */
const sideBySide = 16;

export function makeDrills(parts: DrillParts): Drills {
  const rounds = new Map<string, Round>();
  const roundOf = (adapter: Adapter): Round => {
    const known = rounds.get(adapter.name);
    const round = {
      ...(known ?? {
        ...parts,
        queue: new PQueue({ concurrency: sideBySide }),
        giveWay: makeTurns(),
        busy: new Set(),
        refusals: new Map(),
      }),
      adapter,
    };
    rounds.set(adapter.name, round);
    return round;
  };
  return {
    lookAfter: (adapter) => lookAfter(roundOf(adapter)),
    announce: (adapter, group) => announce(roundOf(adapter), group),
    redraw: (adapter, drill) => inQueue(roundOf(adapter), (round) => redraw(round, drill)),
  };
}

async function lookAfter(round: Round): Promise<void> {
  const { adapter, ledger, clock } = round;
  if (!adapter.isReady()) return;
  const [open, groups] = [await ledger.openDrills(adapter.name), await ledger.activeGroups(adapter.name)];
  const work = new Map<GroupId, GroupWork>();
  for await (const { drill, group, tally } of givingWay(open))
    await guarded(round, group, async () => {
      if (nextStep(drill, group, tally, clock()).kind !== 'wait') workOf(work, group).open.push(drill.id);
    });
  const known = new Set(open.map(({ drill }) => `${drill.group} ${drill.day}`));
  for await (const group of givingWay(groups))
    await guarded(round, group, async () => {
      const due = dueDrill(group, clock());
      if (due && !known.has(`${group.id} ${due.day}`)) workOf(work, group).isDue = true;
    });
  await Promise.all([...work.values()].map((one) => inPlace(round, one)));
  await tellOfTroubles(round);
}

/** Local times are dear to compute: between some dozens of groups, people are answered. */
async function* givingWay<T>(many: readonly T[]): AsyncGenerator<T> {
  for (const [at, one] of many.entries()) {
    if (at % 50 === 49) await setImmediate();
    yield one;
  }
}

/** What there is to do for a group: the answer to the last drill comes before the next drill. */
interface GroupWork {
  readonly group: Group;
  readonly open: string[];
  isDue: boolean;
}

function workOf(work: Map<GroupId, GroupWork>, group: Group): GroupWork {
  const known = work.get(group.id) ?? { group, open: [], isDue: false };
  work.set(group.id, known);
  return known;
}

/** One group's trouble does not keep the next group waiting. */
async function inPlace(round: Round, { group, open, isDue }: GroupWork): Promise<void> {
  if (round.busy.has(group.id)) return;
  round.busy.add(group.id);
  try {
    await inQueue(round, async () => {
      for (const id of open) await guarded(round, group, () => bringUpToDate(round, id));
      if (isDue) await guarded(round, group, () => postIfDue(round, group));
    });
  } finally {
    round.busy.delete(group.id);
  }
}

/** Everybody may vote at the same moment: their drills are redrawn as many at a time as are looked after. */
function inQueue<T>(round: Round, work: (round: Round) => Promise<T>): Promise<T> {
  return round.queue.add(async () => {
    await round.giveWay();
    return work(round);
  });
}

async function guarded({ log }: Round, group: Group, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.warn({ err: error, group: group.id }, 'A drill could not be looked after; the next minute tries again.');
  }
}

/** By now somebody else may have done it: what is to do is asked again of the drill as it stands. */
async function bringUpToDate(round: Round, id: string): Promise<void> {
  const { ledger, clock } = round;
  const open = await ledger.openDrill(id);
  if (open === undefined) return;
  const { drill, group, tally } = open;
  const step = nextStep(drill, group, tally, clock());
  switch (step.kind) {
    case 'wait':
      return;
    case 'fail':
      return giveUp(round, group, drill, drill.reason ?? 'Nobody could find out whether it was posted.');
    case 'reclaim':
      return takeOver(round, group, drill, step.mayPost);
    case 'reveal':
      if (!mayRedraw(round)) return;
      if (await ledger.reveal(id)) await draw(round, { ...open, drill: { ...drill, status: 'revealed' } });
      return;
    case 'redraw':
      if (mayRedraw(round)) await draw(round, open);
  }
}

/** The next minute looks again. */
function mayRedraw({ adapter }: Round): boolean {
  return adapter.canRedraw?.() ?? true;
}

async function redraw(round: Round, id: string): Promise<boolean> {
  if (!mayRedraw(round)) return true;
  const open = await round.ledger.openDrill(id);
  if (open?.drill.status !== 'posted' || !isOn(round.adapter, open.group.id)) return true;
  let drawn = true;
  await guarded(round, open.group, async () => {
    drawn = await draw(round, open);
  });
  return drawn;
}
