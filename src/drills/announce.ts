import { Refused } from '../adapters/platform.ts';
import { randomId } from '../bot.ts';
import { drillTrouble, scheduleLine } from '../core/drill/schedule-replies.ts';
import type { Group } from '../core/state.ts';
import { isOn, type Round } from './round.ts';

/** Whoever is in the channel hears of a drill that was set or moved. A channel that refuses this would refuse the drill: better known now than then. */
export async function announce(round: Round, group: Group): Promise<void> {
  const { adapter, log } = round;
  if (!isOn(adapter, group.id)) return;
  try {
    await adapter.post({ channel: group.channel, drill: randomId(), reply: scheduleLine(group) });
  } catch (error) {
    log.warn(
      { group: group.id, reason: error instanceof Error ? error.message : String(error) },
      'A channel could not be told of its drill.',
    );
    if (error instanceof Refused) await warn(round, group, error).catch(() => undefined);
  }
}

async function warn({ adapter }: Round, group: Group, refusal: Refused): Promise<void> {
  if (isOn(adapter, group.setBy)) await adapter.tell(group.setBy, drillTrouble(group, refusal.message));
}
