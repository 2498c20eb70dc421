import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { enums, limits } from './specs.ts';

const op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  voice: 4,
  resume: 6,
  reconnect: 7,
  members: 8,
  invalid: 9,
  hello: 10,
  ack: 11,
};

/** How many events a resume can bring back. */
const eventsKept = 1000;
export const guildsIntent = enums.GatewayIntentBits.Guilds;

type Frame = { op: number; d?: unknown; s?: number; t?: string };
type Session = { id: string; intents: number; seq: number; events: Frame[]; socket: WebSocket };

export type GatewayOptions = {
  /** Milliseconds between heartbeats; Discord's 41250 unless told. */
  heartbeatMs?: number;
  /** Privileged intents granted in the developer portal, by name; none unless told. Asking for others closes with 4014. */
  privilegedIntents?: readonly string[];
};

/** What the gateway asks the rest of the stand-in. */
export type GatewayHost = {
  token: () => string;
  url: () => string;
  ready: () => object;
  guilds: () => object[];
};

/** How the gateway fails: by op 7 (resume), op 9 (resumable or not), a close code, or a dropped connection. */
export type Cut = 'reconnect' | 'invalid-resumable' | 'invalid' | 'drop' | { code: number };

export type Gateway = {
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  dispatch: (event: string, data: object, intent?: number) => void;
  cut: (how: Cut) => void;
  /** Forget every session, so that the next resume is refused with op 9. */
  forget: () => void;
  /** Stop or go on acknowledging heartbeats: a zombie connection. */
  acknowledge: (yes: boolean) => void;
  /** Refuse the next identify or resume with this close code. */
  refuseNext: (code: number) => void;
  /** How often the bot has identified and resumed, and with which codes it has closed. */
  log: { identifies: number; resumes: number; heartbeats: number; closes: number[] };
  connected: () => number;
  close: () => void;
};

/** The WebSocket side: identify, heartbeats, events numbered and kept for a resume. */
export function makeGateway(host: GatewayHost, options: GatewayOptions): Gateway {
  const server = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  const log: Gateway['log'] = { identifies: 0, resumes: 0, heartbeats: 0, closes: [] };
  const granted = intentBits(options.privilegedIntents ?? []);
  const privileged = intentBits(limits.gateway.privilegedIntents);
  let acknowledging = true;
  let refusal: number | undefined;
  let serial = 0;

  function open(socket: WebSocket): void {
    send(socket, { op: op.hello, d: { heartbeat_interval: options.heartbeatMs ?? 41_250 } });
    socket.on('message', (data) => receive(socket, String(data)));
    socket.on('close', (code) => closed(socket, code));
    socket.on('error', () => socket.terminate());
  }

  function receive(socket: WebSocket, text: string): void {
    const frame = parseFrame(text);
    if (frame === undefined) socket.close(4002);
    else if (frame.op === op.heartbeat) heartbeat(socket);
    else if (frame.op === op.identify) identify(socket, frame.d as Identify);
    else if (frame.op === op.resume) resume(socket, frame.d as Resume);
    else if (sessionOf(socket) === undefined) socket.close(4003);
    else if (![op.presence, op.voice, op.members].includes(frame.op)) socket.close(4001);
  }

  function heartbeat(socket: WebSocket): void {
    log.heartbeats += 1;
    if (acknowledging) send(socket, { op: op.ack });
  }

  function identify(socket: WebSocket, asked: Identify): void {
    log.identifies += 1;
    const code = sessionOf(socket) ? 4005 : (refusalOf(asked.token) ?? intentRefusal(asked.intents));
    if (code === undefined) begin(socket, asked);
    else socket.close(code);
  }

  function begin(socket: WebSocket, { intents, shard = [0, 1] }: Identify): void {
    const session: Session = { id: `session-${++serial}`, intents, seq: 0, events: [], socket };
    sessions.set(session.id, session);
    tell(session, 'READY', { ...host.ready(), session_id: session.id, resume_gateway_url: host.url(), shard });
    for (const guild of host.guilds()) if (wants(session, guildsIntent)) tell(session, 'GUILD_CREATE', guild);
  }

  function resume(socket: WebSocket, asked: Resume): void {
    log.resumes += 1;
    const session = sessions.get(asked.session_id);
    const code = refusalOf(asked.token) ?? (session && asked.seq > session.seq ? 4007 : undefined);
    if (code !== undefined) socket.close(code);
    else if (session === undefined) send(socket, { op: op.invalid, d: false });
    else replay(session, socket, asked.seq);
  }

  function replay(session: Session, socket: WebSocket, from: number): void {
    session.socket = socket;
    for (const event of session.events.filter((one) => (one.s ?? 0) > from)) send(socket, event);
    tell(session, 'RESUMED', {});
  }

  function refusalOf(token: string): number | undefined {
    const code = refusal;
    refusal = undefined;
    return code ?? (token === host.token() ? undefined : 4004);
  }

  function intentRefusal(intents: unknown): number | undefined {
    if (typeof intents !== 'number') return 4013;
    return (intents & privileged & ~granted) === 0 ? undefined : 4014;
  }

  function closed(socket: WebSocket, code: number): void {
    log.closes.push(code);
    const session = sessionOf(socket);
    if (session && limits.gateway.closeCodesThatEndSession.includes(code)) sessions.delete(session.id);
  }

  function sessionOf(socket: WebSocket): Session | undefined {
    return [...sessions.values()].find((session) => session.socket === socket);
  }

  function tell(session: Session, t: string, d: object): void {
    session.seq += 1;
    const event = { op: op.dispatch, t, s: session.seq, d };
    session.events.push(event);
    if (session.events.length > eventsKept) session.events.shift();
    send(session.socket, event);
  }

  function cutOne({ id, socket }: Session, how: Cut): void {
    const final = typeof how === 'object' && limits.gateway.unrecoverableCloseCodes.includes(how.code);
    if (final || how === 'invalid') sessions.delete(id);
    if (typeof how === 'object') socket.close(how.code);
    else if (how === 'drop') socket.terminate();
    else if (how === 'reconnect') send(socket, { op: op.reconnect });
    else send(socket, { op: op.invalid, d: how === 'invalid-resumable' });
  }

  return {
    upgrade: (request, socket, head) => server.handleUpgrade(request, socket, head, open),
    dispatch(event, data, intent) {
      for (const session of sessions.values()) if (wants(session, intent)) tell(session, event, data);
    },
    cut(how) {
      for (const session of sessions.values()) cutOne(session, how);
    },
    forget: () => sessions.clear(),
    acknowledge(yes) {
      acknowledging = yes;
    },
    refuseNext(code) {
      refusal = code;
    },
    log,
    connected: () => [...sessions.values()].filter((session) => session.socket.readyState === WebSocket.OPEN).length,
    close() {
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}

type Identify = { token: string; intents: number; shard?: [number, number] };
type Resume = { token: string; session_id: string; seq: number };

function intentBits(names: readonly string[]): number {
  return names.reduce((bits, name) => bits | (enums.GatewayIntentBits[name] ?? 0), 0);
}

function wants(session: Session, intent: number | undefined): boolean {
  return intent === undefined || (session.intents & intent) !== 0;
}

function parseFrame(text: string): Frame | undefined {
  if (Buffer.byteLength(text) > limits.gateway.payloadBytes) return undefined;
  try {
    return JSON.parse(text) as Frame;
  } catch {
    return undefined;
  }
}

function send(socket: WebSocket, frame: Frame): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
}
