import { config as loadDotenv } from 'dotenv';
import { type Adapter, Misconfigured } from './adapters/platform.ts';
import { type MovableClock, movableClock } from './adapters/console/clock.ts';
import { type Bot, createBot } from './bot.ts';
import { type Config, readConfig, sayConfigProblem } from './config.ts';
import { usualSettings } from './core/drill/settings.ts';
import { makeDrills } from './drills.ts';
import { serveHealth } from './health.ts';
import { BadContent, openLibrary } from './library.ts';
import { type Log, makeLog } from './log.ts';
import { createSchedule, type Schedule } from './schedule.ts';
import { openStorage } from './storage/open.ts';
import type { Ledger, Store } from './storage/store.ts';

/** How long a stop may take before the process leaves anyway: hosts kill after ten seconds, some after five. */
const stopTakes = 4_500;

loadDotenv({ quiet: true });
const read = readConfig(process.env);
if (read.kind === 'problems') leave(`${read.problems.map(sayConfigProblem).join('\n')}\n\nSee .env.example for every variable.`);
const { config } = read;
const log = makeLog(config.logLevel, config.secrets);
await run(config, log);

/** Ends before anything began, with the reason on standard error. */
function leave(reason: string): never {
  console.error(reason);
  process.exit(1);
}

async function run(config: Config, log: Log): Promise<void> {
  const library = await openLibrary(config.contentDir, 'data/content.cache', log).catch((error: unknown) =>
    leave(error instanceof BadContent ? error.message : `The content folder ${config.contentDir} cannot be read: ${reasonOf(error)}`),
  );
  const { store, ledger } = await openStorage(config.databaseUrl, library.course().pack.id).catch((error: unknown) =>
    leave(`The database cannot be opened: ${reasonOf(error)}`),
  );
  const time = movableClock();
  let schedule: Schedule | undefined;
  const adapters: Adapter[] = [];
  const parts = { course: library.course, store, clock: time.now, log };
  const bot = createBot({
    ...parts,
    signingKey: await store.signingKey(),
    voteCounted: (drill) => schedule?.voteCounted(drill),
    drillSet: (group) => schedule?.drillSet(group),
  });
  schedule = createSchedule({ ...parts, drills: makeDrills({ ...parts, ledger }), adapters: () => adapters });

  const stop = stopOnce({ adapters, schedule, bot, store, log });
  adapters.push(...(await makeAdapters(config, { bot, log, course: library.course, time, schedule, onEnd: () => void stop(0) })));
  await setDrills(config, { ledger, adapters, now: time.now(), log });
  if (config.healthPort !== undefined)
    await serveHealth(config.host, config.healthPort, { store, ledger }, adapters).catch((error: unknown) =>
      leave(`HEALTH_PORT ${config.healthPort} cannot be used: ${reasonOf(error)}`),
    );
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(0));
  // Whoever read the log may be gone; to log that would fail again, and again.
  process.stderr.on('error', () => undefined);
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'Something failed where nobody waited for it.'));
  process.on('uncaughtException', (error) => log.error({ err: error }, 'Something failed outside of any request.'));

  library.watch();
  await startAll(adapters, log, stop);
  schedule.start();
  log.info({ platforms: adapters.map(({ name }) => name) }, 'The bot is ready.');
  await Promise.all([library.learn(), schedule.tick()]);
}

interface Running {
  readonly bot: Bot;
  readonly log: Log;
  readonly course: Awaited<ReturnType<typeof openLibrary>>['course'];
  readonly time: MovableClock;
  readonly schedule: Schedule;
  readonly onEnd: () => void;
}

async function makeAdapters({ platforms, colours }: Config, { bot, log, course, time, schedule, onEnd }: Running): Promise<Adapter[]> {
  if (platforms.length > 0) return Promise.all(platforms.map((start) => start({ bot, log, course, clock: time.now })));
  const { consoleAdapter } = await import('./adapters/console/adapter.ts');
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const streams = { input: process.stdin, output: process.stdout, interactive, coloured: interactive && colours };
  return [consoleAdapter({ bot, course, clock: time, ...streams, onEnd, onMoved: () => schedule.tick() })];
}

interface DrillSettingParts {
  readonly ledger: Ledger;
  readonly adapters: readonly Adapter[];
  readonly now: number;
  readonly log: Log;
}

/** The environment's drills as it names them now; one that it names no more has ended, and the log says so. */
async function setDrills({ drills }: Config, { ledger, adapters, now, log }: DrillSettingParts): Promise<void> {
  for (const drill of drills)
    await ledger.setGroup({ ...usualSettings, ...drill, id: drill.group, setBy: 'environment', setAt: now, active: true });
  const platforms = adapters.map(({ name }) => name);
  const named = drills.map(({ group }) => group);
  for (const group of await ledger.endUnnamed(platforms, named))
    log.warn({ group }, 'The environment names this drill no longer, so it has ended; its answers are kept.');
}

/** A platform that can never work is reported and left out; without any, the process ends. */
async function startAll(adapters: Adapter[], log: Log, stop: (code: number) => Promise<void>): Promise<void> {
  const started = await Promise.allSettled(adapters.map((adapter) => adapter.start()));
  started.forEach((result, at) => {
    const adapter = adapters[at];
    if (result.status === 'rejected') log.fatal({ platform: adapter?.name }, reasonOf(result.reason));
  });
  if (started.every((result) => result.status === 'rejected')) await stop(1);
}

interface Stoppable {
  readonly adapters: readonly Adapter[];
  readonly schedule: Schedule;
  readonly bot: Bot;
  readonly store: Store;
  readonly log: Log;
}

/** Takes no new work, finishes what runs, closes the books, leaves. A second signal changes nothing. */
function stopOnce({ adapters, schedule, bot, store, log }: Stoppable): (code: number) => Promise<void> {
  let stopping: Promise<void> | undefined;
  return (code) => (stopping ??= stopAll(code));

  async function stopAll(code: number): Promise<void> {
    setTimeout(() => process.exit(code), stopTakes).unref();
    await Promise.allSettled([schedule.stop(), ...adapters.map((adapter) => adapter.stop())]);
    await bot.idle();
    await store.close().catch((error) => log.error({ err: error }, 'The database did not close well.'));
    log.info({ code }, 'The bot has stopped.');
    process.exit(code);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Misconfigured) return error.message;
  return error instanceof Error ? error.message : String(error);
}
