import { setImmediate } from 'node:timers/promises';
import PQueue from 'p-queue';
import { type Adapter, Refused, Unknowable } from './adapters/platform.ts';
import { type Clock, randomId } from './bot.ts';
import type { Course } from './core/course.ts';
import { drillTrouble, drillWorksAgain, drillPost, revealPost } from './core/drill/replies.ts';
import { answeredIn, claimLasts, type DueDrill, dueDrill, isLate, nextCue, nextStep, postBy, revealAt } from './core/drill/rules.ts';
import { cueById } from './core/pack-index.ts';
import type { Cue } from './core/pack.ts';
import type { Drill, Group, GroupId, Moment } from './core/state.ts';
import type { Reply } from './core/reply.ts';
import type { Log } from './log.ts';
import type { Ledger, OpenDrill } from './storage/store.ts';

/** Carries out what the core says about drills: claim, post, reveal, redraw. The ledger decides who of several replicas does it. */
export interface Drills {
  /** Does all that is due by now on one platform. */
  lookAfter(adapter: Adapter): Promise<void>;
  /** Redraws one drill whose count has changed. False when somebody else draws it right now, who may not have counted all. */
  redraw(adapter: Adapter, drill: string): Promise<boolean>;
}

export interface DrillParts {
  readonly course: () => Course;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
}

/** So many groups of a platform are looked after side by side: enough that some slow ones hold up nobody, too few to be a burden. */
const sideBySide = 16;

/** A channel that refuses to have its message redrawn is asked again this often, and for so long. */
const asksEvery = 10 * 60_000;
const asksFor = 3 * 86_400_000;

/** A post is looked for from so long before its time on: a clock may have been wrong by hours when it was made. */
const looksBack = 3 * 3_600_000;

/** One platform's share: groups take a place each, and one that still has its place is not started again. */
interface Turn extends DrillParts {
  readonly adapter: Adapter;
  readonly queue: PQueue;
  readonly busy: Set<GroupId>;
  /** Since when, and until when not to be asked again, by drill. */
  readonly refusals: Map<string, { readonly since: Moment; readonly until: Moment }>;
}

export function makeDrills(parts: DrillParts): Drills {
  const turns = new Map<string, Turn>();
  const turnOf = (adapter: Adapter): Turn => {
    const known = turns.get(adapter.name);
    const turn = {
      ...(known ?? { ...parts, queue: new PQueue({ concurrency: sideBySide }), busy: new Set(), refusals: new Map() }),
      adapter,
    };
    turns.set(adapter.name, turn);
    return turn;
  };
  return {
    lookAfter: (adapter) => lookAfter(turnOf(adapter)),
    redraw: (adapter, drill) => redraw(turnOf(adapter), drill),
  };
}

async function lookAfter(turn: Turn): Promise<void> {
  const { adapter, ledger, clock } = turn;
  if (!adapter.isReady()) return;
  const [open, groups] = [await ledger.openDrills(adapter.name), await ledger.activeGroups(adapter.name)];
  const work = new Map<GroupId, GroupWork>();
  for await (const { drill, group, tally } of givingWay(open))
    if (nextStep(drill, group, tally, clock()).kind !== 'wait') workOf(work, group).open.push(drill.id);
  const known = new Set(open.map(({ drill }) => `${drill.group} ${drill.day}`));
  for await (const group of givingWay(groups)) {
    const due = dueDrill(group, clock());
    if (due && !known.has(`${group.id} ${due.day}`)) workOf(work, group).isDue = true;
  }
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
    await turn.queue.add(async () => {
      // An embedded database answers without ever giving way.
      await setImmediate();
      for (const id of open) await guarded(turn, group, () => bringUpToDate(turn, id));
      if (isDue) await guarded(turn, group, () => postIfDue(turn, group));
    });
  } finally {
    turn.busy.delete(group.id);
  }
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
      if (await ledger.reveal(id)) await draw(turn, { ...open, drill: { ...drill, status: 'revealed' } });
      return;
    case 'redraw':
      await draw(turn, open);
  }
}

async function postIfDue(turn: Turn, group: Group): Promise<void> {
  const { ledger, course, clock } = turn;
  const now = clock();
  const due = dueDrill(group, now);
  if (due === undefined || (await ledger.findDrill(group.id, due.day))) return;
  const cue = nextCue(course().pack, await ledger.cueCounts(group.id), group.id);
  if (cue === undefined) return;
  const drill = newDrill(group, due, cue, now);
  if (await ledger.claim(drill)) await attempt(turn, group, drill, () => publish(turn, group, drill, cue));
}

