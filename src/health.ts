import { setTimeout as delay } from 'node:timers/promises';
import { createServer, type Server } from 'node:http';
import type { Adapter } from './adapters/platform.ts';
import type { Storage, Trouble } from './storage/store.ts';

/**
 * Answers `/livez` while the process works, `/readyz` while its database can be written and all platforms are connected as well. To start the bot
 * anew mends neither of the two, so what restarts it should ask `/livez`, and what wakes somebody up `/readyz`. Listens on the given host and resolves
 * when it does.
 *
 * `/readyz` also lists under `drills` the groups whose last drill did not come, or has not come yet, each with its day and the reason, so that whoever
 * wonders need not search the log: `{ "group": "slack:C012", "day": "2026-11-24", "reason": "The channel is archived.", "isFinal": true }`. A channel
 * that refuses its drill is no reason to restart a bot, so the status stays 200. A platform that will not come back before its setting is mended is
 * listed under `lost`, with the reason; what one does not allow the bot and it needs is under `lacking`, with the way out.
 */
export async function serveHealth(
  host: string,
  port: number,
  storage: Storage,
  adapters: readonly Adapter[],
  lost: ReadonlyMap<string, string> = new Map(),
): Promise<Server> {
  const server = createServer((request, response) => {
    void report(request.url ?? '', storage, adapters, lost).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  server.unref();
  return server;
}

/** A database that takes longer than this, in milliseconds, is as good as gone to whoever asks. */
const databaseAnswersWithin = 2000;

/** So many at most: a database of thousands of groups is no page to read. */
const mostDrills = 50;

interface Report {
  readonly status: number;
  readonly body: unknown;
}

async function report(
  url: string,
  { store, ledger }: Storage,
  adapters: readonly Adapter[],
  lost: ReadonlyMap<string, string>,
): Promise<Report> {
  const path = url.split('?')[0];
  if (path === '/livez') return { status: 200, body: { alive: true } };
  if (path !== '/readyz' && path !== '/healthz') return { status: 404, body: { known: ['/livez', '/readyz', '/healthz'] } };
  const trouble = await troubleOf(store);
  const database = trouble === undefined;
  const platforms = Object.fromEntries(adapters.map((adapter) => [adapter.name, adapter.isReady()]));
  const ready = database && Object.values(platforms).every(Boolean);
  const lacks = adapters.flatMap(({ name, lacking }) => (lacking && lacking().length > 0 ? [[name, lacking()] as const] : []));
  const lacking = lacks.length > 0 && { lacking: Object.fromEntries(lacks) };
  const drills = database ? (await inTime(ledger.troubles(), [])).slice(0, mostDrills).map(inShort) : [];
  const never = lost.size > 0 && { lost: Object.fromEntries(lost) };
  return { status: ready ? 200 : 503, body: { ready, database, ...(trouble && { trouble }), platforms, ...never, ...lacking, drills } };
}

/** Why the database cannot be used; undefined when it can. */
async function troubleOf(store: Storage['store']): Promise<string | undefined> {
  const checked = store.check().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  return inTime(checked, `The database does not answer within ${databaseAnswersWithin / 1000} seconds.`);
}

/** Nobody's name is in it: who set a drill up is between them and the bot. */
function inShort({ group, day, reason, isFinal }: Trouble) {
  return { group: group.id, day, reason, isFinal };
}

async function inTime<T>(work: Promise<T>, otherwise: T): Promise<T> {
  return Promise.race([work.catch(() => otherwise), delay(databaseAnswersWithin, otherwise, { ref: false })]);
}
