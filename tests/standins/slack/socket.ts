import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { isObject, type Json } from './types.ts';

/** What travels to the bot: a command, an interaction or an event, in its Socket Mode wrapping. */
export type Envelope = {
  envelope_id: string;
  type: 'slash_commands' | 'interactive' | 'events_api';
  payload: Json;
  accepts_response_payload: boolean;
  retry_attempt?: number;
  retry_reason?: string;
};

export type Ack = { acked: boolean; ms: number; body?: unknown; status?: number; failure?: string };

export type SocketSide = {
  /** A WebSocket address that opens once, as apps.connections.open gives out. */
  ticket(baseUrl: string): string;
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  send(envelope: Envelope, timeoutMs: number): Promise<Ack>;
  connections(): number;
  /** Acks that came after the time was up, or for something never sent. */
  strayAcks: { envelope_id: string; at: number }[];
  /** Asks every connection to be renewed. With `leaveTcpOpen` Slack never hangs up afterwards, as has been reported. */
  refresh(options?: { reason?: string; leaveTcpOpen?: boolean }): void;
  /** Ends every connection at once, without a goodbye. */
  cut(): void;
  /** Lets goodbyes that are under way finish, then ends what is left. */
  close(): Promise<void>;
};

/** An envelope on its way: a connection that ends takes its acks with it. */
type Waiting = { on: WebSocket; acked(body: unknown): void; lost(): void };

export function createSocketSide(appId: string): SocketSide {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const sockets = new Map<WebSocket, Duplex>();
  const waiting = new Map<string, Waiting>();
  const strayAcks: SocketSide['strayAcks'] = [];
  let turn = 0;
  /** Called when a connection has ended. */
  let gone = () => {};

  const open = () => [...sockets.keys()].filter((socket) => socket.readyState === WebSocket.OPEN);
  const cut = () => {
    for (const raw of sockets.values()) raw.destroy();
  };

  function welcome(socket: WebSocket, raw: Duplex): void {
    sockets.set(socket, raw);
    socket.on('close', () => {
      sockets.delete(socket);
      for (const { on, lost } of waiting.values()) if (on === socket) lost();
      gone();
    });
    socket.on('error', () => raw.destroy());
    socket.on('message', (data) => hear(JSON.parse(String(data)) as unknown));
    const debug_info = { host: 'applink-0', build_number: 1, approximate_connection_time: 18060 };
    socket.send(JSON.stringify({ type: 'hello', num_connections: sockets.size, debug_info, connection_info: { app_id: appId } }));
  }

  /** Resolves when every connection has ended, or does not end by itself. */
  function goodbyes(): Promise<void> {
    if (sockets.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const late = setTimeout(resolve, 100);
      gone = () => {
        if (sockets.size > 0) return;
        clearTimeout(late);
        resolve();
      };
    });
  }

  function hear(message: unknown): void {
    const id = isObject(message) ? String(message.envelope_id) : '';
    const sent = waiting.get(id);
    if (sent) sent.acked(isObject(message) ? message.payload : undefined);
    else strayAcks.push({ envelope_id: id, at: performance.now() });
  }

  function send(envelope: Envelope, timeoutMs: number): Promise<Ack> {
    const socket = open()[turn++ % Math.max(1, open().length)];
    if (!socket) return Promise.resolve({ acked: false, ms: 0, failure: 'dispatch_failed' });
    const started = performance.now();
    return new Promise((resolve) => {
      const finish = (ack: Omit<Ack, 'ms'>) => {
        clearTimeout(timer);
        waiting.delete(envelope.envelope_id);
        resolve({ ms: performance.now() - started, ...ack });
      };
      const timer = setTimeout(() => finish({ acked: false, failure: 'operation_timeout' }), timeoutMs);
      waiting.set(envelope.envelope_id, {
        on: socket,
        acked: (body) => finish({ acked: true, body }),
        lost: () => finish({ acked: false, failure: 'dispatch_failed' }),
      });
      socket.send(JSON.stringify(envelope));
    });
  }

  return {
    ticket(baseUrl) {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${baseUrl.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${appId}`;
    },
    upgrade(req, raw, head) {
      const ticket = new URL(req.url ?? '/', 'http://standin').searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket)) raw.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      else server.handleUpgrade(req, raw, head, (socket) => welcome(socket, raw));
    },
    send,
    connections: () => open().length,
    strayAcks,
    refresh({ reason = 'refresh_requested', leaveTcpOpen = false } = {}) {
      for (const socket of open()) {
        if (leaveTcpOpen) keepOpen(sockets.get(socket));
        socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-0' } }));
      }
    },
    cut,
    async close() {
      await goodbyes();
      cut();
      server.close();
    },
  };
}

/** The close handshake will be answered, but the TCP connection stays until the stand-in stops. */
function keepOpen(raw: Duplex | undefined): void {
  if (raw) raw.end = () => raw;
}
