import './node-version.ts';
import { fstatSync } from 'node:fs';
import { type Adapter, Misconfigured } from './adapters/platform.ts';
import { platforms } from './adapters/platforms.ts';
import { type MovableClock, movableClock } from './adapters/console/clock.ts';
import { makeNotices } from './adapters/console/notice.ts';
import { makeBoards } from './boards.ts';
import { type Bot, createBot } from './bot.ts';
import { type Config, forConsole, loadConfig, sayConfigProblem } from './config.ts';
import type { Pack } from './core/pack.ts';
import { type Draw, makeDraw } from './drawing/draw.ts';
import { makeDrills } from './drills.ts';
import { setDrills, tryChannels } from './drills/environment.ts';
import { serveHealth } from './health.ts';
import { BadContent, type Library, openLibrary } from './library.ts';
import { knowPack } from './identity.ts';
import { type Log, makeLog } from './log.ts';
import { makeMocks } from './mocks.ts';
import { makeReminders } from './reminders.ts';
import { createSchedule, type Schedule } from './schedule.ts';
import { sayNoPlatform } from './variable-names.ts';
import { usualCache } from './reader/cache.ts';
import { whyNoFolder } from './reader/no-folder.ts';
import { parseAddress, sayAddress } from './storage/address.ts';
import { openStorage } from './storage/open.ts';
import type { Storage, Store } from './storage/store.ts';
import { whyNotListening } from './support/listening.ts';

/** How wide lines are where nobody says. */
const usualColumns = 80;

/** How long a stop may take before the process leaves anyway: hosts kill after ten seconds, some after five. */
const stopTakes = 4_500;

const read = loadConfig(process.env);
if (read.kind === 'problems') leave(`${read.problems.map(sayConfigProblem).join('\n')}\n\ndocs/hosting.md has every variable.`);
const config = process.argv[2] === 'console' ? forConsole(read.config) : read.config;
const hasPerson = config.platforms.length === 0 && process.stdin.isTTY === true && process.stdout.isTTY === true;
const notices = makeNotices((text) => void process.stderr.write(`${text}\n`));
await run(config, makeLogFor(config));

/** A person at a terminal reads sentences, and hears of a change of the content that was taken, too. */
function makeLogFor({ logLevel, secrets }: Config): Log {
  return hasPerson ? makeLog(logLevel === 'warn' ? 'info' : logLevel, secrets, notices.hear) : makeLog(logLevel, secrets);
}

/** A service has standard input closed, or from /dev/null; a script that has something to say has a pipe or a file. */
function nobodyTypes(): boolean {
  try {
    return fstatSync(0).isCharacterDevice() && process.stdin.isTTY !== true;
  } catch {
    return true;
  }
}

/** Ends before anything began, with the reason on standard error. */
function leave(reason: string): never {
  console.error(reason);
  process.exit(1);
}

async function run(config: Config, log: Log): Promise<void> {
  const library = await openLibrary(config.contentDir, usualCache, log).catch(async (error: unknown) =>
    leave(
      error instanceof BadContent
        ? error.message
        : `CONTENT_DIR: the content folder ${config.contentDir} cannot be read: ${await whyNoFolder(config.contentDir, error)}`,
    ),
  );
  const where = sayAddress(parseAddress(config.databaseUrl));
  const { store, ledger } = await openFor(library.course().pack, where, config, log);
  if (config.platforms.length === 0 && nobodyTypes()) await store.close().finally(() => leave(sayNoPlatform(process.env, platforms)));
  const time = movableClock();
  let schedule: Schedule | undefined;
  const adapters: Adapter[] = [];
  const parts = { course: library.course, store, clock: time.now, log };
  const draw = makeDraw();
  const bot = createBot({
    ...parts,
    draw,
    signingKey: await store.signingKey(),
    voteCounted: (drill) => schedule?.voteCounted(drill),
    drillSet: (group) => schedule?.drillSet(group),
  });
  schedule = createSchedule({
    ...parts,
    drills: makeDrills({ ...parts, ledger }),
    mocks: makeMocks(parts),
    reminders: makeReminders(parts),
    boards: makeBoards(parts),
    adapters: () => adapters,
  });

  const stop = stopOnce({ adapters, schedule, bot, draw, store, log });
  const lost = makeLost({ adapters, log, stop });
  const running = { bot, log, course: library.course, time, schedule, onEnd: () => void stop(0), lose: lost.lose };
  adapters.push(...(await makeAdapters(config, running)));
  const fromEnvironment = { drills: config.drills, ledger, adapters, log };
  await setDrills(fromEnvironment, time.now());
  if (config.healthPort !== undefined)
    await serveHealth(config.host, config.healthPort, { store, ledger }, adapters, lost.reasons).catch((error: unknown) =>
      leave(whyNotListening(error, { host: config.host, port: config.healthPort ?? 0, variable: 'HEALTH_PORT' })),
    );
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(0));
  // Whoever read the log may be gone; to log that would fail again, and again.
  process.stderr.on('error', () => undefined);
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'Something failed where nobody waited for it.'));
  process.on('uncaughtException', (error) => log.error({ err: error }, 'Something failed outside of any request.'));

  library.watch();
  await Promise.all(adapters.map((adapter) => adapter.start().catch((error: unknown) => lost.lose(adapter, error))));
  schedule.start();
  const facts = { database: where, content: config.contentDir, node: process.version };
  sayHowItBegan(adapters, facts, log);
  await Promise.all([library.learn(), schedule.tick(), tryChannels(fromEnvironment, time.now())]);
}

