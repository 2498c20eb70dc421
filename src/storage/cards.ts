import type { Kysely, Transaction } from 'kysely';
import { cardOf, type Cards, cardVersion } from '../core/card.ts';
import type { ItemId, PackId } from '../core/pack.ts';
import type { Attempt, Change, LearnerId } from '../core/state.ts';
import type { Source } from './load.ts';
import { makeCardRow, parseAttemptRow, parseCardRow } from './rows.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

/** The cards of a learner, of all items or of these: at most one for each item of the pack, however many answers there were. */
export async function loadCards({ db, pack }: Source, learner: LearnerId, items?: readonly ItemId[]): Promise<Cards> {
  const own = db.selectFrom('cards').selectAll().where('pack', '=', pack).where('learner', '=', learner);
  const rows = await (items ? own.where('item', 'in', items) : own).execute();
  return new Map(rows.map((row) => [row.item, parseCardRow(row)]));
}

/** Makes the card of an attempt that has just been written anew, from all attempts of that learner at that item. Nobody else writes it meanwhile. */
export async function updateCard(tx: Tx, pack: PackId, attempt: Attempt): Promise<void> {
  if (attempt.isCram) return;
  const { learner, item } = attempt;
  const rows = tx.selectFrom('attempts').selectAll().where('learner', '=', learner).where('pack', '=', pack).where('item', '=', item);
  await putCards(tx, cardFrom((await rows.execute()).map(parseAttemptRow), learner, pack));
}

/** The same of many attempts in as many statements as of one. */
export async function updateCards(tx: Tx, pack: PackId, attempts: readonly Attempt[]): Promise<void> {
  const keyOf = ({ learner, item }: Pick<Attempt, 'learner' | 'item'>) => JSON.stringify([learner, item]);
  const byCard = new Map<string, Attempt[]>(attempts.map((attempt) => [keyOf(attempt), []]));
  const [learners, items] = [new Set(attempts.map(({ learner }) => learner)), new Set(attempts.map(({ item }) => item))];
  const all = await tx
    .selectFrom('attempts')
    .selectAll()
    .where('pack', '=', pack)
    .where('learner', 'in', [...learners])
    .where('item', 'in', [...items])
    .execute();
  for (const attempt of all.map(parseAttemptRow)) byCard.get(keyOf(attempt))?.push(attempt);
  await putCards(
    tx,
    [...byCard.values()].flatMap((own) => cardFrom(own, own[0]?.learner ?? '', pack)),
  );
}

function cardFrom(attempts: readonly Attempt[], learner: LearnerId, pack: PackId): Tables['cards'][] {
  const card = cardOf(attempts);
  return card ? [makeCardRow(card, pack, learner)] : [];
}

const memoryColumns = ['lesson', 'stability', 'difficulty', 'due', 'at', 'is_correct', 'confidence', 'answers', 'lapses'] as const;

/** In the place of those that are there already. */
async function putCards(tx: Tx, cards: readonly Tables['cards'][]): Promise<void> {
  for (let at = 0; at < cards.length; at += rowsEach)
    await tx
      .insertInto('cards')
      .values(cards.slice(at, at + rowsEach))
      .onConflict((conflict) =>
        conflict
          .columns(['pack', 'learner', 'item'])
          .doUpdateSet(({ ref }) => Object.fromEntries(memoryColumns.map((column) => [column, ref(`excluded.${column}`)]))),
      )
      .execute();
}

/** An attempt that is gone by now says nothing any more. */
export async function confide(tx: Tx, pack: PackId, { attempt, confidence }: Change & { kind: 'confided' }): Promise<void> {
  const { learner, askedIn, item } = attempt;
  const own = tx.updateTable('attempts').set({ confidence }).where('asked_in', '=', askedIn).where('learner', '=', learner);
  const { numUpdatedRows } = await own.where('item', '=', item).executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) await updateCard(tx, pack, { ...attempt, confidence });
}

/** Learners a turn: a database that has kept answers for years is not read at once. */
const learnersEach = 100;

/**
 * Makes all cards from all attempts, unless they are as this version makes them: those that were made before there were cards, and those that an earlier
 * version made otherwise.
 */
export async function bringCardsUpToDate(db: Kysely<Tables>): Promise<void> {
  const made = () => db.selectFrom('settings').select('value').where('name', '=', 'cards').executeTakeFirst();
  if ((await made())?.value === cardVersion) return;
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('cards').execute();
    for (let after = ''; ; ) {
      const learners = await learnersAfter(tx, after);
      const last = learners.at(-1);
      if (last === undefined) break;
      await makeCards(tx, learners);
      after = last;
    }
    await tx
      .insertInto('settings')
      .values({ name: 'cards', value: cardVersion })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: cardVersion }))
      .execute();
  });
}

async function learnersAfter(tx: Tx, after: string): Promise<LearnerId[]> {
  const learners = tx.selectFrom('attempts').select('learner').distinct().where('learner', '>', after);
  return (await learners.orderBy('learner').limit(learnersEach).execute()).map(({ learner }) => learner);
}

async function makeCards(tx: Tx, learners: readonly LearnerId[]): Promise<void> {
  const rows = await tx.selectFrom('attempts').selectAll().where('learner', 'in', learners).execute();
  const byCard = new Map<string, Tables['attempts'][]>();
  for (const row of rows) {
    const key = JSON.stringify([row.pack, row.learner, row.item]);
    byCard.set(key, [...(byCard.get(key) ?? []), row]);
  }
  const cards = [...byCard.values()].flatMap((attempts) => {
    const [first] = attempts;
    const card = cardOf(attempts.map(parseAttemptRow));
    return first && card ? makeCardRow(card, first.pack, first.learner) : [];
  });
  for (let at = 0; at < cards.length; at += rowsEach)
    await tx
      .insertInto('cards')
      .values(cards.slice(at, at + rowsEach))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** So that a statement has fewer values than either database takes. */
export const rowsEach = 500;