function newDrill(group: Group, due: DueDrill, cue: Cue, now: Moment): Drill {
  const owner = { id: randomId(), claim: randomId(), group: group.id, claimedAt: now };
  const unposted = { status: 'claimed', message: null, shown: 0 } as const;
  return { ...due, ...owner, ...unposted, cue: cue.id, cueShown: cue, postBy: postBy(group, due.dueAt) };
}

/** Somebody else may have posted it and died: it is looked for first, and after its grace it is looked for only. */
async function takeOver(turn: Turn, group: Group, before: Drill, mayPost: boolean): Promise<void> {
  const { adapter, ledger, course, clock } = turn;
  const drill = { ...before, claim: randomId(), claimedAt: clock() };
  if (!(await ledger.reclaim(before, drill.claim, drill.claimedAt))) return;
  await attempt(turn, group, drill, async () => {
    const since = Math.min(drill.dueAt, clock()) - looksBack;
    const found = await adapter.find({ channel: group.channel, drill: drill.id, since }).catch((error: unknown) => unsure(drill, error));
    if (found !== undefined) return confirm(turn, group, drill, found);
    const cue = cueById(course().pack, drill.cue) ?? drill.cueShown;
    if (mayPost && cue) return publish(turn, group, drill, cue);
    await giveUp(turn, group, drill, drill.reason ?? (mayPost ? 'Its cue is gone from the guide.' : 'It could not be posted in its time.'));
  });
}

/** Between claim and post anything may happen: a long pause, a slow database, another process that takes over. Who has lost the claim does not post. */
async function publish(turn: Turn, group: Group, claimed: Drill, cue: Cue): Promise<void> {
  const { adapter, ledger, course, clock } = turn;
  const now = clock();
  const drill = { ...claimed, late: isLate(claimed.dueAt, now), revealAt: revealAt(group, claimed, now), cueShown: cue };
  if (!(await ledger.hold(drill, now))) return;
  if (isLongAgo(now, clock())) throw new Error('The claim on a drill took too long to be sure of it.');
  const reply = drillPost(course().pack, drill, cue, 0);
  await confirm(turn, group, drill, await adapter.post({ channel: group.channel, drill: drill.id, reply }));
}

/** Whoever stood still since may have been taken for dead: somebody else may be at it. */
function isLongAgo(began: Moment, now: Moment): boolean {
  return Math.abs(now - began) > claimLasts / 2;
}

async function confirm(turn: Turn, group: Group, drill: Drill, message: string): Promise<void> {
  const { ledger, log } = turn;
  await ledger.confirm(drill.id, message);
  log.info({ group: group.id, drill: drill.id, day: drill.day, late: drill.late }, 'A drill was posted.');
  await tell(turn, group, true, () => drillWorksAgain(group));
}

/** A channel that lets nobody look, for now, may hold the drill all the same. Before it was held, nobody can have posted it. */
function unsure(drill: Drill, error: unknown): never {
  const isCertain = drill.revealAt === undefined || (error instanceof Refused && error.isGone);
  if (!(error instanceof Refused) || isCertain) throw error;
  throw new Unseen(error.message, { cause: error });
}

class Unseen extends Error {
  override readonly name = 'Unseen';
}

/** A refusal is final for the day; the reason of all other trouble is kept for whoever asks, and it is tried again. */
async function attempt(turn: Turn, group: Group, drill: Drill, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refused || error instanceof Unknowable) return giveUp(turn, group, drill, error.message, error);
    await turn.ledger.setReason(drill.id, sayTrouble(error)).catch(() => undefined);
    throw error;
  }
}

/** For people, and without addresses: those of some calls are secret. */
function sayTrouble(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const line =
    said
      .split('\n')[0]
      ?.replace(/https?:\S+/g, '(an address)')
      .slice(0, 160) ?? '';
  return error instanceof Unseen ? line : `It did not work: ${line}${/[.!?]$/.test(line) ? '' : '.'}`;
}

