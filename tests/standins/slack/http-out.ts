import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import type { Ack, Envelope } from './socket.ts';

/** How a request is signed: truly, with a foreign secret, ten minutes ago, ten minutes ahead of its time, or not at all. */
export type Signature = 'good' | 'wrong' | 'old' | 'ahead' | 'missing';

const ages: Partial<Record<Signature, number>> = { old: 600, ahead: -600 };

type Target = { url: string; secret: string; nowMs: number; timeoutMs: number; signature: Signature };

/** Delivers an envelope as the HTTP request Slack would send instead; an ack is an answer of 2xx in time. */
export function deliverByHttp(envelope: Envelope, target: Target): Promise<Ack> {
  const { type, body } = encode(envelope);
  const retry = envelope.retry_attempt === undefined ? {} : retryHeaders(envelope);
  const headers = { 'content-type': type, ...retry, ...signatureHeaders(body, target) };
  return post(target, headers, body);
}

/** The headers by which a receiver can tell that the request comes from Slack. */
export function signatureHeaders(body: string, { secret, nowMs, signature }: Omit<Target, 'url' | 'timeoutMs'>): Record<string, string> {
  if (signature === 'missing') return {};
  const seconds = Math.floor(nowMs / 1000) - (ages[signature] ?? 0);
  const key = signature === 'wrong' ? `not ${secret}` : secret;
  const hash = createHmac('sha256', key).update(`v0:${seconds}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(seconds), 'x-slack-signature': `v0=${hash}` };
}

function encode({ type, payload }: Envelope): { type: string; body: string } {
  if (type === 'events_api') return { type: 'application/json', body: JSON.stringify(payload) };
  const fields = type === 'interactive' ? { payload: JSON.stringify(payload) } : filled(payload);
  return { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() };
}

/** A form cannot carry null, so such fields stay away. */
function filled(payload: Record<string, unknown>): Record<string, string> {
  const entries = Object.entries(payload).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
}

function retryHeaders({ retry_attempt, retry_reason }: Envelope): Record<string, string> {
  return { 'x-slack-retry-num': String(retry_attempt), 'x-slack-retry-reason': retry_reason ?? 'http_timeout' };
}

function post(target: Target, headers: Record<string, string>, body: string): Promise<Ack> {
  const started = performance.now();
  return new Promise((resolve) => {
    const finish = (ack: Omit<Ack, 'ms'>) => resolve({ ms: performance.now() - started, ...ack });
    const signal = AbortSignal.timeout(target.timeoutMs);
    const req = request(target.url, { method: 'POST', headers, agent: false, signal }, (res) => {
      const parts: Buffer[] = [];
      res.on('data', (part: Buffer) => parts.push(part));
      res.on('end', () => finish(ackOf(res.statusCode ?? 0, Buffer.concat(parts).toString('utf8'))));
    });
    req.on('error', () => finish({ acked: false, failure: signal.aborted ? 'operation_timeout' : 'dispatch_failed' }));
    req.end(body);
  });
}

function ackOf(status: number, text: string): Omit<Ack, 'ms'> {
  const acked = status >= 200 && status < 300;
  const body = text.startsWith('{') ? (JSON.parse(text) as unknown) : text === '' ? undefined : { text };
  return { acked, status, ...(body !== undefined && { body }), ...(!acked && { failure: 'dispatch_failed' }) };
}
