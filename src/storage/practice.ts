import { type Kysely, sql } from 'kysely';
import type { PackId } from '../core/pack.ts';
import type { Answer } from '../core/progress/evidence.ts';
import { longestRestart, missedLately, type Practice, quarter } from '../core/progress/practice.ts';
import type { LearnerId, Moment } from '../core/state.ts';
import type { Source } from './load.ts';
import type { Tables } from './tables.ts';

/**
 * What is older says little of today, and is too much to look at while somebody waits. Of whoever has answered more, an item that they met before these counts
 * as met when it was answered for the first time within them.
 */
const mostAnswers = 3_000;

/** More than anybody was ever down. */
const mostOutages = 1_000;

export async function loadPractice({ db, pack }: Source, learner: LearnerId): Promise<Practice> {
  const own = db.selectFrom('attempts').where('learner', '=', learner).where('pack', '=', pack);
  const inQuarter = sql<number>`at / ${sql.lit(quarter)}`;
  const quarters = await own
    .select([inQuarter.as('nth'), db.fn.countAll<number>().as('answers')])
    .groupBy(inQuarter)
    .orderBy('nth')
    .execute();
  const missed = own.select(['item', 'picks']).where('is_correct', '=', 0).orderBy('at', 'desc').limit(missedLately);
  const outages = db.selectFrom('outages').select(['began', 'ended']).where('pack', '=', pack);
  const platform = learner.split(':')[0] ?? '';
  return {
    quarters: quarters.map(({ nth, answers }) => ({ at: Number(nth) * quarter, answers: Number(answers) })),
    outages: (await outages.where('platform', '=', platform).orderBy('began', 'desc').limit(mostOutages).execute()).map(
      ({ began, ended }) => ({ from: began, to: ended }),
    ),
    missed: await missed.execute(),
  };
}

/** The last answers of a learner, the newest first, without what they were asked in. */
export async function loadAnswers({ db, pack }: Source, learner: LearnerId): Promise<Answer[]> {
  const own = db.selectFrom('attempts').where('learner', '=', learner).where('pack', '=', pack).where('is_practice', 'is', null);
  const columns = own.select(['item', 'lesson', 'at', 'is_correct', 'confidence']);
  const rows = await columns.orderBy('at', 'desc').limit(mostAnswers).execute();
  return rows.map(({ is_correct, confidence, ...answer }) => ({
    ...answer,
    correct: is_correct === 1,
    confidence: confidence ?? undefined,
  }));
}

/**
 * Says that a platform is served at this moment. Whoever finds that it was not for longer than a restart takes writes the outage down; replicas that find it
 * at the same moment write the same one. A clock that was far ahead has told of an outage that never was: it goes when the clock is right again.
 */
export async function beat(db: Kysely<Tables>, pack: PackId, platform: string, now: Moment): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const own = tx.selectFrom('heartbeats').select('at').where('pack', '=', pack).where('platform', '=', platform);
    const before = (await own.executeTakeFirst())?.at;
    if (before !== undefined && now - before > longestRestart) await writeOutage(tx, { pack, platform, began: before, ended: now });
    if (before !== undefined && before - now > longestRestart)
      await tx.deleteFrom('outages').where('pack', '=', pack).where('platform', '=', platform).where('ended', '>', now).execute();
    await tx
      .insertInto('heartbeats')
      .values({ pack, platform, at: now })
      .onConflict((conflict) => conflict.columns(['pack', 'platform']).doUpdateSet({ at: now }))
      .execute();
  });
}

async function writeOutage(tx: Kysely<Tables>, outage: Tables['outages']): Promise<void> {
  await tx
    .insertInto('outages')
    .values(outage)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
