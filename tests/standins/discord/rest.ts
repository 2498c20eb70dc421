import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Findings, Problem } from './check.ts';
import type { Fault, Faults } from './faults.ts';
import { enums } from './specs.ts';
import type { World } from './world.ts';

export type Upload = { filename: string; size: number };

export type Call = {
  world: World;
  /** The route's name, as `POST /channels/:channel/messages`. */
  route: string;
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  files: Upload[];
};

export type Answer = { status: number; body?: object; headers?: Record<string, string> };

export type Route = {
  method: string;
  path: string;
  /** A route whose address carries a token of its own takes no bot token. */
  open?: boolean;
  run: (call: Call) => Answer;
};

export const ok = (body: object): Answer => ({ status: 200, body });
export const done: Answer = { status: 204 };

/** An error as Discord words it, by the name of its code in the specification. */
export function failure(status: number, name: string, message = name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ')): Answer {
  const code = enums.RESTJSONErrorCodes[name];
  if (code === undefined) throw new Error(`The specification has no error code ${name}`);
  return { status, body: { message, code } };
}

/** Notes what a check found; gives the 400 that Discord would answer, or nothing when the call may go on. */
export function refusal(call: Call, findings: Findings): Answer | undefined {
  const { world } = call;
  const noted = world.allowMentions ? [] : findings.noted;
  for (const problem of [...findings.refused, ...noted]) world.violations.push(sentence(call.route, problem));
  if (findings.refused.length > 0) return invalidForm(findings.refused);
  if (!findings.empty) return undefined;
  world.violations.push(`${call.route}: the message is empty`);
  return { status: 400, body: { message: 'Cannot send an empty message', code: 50006 } };
}

function sentence(route: string, { path, message }: Problem): string {
  return `${route}: ${path || 'the body'} ${message}`;
}

function invalidForm(problems: readonly Problem[]): Answer {
  const errors = problems.map(({ path, message }) => ({
    code: 'INVALID_FORM_BODY',
    message: `${path || 'body'} ${message}`,
  }));
  return { status: 400, body: { message: 'Invalid Form Body', code: 50035, errors: { _errors: errors } } };
}

/** Answers one HTTP request: finds its route, suffers the faults ordered for it, and records it. */
export async function serve(
  world: World,
  routes: readonly Route[],
  faults: Faults,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const at = world.now();
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const method = request.method ?? 'GET';
  const { body, files, problem } = await readBody(request);
  const found = findRoute(routes, method, url.pathname);
  const route = found ? `${found.route.method} ${found.route.path}` : `${method} ${url.pathname}`;
  const call: Call = { world, route, params: found?.params ?? {}, query: url.searchParams, body, files };
  // Only the routes of interactions carry a token of their own.
  const passage = found && world.rates?.({ route, params: found.params, isInteraction: found.route.open === true });
  const fault = passage?.wait === undefined ? found && faults.take(route) : tooMany(passage.wait, passage.isGlobal);
  const carriedOut = !fault || (fault.carriedOut === true && fault.how !== 'rate-limit');
  const answer = carriedOut ? answerTo(call, found?.route, request.headers.authorization, problem) : undefined;
  const final = withHeaders(fault ? faultAnswer(fault) : answer, passage?.headers);
  world.requests.push({ method, path: url.pathname, route, body, status: final?.status ?? 0, at });
  if (final) return write(response, final, world.now());
  if (fault?.how === 'cut') request.socket.destroy();
}

function withHeaders(answer: Answer | undefined, headers: Record<string, string> = {}): Answer | undefined {
  return answer && { ...answer, headers: { ...answer.headers, ...headers } };
}

function answerTo(call: Call, route: Route | undefined, authorization: string | undefined, problem?: string): Answer {
  const { world } = call;
  if (route?.open !== true && authorization !== `Bot ${world.token}`) {
    return { status: 401, body: { message: '401: Unauthorized', code: 0 } };
  }
  if (route === undefined) {
    world.violations.push(`${call.route}: the stand-in knows no such route`);
    return { status: 404, body: { message: '404: Not Found', code: 0 } };
  }
  if (problem === undefined) return route.run(call);
  world.violations.push(`${call.route}: ${problem}`);
  return { status: 400, body: { message: 'The request body contains invalid JSON.', code: 50109 } };
}

function tooMany(retryAfter: number, isGlobal = false): Fault {
  return { how: 'rate-limit', retryAfter, isGlobal };
}

/** The answer of a fault; none for a call that hangs or is cut. */
function faultAnswer(fault: Fault): Answer | undefined {
  if (fault.how === 'hang' || fault.how === 'cut') return undefined;
  if (fault.how === 'error') {
    return { status: fault.status ?? 500, body: { message: `${fault.status ?? 500}: Internal Server Error`, code: fault.code ?? 0 } };
  }
  const wait = fault.retryAfter ?? 1;
  return {
    status: 429,
    headers: { 'retry-after': String(Math.ceil(wait)), ...(fault.isGlobal ? {} : bucketHeaders(wait)) },
    body: { message: 'You are being rate limited.', retry_after: wait, global: fault.isGlobal ?? false },
  };
}

function bucketHeaders(wait: number): Record<string, string> {
  return {
    'x-ratelimit-limit': '5',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset-after': String(wait),
    'x-ratelimit-bucket': 'standin',
    'x-ratelimit-scope': 'user',
  };
}

function write(response: ServerResponse, { status, body, headers }: Answer, now: number): void {
  response.writeHead(status, { ...headers, date: new Date(now).toUTCString(), ...(body ? { 'content-type': 'application/json' } : {}) });
  response.end(body ? JSON.stringify(body) : undefined);
}

type Body = { body: unknown; files: Upload[]; problem?: string };

async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (bytes.length === 0) return { body: undefined, files: [] };
  if (type.startsWith('multipart/form-data')) return readForm(bytes, type);
  return readJson(bytes.toString('utf8'), []);
}

function readJson(text: string, files: Upload[]): Body {
  try {
    return { body: JSON.parse(text) as unknown, files };
  } catch {
    return { body: undefined, files, problem: 'the body is no JSON' };
  }
}

async function readForm(bytes: Buffer, type: string): Promise<Body> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const parts = [...form.values()].filter((part) => typeof part !== 'string');
  return readJson(
    String(form.get('payload_json') ?? '{}'),
    parts.map((file) => ({ filename: file.name, size: file.size })),
  );
}

function findRoute(
  routes: readonly Route[],
  method: string,
  pathname: string,
): { route: Route; params: Record<string, string> } | undefined {
  const parts = decodeURIComponent(pathname)
    .replace(/^\/api\/v10/, '')
    .split('/');
  for (const route of routes) {
    const params = route.method === method ? matchPath(route.path.split('/'), parts) : undefined;
    if (params) return { route, params };
  }
  return undefined;
}

function matchPath(pattern: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const pairs = pattern.map((piece, i) => [piece, parts[i] ?? ''] as const);
  if (pairs.some(([piece, part]) => !piece.startsWith(':') && piece !== part)) return undefined;
  return Object.fromEntries(pairs.filter(([piece]) => piece.startsWith(':')).map(([piece, part]) => [piece.slice(1), part]));
}