/** The database of a pack, once it is sure that the answers in it are those to this one. */
async function openFor(pack: Pack, where: string, { contentDir: folder, databaseUrl }: Config, log: Log): Promise<Storage> {
  const storage = await openStorage(databaseUrl, pack.id).catch((error: unknown) =>
    leave(`The database cannot be opened: ${reasonOf(error)}`),
  );
  const { store } = storage;
  await knowPack({ folder, pack, store, where, log }).catch((error: unknown) => store.close().finally(() => leave(reasonOf(error))));
  return storage;
}

interface Running {
  readonly bot: Bot;
  readonly log: Log;
  readonly course: Library['course'];
  readonly time: MovableClock;
  readonly schedule: Schedule;
  readonly onEnd: () => void;
  readonly lose: Lost['lose'];
}

async function makeAdapters({ platforms, terminal }: Config, parts: Running): Promise<Adapter[]> {
  const { bot, log, course, time, schedule, onEnd, lose } = parts;
  if (platforms.length > 0)
    return Promise.all(
      platforms.map(async (start) => {
        const adapter = await start({ bot, log, course, clock: time.now, over: (reason) => lose(adapter, reason) });
        return adapter;
      }),
    );
  const { consoleAdapter } = await import('./adapters/console/adapter.ts');
  const { filesIn } = await import('./adapters/console/files.ts');
  const { stdin: input, stdout: output } = process;
  const adapter = consoleAdapter({
    bot,
    course,
    clock: time,
    input,
    output,
    onEnd,
    interactive: hasPerson,
    coloured: hasPerson && terminal.colours,
    isDumb: terminal.isDumb,
    size: () => ({ columns: output.columns || terminal.columns || usualColumns, rows: output.rows }),
    onMoved: () => schedule.tick(),
    keep: filesIn('data'),
  });
  notices.attach(adapter.notice);
  return [adapter];
}

/** The platforms that can never work as they are set up, at the start or from some moment on. */
interface Lost {
  lose(adapter: Adapter, reason: unknown): void;
  /** Why, by the name of the platform. */
  readonly reasons: ReadonlyMap<string, string>;
}

/** One that is lost is reported and left out, because the others still have people to answer; without any other, the process ends. */
function makeLost({ adapters, log, stop }: Pick<Stoppable, 'adapters' | 'log'> & { readonly stop: (code: number) => Promise<void> }): Lost {
  const reasons = new Map<string, string>();
  return {
    reasons,
    lose({ name: platform }, error) {
      log.error({ platform }, reasonOf(error));
      reasons.set(platform, reasonOf(error));
      if (adapters.every(({ name }) => reasons.has(name))) void stop(1);
    },
  };
}

/** A platform that cannot be reached keeps nobody waiting, and is connected when it can; until then, nothing here is ready. */
function sayHowItBegan(adapters: readonly Adapter[], facts: Readonly<Record<string, string>>, log: Log): void {
  const platforms = adapters.map(({ name }) => name);
  const awaited = adapters.filter((adapter) => !adapter.isReady()).map(({ name }) => name);
  if (awaited.length === 0) log.info({ platforms, ...facts }, 'The bot is ready.');
  else log.warn({ platforms, awaited, ...facts }, `The bot runs, but is not connected yet: ${awaited.join(', ')}.`);
}

interface Stoppable {
  readonly adapters: readonly Adapter[];
  readonly schedule: Schedule;
  readonly bot: Bot;
  readonly draw: Draw;
  readonly store: Store;
  readonly log: Log;
}

/** Takes no new work, finishes what runs, closes the books, leaves. A second signal changes nothing. */
function stopOnce({ adapters, schedule, bot, draw, store, log }: Stoppable): (code: number) => Promise<void> {
  let stopping: Promise<void> | undefined;
  return (code) => (stopping ??= stopAll(code));

  async function stopAll(code: number): Promise<void> {
    setTimeout(() => process.exit(code), stopTakes).unref();
    await Promise.allSettled([schedule.stop(), ...adapters.map((adapter) => adapter.stop())]);
    await bot.idle();
    await draw.stop();
    await store.close().catch((error) => log.error({ err: error }, 'The database did not close well.'));
    log[code === 0 ? 'info' : 'fatal']({ code }, code === 0 ? 'The bot has stopped.' : 'No platform can be used, so the bot has stopped.');
    process.exit(code);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Misconfigured) return error.message;
  return error instanceof Error ? error.message : String(error);
}
