import type { PackId } from '../core/pack.ts';
import type { Source } from './load.ts';
import type { PackIdentity } from './store.ts';

/** What the pack was at the last start: in the settings, for nothing of a learner is in it. */
export async function packIdentity({ db, pack }: Source): Promise<PackIdentity | undefined> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', nameOf(pack)).executeTakeFirst();
  return row && (JSON.parse(row.value) as PackIdentity);
}

export async function setPackIdentity({ db, pack }: Source, identity: PackIdentity): Promise<void> {
  const value = JSON.stringify(identity);
  await db
    .insertInto('settings')
    .values({ name: nameOf(pack), value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

function nameOf(pack: PackId): string {
  return `pack:${pack}`;
}
