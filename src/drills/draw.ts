import { Refused } from '../adapters/platform.ts';
import { drillPost, revealPost } from '../core/drill/replies.ts';
import { answeredIn } from '../core/drill/rules.ts';
import { cueById } from '../core/pack-index.ts';
import type { Drill, Group } from '../core/state.ts';
import type { OpenDrill } from '../storage/store.ts';
import { isLongAgo, type Turn } from './turn.ts';

/** A channel that refuses to have its message redrawn is asked again this often, and for so long. */
const asksEvery = 10 * 60_000;
const asksFor = 3 * 86_400_000;

/** One replica draws at a time. False when another one does. */
export async function draw(turn: Turn, open: OpenDrill): Promise<boolean> {
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
