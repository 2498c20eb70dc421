import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { type Kept, type KeptLine, type KeptName, type KeptPart, type KeptRows, keptParts, rowsEachFile } from '../core/account/kept.ts';
import type { LearnerId, PackedAttempt, State } from '../core/state.ts';
import type { Source } from './load.ts';
import { pseudonymOf } from './reports.ts';
import { parseAttemptRow, parseKeptRow } from './rows.ts';
import type { Tables } from './tables.ts';

// Everything of one learner, of all packs, by the list in core/account/kept.ts: counted, shown, handed out and deleted.

const parts = keptParts satisfies readonly (KeptPart & { readonly table: keyof Tables })[];

/** Who is asked about, by the two names that tables have for them. */
interface Owner {
  readonly learner: LearnerId;
  readonly pseudonym: string;
}

async function ownerOf(db: Kysely<Tables>, learner: LearnerId): Promise<Owner> {
  return { learner, pseudonym: await pseudonymOf(db, learner) };
}

/** A condition that the table has a key for. */
function isOwn(part: KeptPart, { learner, pseudonym }: Owner): RawBuilder<unknown> {
  const own = sql`${sql.ref(part.whose)} = ${part.isPseudonymous ? pseudonym : learner}`;
  return part.isFoundByLearner ? own : sql`pack in (${packsIn(part.table)}) and ${own}`;
}

/** The packs of a table whose key begins with the pack, from one to the next: few, however many rows there are. */
function packsIn(table: string): RawBuilder<unknown> {
  const from = sql.table(table);
  return sql`with recursive packs(name) as (select min(pack) from ${from} union all
    select (select min(pack) from ${from} where pack > packs.name) from packs where packs.name is not null)
    select name from packs where name is not null`;
}

export async function countKept({ db }: Source, learner: LearnerId): Promise<Kept> {
  const owner = await ownerOf(db, learner);
  const counts = parts.map(
    (part) => sql`select ${sql.lit(part.name)} as name, count(*) as amount from ${sql.table(part.table)} where ${isOwn(part, owner)}`,
  );
  const { rows } = await sql<{ name: KeptName; amount: number }>`${sql.join(counts, sql` union all `)}`.execute(db);
  return Object.fromEntries(rows.map(({ name, amount }) => [name, Number(amount)]));
}

/** In lines: about two screens of a phone. */
const pageLength = 20;

type LineRow = Omit<KeptLine, 'correct'> & { readonly is_correct: number };

/** Of each table no more rows are read than the page can show, so that the first pages of very much cost no more than those of little. */
export async function loadKeptPage({ db }: Source, learner: LearnerId, page: number): Promise<NonNullable<State['keptPage']>> {
  const owner = await ownerOf(db, learner);
  const upTo = page * pageLength + 1;
  const lines = parts.map((part) => sql`select * from (${linesOf(part, owner)} limit ${upTo}) as ${sql.id(part.name)}`);
  const { rows } = await sql<LineRow>`select * from (${sql.join(lines, sql` union all `)}) as kept
    order by coalesce(at, 0), kind, about, id limit ${pageLength + 1} offset ${upTo - 1 - pageLength}`.execute(db);
  return { lines: rows.slice(0, pageLength).map(parseKeptRow), more: rows.length > pageLength };
}

function linesOf(part: KeptPart, owner: Owner): RawBuilder<unknown> {
  const { kind, at, about, detail, id, correct } = part.line;
  const words = (column: string | null) => (column === null ? sql`''` : sql`coalesce(cast(${sql.ref(column)} as text), '')`);
  const moment = at === null ? sql`cast(null as bigint)` : sql.ref(at);
  return sql`select ${sql.lit(kind)} as kind, ${moment} as at, pack, ${words(about)} as about, ${words(detail)} as detail,
    ${correct === undefined ? sql.lit(-1) : sql.ref(correct)} as is_correct, ${words(id)} as id
    from ${sql.table(part.table)} where ${isOwn(part, owner)} order by ${inTime(part)}`;
}

/** The oldest first; two rows of one moment always in the same order. */
function inTime({ line: { at, about, id } }: KeptPart): RawBuilder<unknown> {
  const columns = [at, about, id].filter((column) => column !== null);
  return sql.join([...new Set(columns)].map((column) => sql.ref(column)));
}

/**
 * All columns of so many rows, one table after the other, but for whose they are: who asks knows that, and a pseudonym is nobody's business. `wanted` is the part,
 * counted from 1.
 */
export async function loadKeptRows(source: Source, learner: LearnerId, wanted: number): Promise<NonNullable<State['keptRows']>> {
  const owner = await ownerOf(source.db, learner);
  const counts = await countKept(source, learner);
  const found: { -readonly [Name in KeptName]?: KeptRows[Name] } = {};
  let before = (wanted - 1) * rowsEachFile;
  let left = rowsEachFile;
  for (const part of parts) {
    const there = counts[part.name] ?? 0;
    const taken = Math.max(0, Math.min(left, there - before));
    if (taken > 0) found[part.name] = await loadRows(source.db, part, owner, { offset: before, limit: taken });
    before = Math.max(0, before - there);
    left -= taken;
  }
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { rows: found, more: all > wanted * rowsEachFile };
}

type Row = Readonly<Record<string, unknown>>;

async function loadRows(
  db: Kysely<Tables>,
  part: KeptPart,
  owner: Owner,
  { offset, limit }: { offset: number; limit: number },
): Promise<Row[]> {
  const { rows } = await sql<Row>`select * from ${sql.table(part.table)} where ${isOwn(part, owner)}
    order by ${inTime(part)} limit ${limit} offset ${offset}`.execute(db);
  return rows.map(({ [part.whose]: _, ...row }) => row);
}

export async function loadAnswersPage({ db }: Source, learner: LearnerId, wanted: number): Promise<NonNullable<State['answersPage']>> {
  const own = db.selectFrom('attempts').selectAll().where('learner', '=', learner).orderBy('at').orderBy('item').orderBy('asked_in');
  const rows = await own
    .limit(rowsEachFile + 1)
    .offset((wanted - 1) * rowsEachFile)
    .execute();
  const attempts = rows.slice(0, rowsEachFile).map((row): PackedAttempt => ({ ...parseAttemptRow(row), pack: row.pack }));
  return { attempts, more: rows.length > rowsEachFile };
}

/** Of all packs: nobody who wants to be forgotten wants it for one exam only. What belongs to others as well stays, and is nobody's. */
export async function forget(tx: Transaction<Tables>, learner: LearnerId): Promise<void> {
  const owner = await ownerOf(tx, learner);
  for (const part of parts as readonly KeptPart[]) {
    const [table, own] = [sql.table(part.table), isOwn(part, owner)];
    await (part.stays
      ? sql`update ${table} set ${sql.ref(part.whose)} = 'nobody' where ${own}`
      : sql`delete from ${table} where ${own}`
    ).execute(tx);
  }
}
