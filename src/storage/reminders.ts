import type { Kysely, Transaction } from 'kysely';
import type { PackId } from '../core/pack.ts';
import type { DueWork, Reminder } from '../core/remind/reminder.ts';
import { tooFarAhead } from '../core/remind/rules.ts';
import type { Change, LearnerId, Needs, Weekday } from '../core/state.ts';
import { keptZone } from '../core/time.ts';
import { WriteConflict } from './conflict.ts';
import type { Source } from './load.ts';
import type { Reminders } from './store.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

export async function loadReminder({ db, pack }: Source, learner: LearnerId): Promise<Reminder | undefined> {
  const own = db.selectFrom('reminders').selectAll().where('pack', '=', pack).where('learner', '=', learner);
  const row = await own.executeTakeFirst();
  return row && parseReminderRow(row);
}

export async function loadDueWork(
  { db, pack }: Source,
  learner: LearnerId,
  { before, since }: NonNullable<Needs['dueWork']>,
): Promise<DueWork> {
  const answers = db.selectFrom('attempts').select('item').where('pack', '=', pack).where('learner', '=', learner);
  // What is chosen in a mock exam is no answer until it is submitted.
  const exams = db.selectFrom('mock_exams').select('id').where('pack', '=', pack).where('learner', '=', learner);
  const running = exams.where('submitted_at', 'is', null).where('ends_at', '>', since);
  const answered =
    (await answers.where('at', '>=', since).where('at', '<', before).limit(1).executeTakeFirst()) ??
    (await running.limit(1).executeTakeFirst());
  const cards = db.selectFrom('cards').select('item').where('pack', '=', pack).where('learner', '=', learner);
  const items = answered ? [] : await cards.where('due', '<', before).execute();
  return { items: items.map(({ item }) => item), hasAnswered: answered !== undefined };
}

function parseReminderRow(row: Tables['reminders']): Reminder {
  const { learner, time, quiet_from: from, quiet_to: to } = row;
  return {
    learner,
    time,
    zone: keptZone(row.zone),
    weekdays: [...row.weekdays].map((day) => Number(day) as Weekday),
    quiet: from === null || to === null ? null : { from, to },
    active: row.active === 1,
    nextAt: row.next_at,
    lastAt: row.last_at,
    unreachableAt: row.unreachable_at,
    setAt: row.set_at,
  };
}

/** When the last one was sent is not theirs to change. */
export async function saveReminder(tx: Tx, pack: PackId, { reminder }: Change & { kind: 'reminder-set' }): Promise<void> {
  const { learner, time, zone, weekdays, quiet, active, nextAt, unreachableAt, setAt } = reminder;
  const set = {
    time,
    zone,
    weekdays: weekdays.join(''),
    quiet_from: quiet?.from ?? null,
    quiet_to: quiet?.to ?? null,
    active: Number(active),
    next_at: nextAt,
    unreachable_at: unreachableAt,
    set_at: setAt,
  };
  await tx
    .insertInto('reminders')
    .values({ pack, learner, platform: learner.split(':')[0] ?? '', last_at: null, ...set })
    .onConflict((conflict) => conflict.columns(['pack', 'learner']).doUpdateSet(set))
    .execute();
}

export async function stopReminder(tx: Tx, pack: PackId, { learner, unreachableAt }: Change & { kind: 'reminder-off' }): Promise<void> {
  const off = tx.updateTable('reminders').set({ active: 0, next_at: null, unreachable_at: unreachableAt ?? null });
  await off.where('pack', '=', pack).where('learner', '=', learner).execute();
}

/** Whoever moves it from where it stood has it. */
export async function takeReminder(tx: Tx, pack: PackId, { taken }: Change & { kind: 'reminder-taken' }): Promise<void> {
  const { learner, before, nextAt, lastAt } = taken;
  const free = tx
    .updateTable('reminders')
    .set({ next_at: nextAt, last_at: lastAt })
    .where('pack', '=', pack)
    .where('learner', '=', learner);
  const { numUpdatedRows } = await free.where('next_at', '=', before).executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new WriteConflict('Somebody else has this reminder.');
}

export function reminders(db: Kysely<Tables>, pack: PackId): Reminders {
  const own = (platform: string) =>
    db.selectFrom('reminders').select(['learner', 'zone']).where('pack', '=', pack).where('platform', '=', platform);
  return {
    due: (platform, now, most) => own(platform).where('next_at', '<=', now).orderBy('next_at').limit(most).execute(),
    astray: (platform, now, most) =>
      own(platform)
        .where('next_at', '>', now + tooFarAhead)
        .limit(most)
        .execute(),
  };
}
