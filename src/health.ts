import { setTimeout as delay } from 'node:timers/promises';
import { createServer, type Server } from 'node:http';
import type { Adapter } from './adapters/platform.ts';
import type { Store } from './storage/store.ts';

/**
 * Answers `/livez` while the process and its database work, `/readyz` while all platforms are connected as well. Listens on the given host and
 * resolves when it does.
 */
export async function serveHealth(host: string, port: number, store: Store, adapters: readonly Adapter[]): Promise<Server> {
  const server = createServer((request, response) => {
    void report(request.url ?? '', store, adapters).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  server.unref();
  return server;
}

/** A database that takes longer than this, in milliseconds, is as good as gone to whoever asks. */
const databaseAnswersWithin = 2000;

async function report(url: string, store: Store, adapters: readonly Adapter[]): Promise<{ status: number; body: unknown }> {
  const path = url.split('?')[0];
  const answers = store.check().then(
    () => true,
    () => false,
  );
  const database = await Promise.race([answers, delay(databaseAnswersWithin, false, { ref: false })]);
  const platforms = Object.fromEntries(adapters.map((adapter) => [adapter.name, adapter.isReady()]));
  const ready = database && Object.values(platforms).every(Boolean);
  if (path === '/livez') return { status: database ? 200 : 503, body: { database } };
  if (path === '/readyz' || path === '/healthz') return { status: ready ? 200 : 503, body: { ready, database, platforms } };
  return { status: 404, body: { known: ['/livez', '/readyz', '/healthz'] } };
}
