import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { type Bot, createBot } from '../src/bot.ts';
import { makeCourse } from '../src/core/course.ts';
import { lessonsOf } from '../src/core/pack-index.ts';
import type { Pack } from '../src/core/pack.ts';
import { type Draw, makeDraw } from '../src/drawing/draw.ts';
import { makeLog } from '../src/log.ts';
import { openStorage } from '../src/storage/open.ts';
import type { Store } from '../src/storage/store.ts';
import { median, percentile, type Row, timed } from './measure.ts';

const learner = 'console:much';
const rounds = 20;

/** What the picture of progress costs somebody who has answered everything, and how long it holds up everybody else. */
export async function benchProgress(pack: Pack, address: string): Promise<Row[]> {
  const { store } = await openStorage(address, pack.id);
  await answerAll(store, pack);
  const [cold, draw] = [[] as number[], makeDraw()];
  for (let round = 0; round < 5; round += 1) {
    const own = makeDraw();
    cold.push(await timed(() => own({ svg: example })));
    await own.stop();
  }
  await draw({ svg: example });
  const bot = await botOf(store, pack, draw);
  const { warm, held } = await askOften(bot, draw, 'progress');
  const ready = await askOften(bot, draw, 'ready');
  const peer = { name: 'nothing is asked', value: percentile(await idle(), 0.95) };
  await draw.stop();
  await store.close();
  return [
    { what: 'Progress: a picture by a thread that has to begin', unit: 'ms', ours: median(cold), bar: { most: 250 } },
    { what: 'Progress: the whole reply, picture included', unit: 'ms', ours: median(warm), bar: { most: 100 } },
    { what: 'Progress: the longest that presses were held up', unit: 'ms', ours: percentile(held, 0.95), peer, bar: { most: 50 } },
    { what: 'Ready: the whole reply', unit: 'ms', ours: median(ready.warm), bar: { most: 100 } },
    { what: 'Ready: the longest that presses were held up', unit: 'ms', ours: percentile(ready.held, 0.95), peer, bar: { most: 50 } },
  ];
}

/** As large as the real one, with words. */
const example = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="850" font-family="Inter"><rect width="800" height="850" fill="#fff"/>${Array.from(
  { length: 40 },
  (_, nth) => `<text x="20" y="${20 + nth * 22}" font-weight="${nth % 2 ? 400 : 700}">${nth} of 59 questions, 78 %</text>`,
).join('')}</svg>`;

async function botOf(store: Store, pack: Pack, draw: Draw): Promise<Bot> {
  const course = makeCourse(pack);
  const signingKey = await store.signingKey();
  return createBot({
    course: () => course,
    store,
    signingKey,
    clock: Date.now,
    log: makeLog('error', []),
    voteCounted: () => undefined,
    draw,
  });
}

async function askOften(bot: Bot, draw: Draw, kind: 'progress' | 'ready'): Promise<{ warm: number[]; held: number[] }> {
  const person = { learner, group: 'console:here', channel: 'here', mayManage: false };
  const [warm, held] = [[] as number[], [] as number[]];
  for (let round = 0; round < rounds; round += 1) {
    // The thread has to be there: it ends some time after its last picture.
    if (kind === 'progress') await draw({ svg: example });
    const watch = monitorEventLoopDelay({ resolution: 1 });
    watch.enable();
    await delay(5);
    watch.reset();
    warm.push(await timed(() => bot.answer({ kind }, person)));
    await delay(2);
    watch.disable();
    held.push(watch.max / 1e6);
  }
  return { warm: warm.slice(2), held: held.slice(2) };
}

/** How long presses are held up anyway, by whatever else the machine does. */
async function idle(): Promise<number[]> {
  const held: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const watch = monitorEventLoopDelay({ resolution: 1 });
    watch.enable();
    await delay(100);
    watch.disable();
    held.push(watch.max / 1e6);
  }
  return held;
}

/** Everything in the pack, twenty a day, a third of it wrong. */
async function answerAll(store: Store, pack: Pack): Promise<void> {
  const items = lessonsOf(pack).flatMap(({ questions, cues }) => [...questions, ...cues]);
  const began = Date.now() - 80 * 86_400_000;
  await store.save(
    items.map(({ id: item, lesson }, nth) => ({
      kind: 'attempted',
      attempt: {
        learner,
        askedIn: `past${Math.floor(nth / 20)}`,
        item,
        lesson,
        picks: 'a',
        correct: nth % 3 > 0,
        at: began + Math.floor(nth / 20) * 86_400_000 + (nth % 20) * 60_000,
      },
    })),
  );
}
