import { type Adapter, Refused } from '../adapters/platform.ts';
import type { EnvironmentDrill } from '../config.ts';
import { usualSettings } from '../core/drill/settings.ts';
import type { Moment } from '../core/state.ts';
import type { Log } from '../log.ts';
import type { Ledger } from '../storage/store.ts';
import { isOn } from './round.ts';

export interface EnvironmentParts {
  readonly drills: readonly EnvironmentDrill[];
  readonly ledger: Ledger;
  readonly adapters: readonly Adapter[];
  readonly log: Log;
}

/** The environment's drills as it names them now; one that it names no more has ended, and the log says so. */
export async function setDrills({ drills, ledger, adapters, log }: EnvironmentParts, now: Moment): Promise<void> {
  for (const drill of drills)
    await ledger.setGroup({ ...usualSettings, ...drill, id: drill.group, setBy: 'environment', setAt: now, active: true });
  const platforms = adapters.map(({ name }) => name);
  const named = drills.map(({ group }) => group);
  for (const group of await ledger.endUnnamed(platforms, named))
    log.warn({ group }, 'The environment names this drill no longer, so it has ended; its answers are kept.');
}

/**
 * Nobody has set up a drill of the environment, so nobody was told what is in the way: a channel that takes no drill is named at the start, and not when
 * the first drill does not come. A platform that is not connected yet, or cannot say, is left alone: then the drill itself will tell.
 */
export async function tryChannels({ drills, adapters, log }: EnvironmentParts, now: Moment): Promise<void> {
  const tries = drills.map(async ({ group, channel }) => {
    const adapter = adapters.find((one) => isOn(one, group));
    const reason = adapter?.isReady() ? await obstacleIn(adapter, channel, now) : undefined;
    if (reason !== undefined) log.error({ group, reason }, 'The drill that the environment names cannot be posted.');
  });
  await Promise.all(tries);
}

async function obstacleIn(adapter: Adapter, channel: string, now: Moment): Promise<string | undefined> {
  const refusal = (error: unknown) => (error instanceof Refused ? error.message : undefined);
  const unseen = await adapter.find({ channel, drill: 'none', since: now }).then(() => undefined, refusal);
  return unseen ?? adapter.obstacleIn?.(channel).catch(refusal);
}
