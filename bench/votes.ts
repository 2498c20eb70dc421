import type { Adapter, Post } from '../src/adapters/platform.ts';
import { drawMessage as drawForDiscord } from '../src/adapters/discord/render.ts';
import { drawMessage as drawForSlack } from '../src/adapters/slack/render.ts';
import { type Bot, createBot } from '../src/bot.ts';
import { makeCourse } from '../src/core/course.ts';
import type { Pack } from '../src/core/pack.ts';
import { cueById } from '../src/core/pack-index.ts';
import { makeLog } from '../src/log.ts';
import type { Schedule } from '../src/schedule.ts';
import { openStorage } from '../src/storage/open.ts';
import type { Ledger } from '../src/storage/store.ts';
import { makeChannel } from '../tests/fixtures/channel.ts';
import { studyGroup } from '../tests/fixtures/group.ts';
import { makeSchedule } from '../tests/fixtures/schedule.ts';
import type { Row } from './measure.ts';
import { held, type Held } from './stall.ts';

const few = 100;
const many = 1_000;
const name = 'slack';

/** Everybody votes at the same moment, one in each group: what a vote and its redraw cost with few and with many open drills, and how long nobody else is answered. */
export async function benchVotes(pack: Pack, address: (database: string) => string, database: string): Promise<Row[]> {
  // Whatever comes first teaches the compiler.
  await votesIn(pack, address('first'), few);
  const some = await votesIn(pack, address('few'), few);
  const all = await votesIn(pack, address('many'), many);
  return [
    {
      what: `${database}: processor for a vote and its redraw, ${many} open drills`,
      unit: 'ms',
      ours: all.cpu / many,
      peer: { name: `with ${few}`, value: some.cpu / few },
      bar: { ratio: 1.3 },
    },
    { what: `${database}: votes in ${few} drills at once, longest stall`, unit: 'ms', ours: some.longest, bar: { most: 100 } },
    { what: `${database}: votes in ${many} drills at once, longest stall`, unit: 'ms', ours: all.longest, bar: { most: 100 } },
    { what: `${database}: a minute with ${many} open drills, longest stall`, unit: 'ms', ours: all.minute, bar: { most: 50 } },
  ];
}

async function votesIn(pack: Pack, address: string, groups: number): Promise<Held & { minute: number }> {
  const { store, ledger } = await openStorage(address, pack.id);
  const course = makeCourse(pack);
  const platform = drawingPlatform();
  const parts = { course: () => course, clock: () => now, log: makeLog('error', []) };
  let now = Date.UTC(2026, 10, 24, 7);
  for (let nth = 0; nth < groups; nth += 1)
    await ledger.setGroup(studyGroup({ id: `${name}:g${nth}`, channel: `c${nth}`, setAt: now, setBy: 'environment' }));
  const schedule = makeSchedule({ ...parts, store, ledger, adapters: () => [platform.adapter] });
  const bot = createBot({ ...parts, store, signingKey: await store.signingKey(), voteCounted: schedule.voteCounted });
  platform.signWith(bot);
  now = Date.UTC(2026, 10, 24, 8);
  await schedule.tick();
  const open = await ledger.openDrills(name);
  const figures = await held(async () => {
    const replies = await Promise.all(open.map(({ drill, group }) => bot.answer(voteOn(pack, drill), voterIn(group.channel))));
    if (replies.some(({ isApology }) => isApology)) throw new Error('A vote was not taken.');
    await platform.redrawn(groups);
  });
  now += 60_000;
  const { longest: minute } = await held(schedule.tick);
  await stop(schedule, store);
  return { ...figures, minute };
}

async function stop(schedule: Schedule, store: { close(): Promise<void> }): Promise<void> {
  await schedule.stop();
  await store.close();
}

type Opened = Awaited<ReturnType<Ledger['openDrills']>>[number];

function voteOn(pack: Pack, { id: drill, cue }: Opened['drill']) {
  const { version = '' } = cueById(pack, cue) ?? {};
  return { kind: 'press', action: { kind: 'vote', drill, pick: 'a', version } } as const;
}

function voterIn(channel: string) {
  return { learner: `${name}:${channel}`, group: `${name}:g${channel.slice(1)}`, channel, mayManage: false };
}

/** Draws as both platforms do, and takes what is drawn at once. */
function drawingPlatform() {
  let bot: Bot | undefined;
  let [messages, redraws, wanted, done] = [0, 0, 0, (): void => undefined];
  const post = async ({ reply, replaces }: Post): Promise<string> => {
    if (bot) for (const draw of [drawForSlack, drawForDiscord]) JSON.stringify(draw(reply, bot.sign));
    if (replaces !== undefined && (redraws += 1) === wanted) done();
    return replaces ?? `m${(messages += 1)}`;
  };
  return {
    adapter: { ...makeChannel(name), post } satisfies Adapter,
    signWith: (one: Bot) => void (bot = one),
    redrawn: (count: number) =>
      new Promise<void>((resolve) => {
        [wanted, done] = [count, resolve];
        if (redraws >= count) resolve();
      }),
  };
}
