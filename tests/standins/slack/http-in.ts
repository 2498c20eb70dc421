import type { IncomingMessage, ServerResponse } from 'node:http';
import { isCarriedOut, spoil } from './faults.ts';
import { answerCall, refusalOf } from './methods.ts';
import { takeUpload } from './methods-files.ts';
import type { Platform } from './platform.ts';
import { useResponseUrl } from './response-url.ts';
import { type Call, isObject, type Json, textOf } from './types.ts';

type Rates = (method: string, args: Json) => number | undefined;

/** Arguments that travel as JSON text inside form bodies. */
const structured = ['blocks', 'attachments', 'view', 'metadata'];

/** Takes in one HTTP request of the bot: a Web API call or the use of a response_url. */
export async function takeIn(platform: Platform, rates: Rates | undefined, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const path = new URL(req.url ?? '/', platform.baseUrl).pathname;
  const bytes = await bodyOf(req);
  const contentType = String(req.headers['content-type'] ?? '');
  if (path.startsWith('/upload/')) return void res.writeHead((await takeUpload(platform, path, bytes, contentType)) ? 200 : 400).end('OK');
  const raw = bytes.toString('utf8');
  const isApi = path.startsWith('/api/');
  const method = isApi ? path.slice('/api/'.length) : 'response_url';
  const args = parse(raw, contentType);
  const call = callOf(platform, method, args);
  platform.calls.push(call);
  const token = String(req.headers.authorization ?? '').replace(/^Bearer /, '') || textOf(args, 'token');
  const wait = isApi ? rates?.(method, args) : undefined;
  const fault = wait === undefined ? platform.faults.take(method) : ({ kind: 'rate-limited', retryAfter: wait } as const);
  if (fault?.kind === 'rate-limited') platform.limited.set(method, call.at + fault.retryAfter * 1_000);
  const carryOut = () => (isApi ? answerCall(platform, method, token, args) : answerResponseUrl(platform, path, args));
  if (fault && !isCarriedOut(fault)) return void (await spoil(fault, res));
  const answer = carryOut();
  Object.assign(call, { answer });
  if (fault && (await spoil(fault, res))) return;
  const refused = !isApi && answer.ok !== true;
  res.writeHead(refused ? refusalStatus(answer) : 200, {
    'content-type': 'application/json; charset=utf-8',
    ...(isApi && platform.scopes && { 'x-oauth-scopes': platform.scopes.join(',') }),
  });
  res.end(JSON.stringify(answer));
}

/** Timers may be a millisecond early. */
const timersDiffer = 5;

function callOf({ limited, steady }: Platform, method: string, args: Json): Call {
  const at = steady();
  return { method, args, at, isTooEarly: at < (limited.get(method) ?? 0) - timersDiffer };
}

/** Reads a form or JSON body; the structured arguments of a form are decoded, and left as text if they are not JSON. */
export function parse(raw: string, contentType: string): Json {
  if (contentType.includes('json')) {
    const body = decoded(raw);
    return isObject(body) ? body : {};
  }
  const fields = Object.fromEntries(new URLSearchParams(raw)) as Json;
  for (const name of structured) if (name in fields) fields[name] = decoded(String(fields[name]));
  return fields;
}

function decoded(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function answerResponseUrl(platform: Platform, path: string, body: Json): Json {
  try {
    useResponseUrl(platform, path, body);
    return { ok: true };
  } catch (error) {
    return refusalOf(error);
  }
}

/** Used, expired and unknown addresses are gone; everything else is the fault of the body. */
function refusalStatus(answer: Json): number {
  return String(answer.error).endsWith('_url') ? 404 : 400;
}

/** Rejects when whoever sends it hangs up before its end. */
function bodyOf(req: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part));
    req.once('end', () => resolve(Buffer.concat(parts)));
    req.once('error', reject);
  });
}
