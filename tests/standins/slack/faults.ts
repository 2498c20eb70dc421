import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A way for a call to go wrong. With `carriedOut`, Slack does what was asked and only the answer is lost, which is
 * the case that makes careless retries post twice. What is held is done, and its answer comes when the test lets it go.
 */
export type Fault =
  | { kind: 'rate-limited'; retryAfter: number }
  | { kind: 'status'; status: number; carriedOut?: boolean }
  | { kind: 'hang'; carriedOut?: boolean }
  | { kind: 'cut'; carriedOut?: boolean }
  | { kind: 'delay'; ms: number }
  | { kind: 'held'; until: Promise<unknown> }
  | { kind: 'error'; error: string; needed?: string };

export type Refused = 'nothing' | 'sockets' | 'everything';

export type Faults = {
  /** Lets the next calls of a method go wrong; the method may also be `response_url`, or `*` for any. */
  next(method: string, fault: Fault, times?: number): void;
  take(method: string): Fault | undefined;
  clear(): void;
  /** Turns connections away, for a time or until `accept`: only WebSockets, or every connection. */
  refuse(what: 'sockets' | 'everything', ms?: number): void;
  accept(): void;
  refused(): Refused;
};

export function createFaults(): Faults {
  const queues = new Map<string, Fault[]>();
  let refused: Refused = 'nothing';
  let timer: NodeJS.Timeout | undefined;
  const accept = () => {
    clearTimeout(timer);
    refused = 'nothing';
  };
  return {
    next(method, fault, times = 1) {
      const queue = queues.get(method) ?? [];
      queues.set(method, [...queue, ...Array.from({ length: times }, () => fault)]);
    },
    take: (method) => queues.get(method)?.shift() ?? queues.get('*')?.shift(),
    clear: () => queues.clear(),
    refuse(what, ms) {
      accept();
      refused = what;
      if (ms !== undefined) timer = setTimeout(accept, ms);
    },
    accept,
    refused: () => refused,
  };
}

/** Whether the call is to be done before its answer goes wrong. */
export function isCarriedOut(fault: Fault): boolean {
  return fault.kind === 'delay' || fault.kind === 'held' || ('carriedOut' in fault && fault.carriedOut === true);
}

/** Spoils the answer. Says true when nothing more may be sent. */
export async function spoil(fault: Fault, res: ServerResponse): Promise<boolean> {
  switch (fault.kind) {
    case 'rate-limited':
      res.writeHead(429, { 'retry-after': String(fault.retryAfter), 'content-type': 'application/json' });
      res.end('{"ok":false,"error":"ratelimited"}');
      return true;
    case 'status':
      res.writeHead(fault.status).end('the stand-in was told to fail');
      return true;
    case 'hang':
      return true;
    case 'cut':
      res.socket?.destroy();
      return true;
    case 'delay':
      await sleep(fault.ms, undefined, { ref: false });
      return false;
    case 'held':
      await fault.until;
      return false;
    case 'error':
      res.writeHead(200, { 'content-type': 'application/json' });
      res.end(JSON.stringify({ ok: false, error: fault.error, ...(fault.needed && { needed: fault.needed }) }));
      return true;
  }
}
