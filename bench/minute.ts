import type { Adapter, Post } from '../src/adapters/platform.ts';
import { drawMessage as drawForDiscord } from '../src/adapters/discord/render.ts';
import { drawMessage as drawForSlack } from '../src/adapters/slack/render.ts';
import { makeBoards } from '../src/boards.ts';
import { type Bot, createBot } from '../src/bot.ts';
import type { Action } from '../src/core/action.ts';
import { makeCourse } from '../src/core/course.ts';
import { lessonsOf } from '../src/core/pack-index.ts';
import type { Pack } from '../src/core/pack.ts';
import type { Reply } from '../src/core/reply.ts';
import type { Request } from '../src/core/request.ts';
import type { Attempt, Change } from '../src/core/state.ts';
import { makeLog } from '../src/log.ts';
import { makeReminders } from '../src/reminders.ts';
import { openStorage } from '../src/storage/open.ts';
import type { Store } from '../src/storage/store.ts';
import { makeChannel } from '../tests/fixtures/channel.ts';
import type { Row } from './measure.ts';
import { held } from './stall.ts';

const name = 'discord';
const reminded = 4_900;
const boards = 100;
const members = 25;
const much = `${name}:much`;
const day = 86_400_000;
/** A Monday, at half past nine in UTC: boards are due. */
const now = Date.UTC(2026, 10, 30, 9, 30);

/** How long what a minute brings, and what few ask for, holds up everybody else: in the processor's time, and in one go. */
export async function benchMinute(pack: Pack, address: string, database: string): Promise<Row[]> {
  const { store } = await openStorage(address, pack.id);
  await fill(store, pack);
  const course = makeCourse(pack);
  const parts = { course: () => course, store, clock: () => now, log: makeLog('error', []) };
  const bot = createBot({ ...parts, signingKey: await store.signingKey(), voteCounted: () => undefined });
  const { adapter, counts } = drawing(bot);
  const row = async (what: string, work: () => Promise<unknown>): Promise<Row> => {
    const { longest } = await held(work);
    return { what: `${database}: ${what}, longest stall`, unit: 'ms', ours: longest, bar: { most: 50 } };
  };
  const ask = (request: Request) =>
    row(sayRequest(request), () => bot.answer(request, { learner: much, group: `${name}:g0`, channel: 'g0', mayManage: false }));
  const press = (action: Action) => ask({ kind: 'press', action });
  // Whatever is asked for the first time teaches the compiler; the second time counts.
  await ask({ kind: 'ready' });
  const rows = [
    await row(`${reminded} reminders in one minute`, () => makeReminders(parts).lookAfter(adapter)),
    await row(`${boards} boards of ${members} in one minute`, () => makeBoards(parts).lookAfter(adapter)),
    await ask({ kind: 'ready' }),
    await ask({ kind: 'progress' }),
    await ask({ kind: 'plan', date: 'in 6 weeks', minutes: '20', zone: 'UTC' }),
  ];
  if (counts.told !== reminded || counts.posted !== boards)
    throw new Error(`${counts.told} reminders and ${counts.posted} boards were sent.`);
  for (const format of ['json', 'csv', 'anki'] as const) rows.push(await press({ kind: 'export-file', format, part: 1 }));
  await store.close();
  return rows;
}

function sayRequest(request: Request): string {
  return request.kind === 'press' && request.action.kind === 'export-file'
    ? `an export as ${request.action.format} of ${answered} answers`
    : request.kind;
}

/** Draws as both platforms do, and counts. */
function drawing(bot: Bot): { adapter: Adapter; counts: { told: number; posted: number } } {
  const counts = { told: 0, posted: 0 };
  const draw = (reply: Reply) => [drawForSlack, drawForDiscord].map((one) => JSON.stringify(one(reply, bot.sign)));
  const adapter: Adapter = {
    ...makeChannel(name),
    tell: async (_learner, reply) => {
      draw(reply);
      counts.told += 1;
      return 'told';
    },
    post: async ({ reply }: Post) => {
      draw(reply);
      return `m${(counts.posted += 1)}`;
    },
  };
  return { adapter, counts };
}

const answered = 5_000;

/** Some answers of everybody, many of one; reminders that are due now, and boards of the week before. */
async function fill(store: Store, pack: Pack): Promise<void> {
  const items = lessonsOf(pack).flatMap(({ questions, cues }) => [...questions, ...cues]);
  const attempt = (learner: string, nth: number, at: number): Change => {
    const { id: item = '', lesson = '' } = items[nth % items.length] ?? {};
    return {
      kind: 'attempted',
      attempt: { learner, askedIn: `s${nth}`, item, lesson, picks: 'a', correct: nth % 3 > 0, at } satisfies Attempt,
    };
  };
  const many = Array.from({ length: answered }, (_, nth) => attempt(much, nth, now - (answered - nth) * 30 * 60_000));
  for (let at = 0; at < many.length; at += 500) await store.save(many.slice(at, at + 500));
  for (let nth = 0; nth < reminded; nth += 100)
    await store.save(
      Array.from({ length: 100 }, (_, more) => nth + more).flatMap((one) => [
        ...[1, 2, 3].map((time) => attempt(`${name}:l${one}`, one + time, now - (3 + time) * day)),
        reminderOf(`${name}:l${one}`),
      ]),
    );
  for (let group = 0; group < boards; group += 1) await store.save(boardOf(group));
}

function reminderOf(learner: string): Change {
  const when = { time: '09:30', zone: 'Europe/Berlin', weekdays: [1, 2, 3, 4, 5, 6, 7] as const, quiet: null };
  return {
    kind: 'reminder-set',
    reminder: {
      learner,
      ...when,
      weekdays: [...when.weekdays],
      active: true,
      nextAt: now,
      lastAt: null,
      unreachableAt: null,
      setAt: now - 9 * day,
    },
  };
}

function boardOf(nth: number): Change[] {
  const group = `${name}:g${nth}`;
  const joined = Array.from({ length: members }, (_, at): Change => {
    const learner = `${name}:l${(nth * members + at) % reminded}`;
    return { kind: 'board-joined', member: { learner, group, nickname: null, joinedAt: now - 20 * day } };
  });
  return [{ kind: 'board-set', board: { group, channel: `g${nth}`, zone: 'UTC', goal: 50, weeklySince: now - 20 * day } }, ...joined];
}