/** The schedule stays; the one who made it hears of the trouble, once. */
async function giveUp(turn: Turn, group: Group, drill: Drill, reason: string, refusal?: Error): Promise<void> {
  const { ledger, log } = turn;
  await ledger.fail(drill.id, reason);
  log.warn({ err: refusal, group: group.id, day: drill.day, reason }, 'A drill did not come.');
  if (group.active) await tell(turn, group, false, () => drillTrouble(group, reason));
}

/** Who could not be told when it happened is told when it works. */
async function tellOfTroubles(turn: Turn): Promise<void> {
  const { adapter, ledger } = turn;
  const untold = (await ledger.troubles()).filter(({ isTold, isFinal, group }) => isFinal && !isTold && isOn(adapter, group.id));
  for (const { group, reason } of untold) await tell(turn, group, false, () => drillTrouble(group, reason));
}

/** Tells whoever set the drill up, once; it counts when it was sent. A drill of the environment has nobody to be told: the log and `/readyz` say it. */
async function tell(turn: Turn, group: Group, isWell: boolean, reply: () => Reply): Promise<void> {
  const { adapter, ledger, clock, log } = turn;
  if (!(await ledger.claimTelling(group.id, isWell, clock()))) return;
  try {
    if (isOn(adapter, group.setBy)) await adapter.tell(group.setBy, reply());
    await ledger.setTold(group.id, isWell, clock());
  } catch (error) {
    log.warn({ err: error, group: group.id }, 'Whoever set the drill up could not be told; it is tried again.');
  }
}

function isOn(adapter: Adapter, id: string): boolean {
  return id.startsWith(`${adapter.name}:`);
}

async function redraw(turn: Turn, id: string): Promise<boolean> {
  const open = await turn.ledger.openDrill(id);
  if (open?.drill.status !== 'posted' || !isOn(turn.adapter, open.group.id)) return true;
  let drawn = true;
  await guarded(turn, open.group, async () => {
    drawn = await draw(turn, open);
  });
  return drawn;
}

/** One replica draws at a time. False when another one does. */
async function draw(turn: Turn, open: OpenDrill): Promise<boolean> {
  const { drill, tally } = open;
  const { ledger, clock, refusals } = turn;
  const shows = drill.status === 'revealed' ? 'reveal' : answeredIn(tally);
  if (drill.message === null || drill.shown === shows || clock() < (refusals.get(drill.id)?.until ?? 0)) return true;
  const began = clock();
  if (!(await ledger.claimDrawing(drill, began)) || isLongAgo(began, clock())) return false;
  const isDrawn = await replaceMessage(turn, drill.message, open).catch(async (error: unknown) => {
    await ledger.setShown(drill.id, drill.shown);
    throw error;
  });
  await ledger.setShown(drill.id, isDrawn ? shows : drill.shown);
  return true;
}

/** Whether that is the end of it: a message that is gone cannot be redrawn, one of a channel that is closed for now can be later. */
async function replaceMessage(turn: Turn, message: string, { drill, group, tally }: OpenDrill): Promise<boolean> {
  const { adapter, course, log, refusals } = turn;
  const { pack } = course();
  const cue = drill.cueShown ?? cueById(pack, drill.cue);
  if (cue === undefined) {
    log.warn({ group: group.id, drill: drill.id, cue: drill.cue }, 'A drill of an earlier version cannot be redrawn: its cue is gone.');
    return true;
  }
  const reply = drill.status === 'revealed' ? revealPost(pack, drill, cue, tally) : drillPost(pack, drill, cue, answeredIn(tally));
  try {
    await adapter.post({ channel: group.channel, drill: drill.id, replaces: message, reply });
    refusals.delete(drill.id);
    return true;
  } catch (error) {
    if (error instanceof Refused) return isHopeless(turn, error, drill, group);
    throw error;
  }
}

function isHopeless({ clock, log, refusals }: Turn, refusal: Refused, drill: Drill, group: Group): boolean {
  const now = clock();
  const since = refusals.get(drill.id)?.since ?? now;
  const isOver = refusal.isGone || now - since > asksFor;
  if (isOver) refusals.delete(drill.id);
  else refusals.set(drill.id, { since, until: now + asksEvery });
  const fields = { err: refusal, group: group.id, drill: drill.id };
  log.warn(fields, isOver ? 'A drill cannot be redrawn any more.' : 'A drill cannot be redrawn for now; it is tried again.');
  return isOver;
}
