import { Refused, Unknowable } from '../adapters/platform.ts';
import { randomId } from '../bot.ts';
import { drillPost } from '../core/drill/replies.ts';
import { type DueDrill, dueDrill, isLate, nextCue, postBy, revealAt } from '../core/drill/rules.ts';
import { cueById } from '../core/pack-index.ts';
import type { Cue } from '../core/pack.ts';
import type { Drill, Group, Moment } from '../core/state.ts';
import { isLongAgo, tellOfTrouble, tellThatItWorks, type Round } from './round.ts';

/** A post is looked for from so long before its time on: a clock may have been wrong by hours when it was made. */
const looksBack = 3 * 3_600_000;

export async function postIfDue(round: Round, group: Group): Promise<void> {
  const { ledger, course, clock } = round;
  const now = clock();
  const due = dueDrill(group, now);
  if (due === undefined || (await ledger.findDrill(group.id, due.day))) return;
  const cue = nextCue(course().pack, await ledger.cueCounts(group.id), group.id);
  if (cue === undefined) return;
  const drill = newDrill(group, due, cue, now);
  if (await ledger.claim(drill)) await attempt(round, group, drill, () => publish(round, group, drill, cue));
}

function newDrill(group: Group, due: DueDrill, cue: Cue, now: Moment): Drill {
  const owner = { id: randomId(), claim: randomId(), group: group.id, claimedAt: now };
  const unposted = { status: 'claimed', message: null, shown: 0 } as const;
  return { ...due, ...owner, ...unposted, cue: cue.id, cueShown: cue, postBy: postBy(group, due.dueAt) };
}

/** Somebody else may have posted it and died: it is looked for first, and after its grace it is looked for only. */
export async function takeOver(round: Round, group: Group, before: Drill, mayPost: boolean): Promise<void> {
  const { adapter, ledger, course, clock } = round;
  const drill = { ...before, claim: randomId(), claimedAt: clock() };
  if (!(await ledger.reclaim(before, drill.claim, drill.claimedAt))) return;
  await attempt(round, group, drill, async () => {
    const since = Math.min(drill.dueAt, clock()) - looksBack;
    const found = await adapter.find({ channel: group.channel, drill: drill.id, since }).catch((error: unknown) => unsure(drill, error));
    if (found !== undefined) return confirm(round, group, drill, found);
    const cue = cueById(course().pack, drill.cue) ?? drill.cueShown;
    if (mayPost && cue) return publish(round, group, drill, cue);
    await giveUp(
      round,
      group,
      drill,
      drill.reason ?? (mayPost ? 'Its cue is gone from the guide.' : 'It could not be posted in its time.'),
    );
  });
}

/** Between claim and post anything may happen: a long pause, a slow database, another process that takes over. Who has lost the claim does not post. */
async function publish(round: Round, group: Group, claimed: Drill, cue: Cue): Promise<void> {
  const { adapter, ledger, course, clock } = round;
  const now = clock();
  const drill = { ...claimed, late: isLate(claimed.dueAt, now), revealAt: revealAt(group, claimed, now), cueShown: cue };
  if (!(await ledger.hold(drill, now))) return;
  if (isLongAgo(now, clock())) throw new Error('The claim on a drill took too long to be sure of it.');
  const reply = drillPost(course().pack, drill, cue, 0, group.zone);
  await confirm(round, group, drill, await adapter.post({ channel: group.channel, drill: drill.id, reply }));
}

async function confirm(round: Round, group: Group, drill: Drill, message: string): Promise<void> {
  const { ledger, log } = round;
  const isRelief = await ledger.confirm(drill.id, message);
  log.info({ group: group.id, drill: drill.id, day: drill.day, late: drill.late }, 'A drill was posted.');
  if (isRelief) await tellThatItWorks(round, group);
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
async function attempt(round: Round, group: Group, drill: Drill, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refused || error instanceof Unknowable) return giveUp(round, group, drill, error.message);
    await round.ledger.setReason(drill.id, sayTrouble(error)).catch(() => undefined);
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
export async function giveUp(round: Round, group: Group, drill: Drill, reason: string): Promise<void> {
  const { ledger, log } = round;
  await ledger.fail(drill.id, reason);
  log.warn({ group: group.id, day: drill.day, reason }, 'A drill did not come.');
  if (group.active) await tellOfTrouble(round, group, reason);
}
