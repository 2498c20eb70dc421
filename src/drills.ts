import { setImmediate } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { Adapter } from './adapters/platform.ts';
import { dueDrill, nextStep } from './core/drill/rules.ts';
import type { Group, GroupId } from './core/state.ts';
import { announce } from './drills/announce.ts';
import { draw } from './drills/draw.ts';
import { giveUp, postIfDue, takeOver } from './drills/post.ts';
import { makeTurns } from './support/turns.ts';
import { type DrillParts, isOn, tellOfTroubles, type Turn } from './drills/turn.ts';

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
  const turns = new Map<string, Turn>();
  const turnOf = (adapter: Adapter): Turn => {
    const known = turns.get(adapter.name);
    const turn = {
      ...(known ?? {
        ...parts,
        queue: new PQueue({ concurrency: sideBySide }),
        giveWay: makeTurns(),
        busy: new Set(),
        refusals: new Map(),
      }),
      adapter,
    };
    turns.set(adapter.name, turn);
    return turn;
  };
  return {
    lookAfter: (adapter) => lookAfter(turnOf(adapter)),
    announce: (adapter, group) => announce(turnOf(adapter), group),
    redraw: (adapter, drill) => inQueue(turnOf(adapter), (turn) => redraw(turn, drill)),
  };
}

async function lookAfter(turn: Turn): Promise<void> {
  const { adapter, ledger, clock } = turn;
  if (!adapter.isReady()) return;
  const [open, groups] = [await ledger.openDrills(adapter.name), await ledger.activeGroups(adapter.name)];
  const work = new Map<GroupId, GroupWork>();
  for await (const { drill, group, tally } of givingWay(open))
    await guarded(turn, group, async () => {
      if (nextStep(drill, group, tally, clock()).kind !== 'wait') workOf(work, group).open.push(drill.id);
    });
  const known = new Set(open.map(({ drill }) => `${drill.group} ${drill.day}`));
  for await (const group of givingWay(groups))
    await guarded(turn, group, async () => {
      const due = dueDrill(group, clock());
      if (due && !known.has(`${group.id} ${due.day}`)) workOf(work, group).isDue = true;
    });
  await Promise.all([...work.values()].map((one) => inPlace(turn, one)));
  await tellOfTroubles(turn);
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
async function inPlace(turn: Turn, { group, open, isDue }: GroupWork): Promise<void> {
  if (turn.busy.has(group.id)) return;
  turn.busy.add(group.id);
  try {
    await inQueue(turn, async () => {
      for (const id of open) await guarded(turn, group, () => bringUpToDate(turn, id));
      if (isDue) await guarded(turn, group, () => postIfDue(turn, group));
    });
  } finally {
    turn.busy.delete(group.id);
  }
}

/** Everybody may vote at the same moment: their drills are redrawn as many at a time as are looked after. */
function inQueue<T>(turn: Turn, work: (turn: Turn) => Promise<T>): Promise<T> {
  return turn.queue.add(async () => {
    await turn.giveWay();
    return work(turn);
  });
}

async function guarded({ log }: Turn, group: Group, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.warn({ err: error, group: group.id }, 'A drill could not be looked after; the next minute tries again.');
  }
}

/** By now somebody else may have done it: what is to do is asked again of the drill as it stands. */
async function bringUpToDate(turn: Turn, id: string): Promise<void> {
  const { ledger, clock } = turn;
  const open = await ledger.openDrill(id);
  if (open === undefined) return;
  const { drill, group, tally } = open;
  const step = nextStep(drill, group, tally, clock());
  switch (step.kind) {
    case 'wait':
      return;
    case 'fail':
      return giveUp(turn, group, drill, drill.reason ?? 'Nobody could find out whether it was posted.');
    case 'reclaim':
      return takeOver(turn, group, drill, step.mayPost);
    case 'reveal':
      if (!mayRedraw(turn)) return;
      if (await ledger.reveal(id)) await draw(turn, { ...open, drill: { ...drill, status: 'revealed' } });
      return;
    case 'redraw':
      if (mayRedraw(turn)) await draw(turn, open);
  }
}

/** The next minute looks again. */
function mayRedraw({ adapter }: Turn): boolean {
  return adapter.canRedraw?.() ?? true;
}

async function redraw(turn: Turn, id: string): Promise<boolean> {
  if (!mayRedraw(turn)) return true;
  const open = await turn.ledger.openDrill(id);
  if (open?.drill.status !== 'posted' || !isOn(turn.adapter, open.group.id)) return true;
  let drawn = true;
  await guarded(turn, open.group, async () => {
    drawn = await draw(turn, open);
  });
  return drawn;
}
