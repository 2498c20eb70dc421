import { type Dialect, Kysely, sql } from 'kysely';
import { type Course, makeCourse } from '../src/core/course.ts';
import { handle, needsOf } from '../src/core/handle.ts';
import { lessonsOf } from '../src/core/pack-index.ts';
import type { Pack } from '../src/core/pack.ts';
import type { From, Request } from '../src/core/request.ts';
import { randomId } from '../src/bot.ts';
import { openStorage } from '../src/storage/open.ts';
import type { Store } from '../src/storage/store.ts';
import type { Tables } from '../src/storage/tables.ts';
import { submissions } from './exam.ts';
import { percentile, type Row, timed } from './measure.ts';
import { takeQuiz } from './store.ts';

/** Where to keep the attempts: an address for the bot, and the same database for filling it. */
export interface Place {
  readonly name: string;
  readonly address: (database: string) => string;
  readonly dialect: (database: string) => Dialect;
}

const learners = 5_000;
const attempts = 1_000_000;
const asked = 300;
const day = 86_400_000;

/** What memory costs with a million attempts of five thousand learners in the store, beside a store that is nearly empty. */
export async function benchMemory(pack: Pack, { name, address, dialect }: Place): Promise<Row[]> {
  const course = makeCourse(pack);
  const now = Date.now();
  const { store: few } = await openStorage(address('few'), pack.id);
  await openStorage(address('many'), pack.id).then(({ store }) => store.close());
  await fill(new Kysely<Tables>({ dialect: dialect('many') }), pack, name === 'PostgreSQL', now);
  const from = performance.now();
  const { store: many } = await openStorage(address('many'), pack.id);
  const replay = performance.now() - from;
  const due = await asking(many, course, now, { kind: 'review', what: '' });
  const progress = await asking(many, course, now, { kind: 'progress' });
  const ready = await asking(many, course, now, { kind: 'ready' });
  const plan = await asking(many, course, now, { kind: 'plan', date: 'in 6 weeks', minutes: '20', zone: '' });
  const submitted = await submissions(many, course, (nth) => `console:l${nth * 200 + 7}`);
  const [fewTimes, manyTimes] = [[] as number[], [] as number[]];
  for (let round = 0; round < asked / 20; round += 1) {
    fewTimes.push(...(await takeQuiz(few, course, `console:l${round}`)));
    manyTimes.push(...(await takeQuiz(many, course, `console:l${round}`)));
  }
  await few.close();
  await many.close();
  return [
    { what: `${name}: a million attempts become cards at the first start`, unit: 's', ours: replay / 1000 },
    { what: `${name}: what is due next, p99, a million attempts`, unit: 'ms', ours: percentile(due, 0.99), bar: { most: 20 } },
    {
      what: `${name}: an answer with its card, a million attempts`,
      unit: 'ms',
      ours: percentile(manyTimes, 0.5),
      peer: { name: 'an empty store', value: percentile(fewTimes, 0.5) },
      bar: { ratio: 1.2 },
    },
    { what: `${name}: the words of the progress, a million attempts`, unit: 'ms', ours: percentile(progress, 0.5), bar: { most: 100 } },
    { what: `${name}: the estimate, a million attempts`, unit: 'ms', ours: percentile(ready, 0.5), bar: { most: 100 } },
    { what: `${name}: a plan with its outlook, a million attempts`, unit: 'ms', ours: percentile(plan, 0.5), bar: { most: 100 } },
    { what: `${name}: submitting a mock exam, p95, a million attempts`, unit: 'ms', ours: percentile(submitted, 0.95), bar: { most: 100 } },
  ];
}

/** Two hundred attempts a learner over a hundred days, a third of them wrong. Without cards: those are made at the next start. */
async function fill(db: Kysely<Tables>, pack: Pack, isPostgres: boolean, now: number): Promise<void> {
  const items = JSON.stringify(lessonsOf(pack).flatMap(({ questions, cues }) => [...questions, ...cues].map(({ id }) => id)));
  const numbers = isPostgres
    ? sql`select generate_series(cast(0 as bigint), ${sql.lit(attempts - 1)}) as n`
    : sql`with recursive counted(n) as (select 0 union all select n + 1 from counted where n < ${sql.lit(attempts - 1)}) select n from counted`;
  const known = isPostgres
    ? sql`select (nth - 1)::int as place, item from json_array_elements_text(${items}::json) with ordinality as one(item, nth)`
    : sql`select key as place, value as item from json_each(${items})`;
  await sql`create table known as ${known}`.execute(db);
  await sql`create table numbers as ${numbers}`.execute(db);
  await sql`insert into attempts (asked_in, pack, learner, item, lesson, picks, is_correct, at)
    select 'p' || n, ${sql.lit(pack.id)}, 'console:l' || (n % ${sql.lit(learners)}), item, substr(item, 1, 3), 'a', case when n % 3 = 0 then 0 else 1 end,
      ${sql.lit(now - 100 * day)} + (n / ${sql.lit(learners)}) * ${sql.lit(day / 2)}
    from numbers join known on place = (n % ${sql.lit(learners)} * 13 + n / ${sql.lit(learners)} * 7) % (select count(*) from known)`.execute(
    db,
  );
  await sql`drop table numbers`.execute(db);
  await sql`drop table known`.execute(db);
  await db.deleteFrom('settings').where('name', '=', 'cards').execute();
  await db.destroy();
}

/** How long some learners wait for the answer to one request, in milliseconds. */
async function asking(store: Store, course: Course, now: number, request: Request): Promise<number[]> {
  const samples: number[] = [];
  // The first ones are those of a program that has just started.
  for (let nth = -20; nth < asked; nth += 1) {
    const learner = `console:l${(nth + 20) * 15}`;
    const from: From = { learner, group: 'console:here', channel: 'here', mayManage: false, now, randomId: randomId() };
    const took = await timed(() => store.decide(learner, needsOf(request, from), (state) => handle(request, { state, course, from })));
    if (nth >= 0) samples.push(took);
  }
  return samples;
}
