import { Refused } from '../adapters/platform.ts';
import { drillPost, revealNotice, revealPost } from '../core/drill/replies.ts';
import { answeredIn } from '../core/drill/rules.ts';
import { cueById } from '../core/pack-index.ts';
import type { Cue } from '../core/pack.ts';
import type { Drill, Group } from '../core/state.ts';
import type { OpenDrill } from '../storage/store.ts';
import { drillDeleted } from '../core/drill/schedule-replies.ts';
import { isLongAgo, isOn, type Round } from './round.ts';

/** A channel that refuses to have its message redrawn is asked again this often, and for so long. */
const asksEvery = 10 * 60_000;
const asksFor = 3 * 86_400_000;

/** One replica draws at a time. False when another one does. */
export async function draw(round: Round, open: OpenDrill): Promise<boolean> {
  const { drill, tally } = open;
  const { ledger, clock, refusals } = round;
  const shows = drill.status === 'revealed' ? 'reveal' : answeredIn(tally);
  if (drill.message === null || drill.shown === shows || clock() < (refusals.get(drill.id)?.until ?? 0)) return true;
  const began = clock();
  if (!(await ledger.claimDrawing(drill, began)) || isLongAgo(began, clock())) return false;
  const isDrawn = await replaceMessage(round, drill.message, open).catch(async (error: unknown) => {
    await ledger.setShown(drill.id, drill.shown);
    throw error;
  });
  await ledger.setShown(drill.id, isDrawn ? shows : drill.shown);
  return true;
}

/** Whether that is the end of it: a message that is gone cannot be redrawn, one of a channel that is closed for now can be later. */
async function replaceMessage(round: Round, message: string, open: OpenDrill): Promise<boolean> {
  const { drill, group, tally } = open;
  const { adapter, course, log, refusals } = round;
  const { pack } = course();
  const cue = drill.cueShown ?? cueById(pack, drill.cue);
  if (cue === undefined) {
    log.warn({ group: group.id, drill: drill.id, cue: drill.cue }, 'A drill of an earlier version cannot be redrawn: its cue is gone.');
    return true;
  }
  const reply =
    drill.status === 'revealed' ? revealPost(pack, drill, cue, tally) : drillPost(pack, drill, cue, answeredIn(tally), group.zone);
  try {
    await adapter.post({ channel: group.channel, drill: drill.id, replaces: message, reply });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.isMessageGone) await sayOnce(round, drill, () => tellOfDeleted(round, group));
    return isHopeless(round, error, drill, group);
  }
  refusals.delete(drill.id);
  await sayOnce(round, drill, () => sayAnswerIsOut(round, message, open, cue));
  return true;
}

/** A message that changes notifies nobody, so the answer is said as well: at most once, for what was said twice would annoy everybody. */
async function sayOnce({ ledger, clock, log }: Round, drill: Drill, say: () => Promise<unknown>): Promise<void> {
  if (drill.status !== 'revealed' || !(await ledger.claimNotice(drill.id, clock()))) return;
  await say().catch((error: unknown) => log.info({ reason: sayError(error), drill: drill.id }, 'That an answer is out could not be said.'));
}

async function sayAnswerIsOut({ adapter }: Round, message: string, { drill, group, tally }: OpenDrill, cue: Cue): Promise<void> {
  await adapter.post({ channel: group.channel, drill: drill.id, repliesTo: message, reply: revealNotice(cue, tally) });
}

async function tellOfDeleted({ adapter }: Round, group: Group): Promise<void> {
  if (isOn(adapter, group.setBy)) await adapter.tell(group.setBy, drillDeleted(group));
}

function sayError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isHopeless({ clock, log, refusals }: Round, refusal: Refused, drill: Drill, group: Group): boolean {
  const now = clock();
  const since = refusals.get(drill.id)?.since ?? now;
  const isOver = refusal.isGone || now - since > asksFor;
  if (isOver) refusals.delete(drill.id);
  else refusals.set(drill.id, { since, until: now + asksEvery });
  const fields = { reason: refusal.message, group: group.id, drill: drill.id };
  log.warn(fields, isOver ? 'A drill cannot be redrawn any more.' : 'A drill cannot be redrawn for now; it is tried again.');
  return isOver;
}
