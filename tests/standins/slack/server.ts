import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { createFaults, type Faults } from './faults.ts';
import { takeIn } from './http-in.ts';
import { createLearner, type Learner } from './learner.ts';
import type { Upload } from './methods-files.ts';
import type { Platform } from './platform.ts';
import { createRates } from './rates.ts';
import { createSocketSide, type SocketSide } from './socket.ts';
import type { Call, Channel, User } from './types.ts';
import { waitFor } from '../../fixtures/deadline.ts';
import { addChannel, addUser, createWorkspace, type NewChannel, openIm, type Workspace } from './workspace.ts';

export type SlackOptions = {
  botToken?: string;
  appToken?: string;
  signingSecret?: string;
  /** The stand-in's clock, for timestamps and for the expiry of response_urls and triggers. */
  now?: () => number;
  /** The clock by which calls come too early, in milliseconds from whenever. */
  steady?: () => number;
  /** Where commands, actions and events go in HTTP mode; without it they go over Socket Mode. */
  deliverTo?: string;
  /** How long Slack waits for an ack, and how long a trigger is good: three seconds. */
  ackTimeoutMs?: number;
  /** Beginnings of control sequences that the bot may send, such as `<@` or `<!here`. */
  allowed?: string[];
  /** The scopes that the app was installed with; without them it may do everything. */
  scopes?: readonly string[];
  /** Holds the bot to the published rate limits. */
  enforceRates?: boolean;
  /** How long each call is on its way, in milliseconds. */
  latency?: number;
};

export type SlackStandIn = Learner & {
  /** What the bot is to be given as slackApiUrl. */
  apiUrl: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  workspace: Workspace;
  faults: Faults;
  socket: Pick<SocketSide, 'connections' | 'refresh' | 'cut' | 'strayAcks'>;
  /** The files that a person was sent, each with its words for screen readers. */
  filesFor(user: string): Upload[];
  /** Every request of the bot, in order. */
  calls: Call[];
  /** Everything the bot sent that Slack would refuse or a reader would regret, in sentences. */
  violations: string[];
  allowed: string[];
  channel(id: string): Channel;
  /** The direct conversation of a person with the bot. */
  im(user: string): Channel;
  addUser(user: Partial<User> & { id: string }): User;
  addChannel(channel: NewChannel): Channel;
  removeBot(channel: string): void;
  /** Lets every call with either token fail, until `restoreToken`. */
  revokeToken(error?: 'invalid_auth' | 'token_revoked' | 'account_inactive'): void;
  restoreToken(): void;
  /** Takes a scope from the app, or gives it back. */
  takeScope(scope: string): void;
  giveScope(scope: string): void;
  /** Switches between HTTP mode, with the address of the bot, and Socket Mode. */
  deliverTo(url: string | undefined): void;
  /** What the app was granted, as each answer of the Web API says. */
  grant(scopes: string[] | undefined): void;
  waitFor: typeof waitFor;
  stop(): Promise<void>;
};

/** Starts a Slack of one workspace on a free port of the loopback interface. */
export async function startSlack(options: SlackOptions = {}): Promise<SlackStandIn> {
  const platform = createPlatform(options);
  const { faults, socket } = platform;
  const rates = options.enforceRates ? createRates(platform.ws.now) : undefined;
  const server = createServer((req, res) => {
    if (faults.refused() === 'everything') return void req.socket.destroy();
    arrived(options.latency, () => takeIn(platform, rates, req, res)).catch((error: unknown) => {
      const hungUp = req.destroyed && !req.complete;
      if (!hungUp) platform.violations.push(`the stand-in failed: ${String(error)}`);
      res.socket?.destroy();
    });
  });
  server.on('connection', (raw) => {
    if (faults.refused() === 'everything') raw.destroy();
  });
  server.on('upgrade', (req, raw, head) => {
    if (faults.refused() === 'nothing') socket.upgrade(req, raw, head);
    else raw.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  platform.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = async () => {
    faults.accept();
    await socket.close();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };
  return standIn(platform, stop);
}

async function arrived(latency: number | undefined, work: () => Promise<void>): Promise<void> {
  if (latency !== undefined) await delay(latency);
  return work();
}

function createPlatform(options: SlackOptions): Platform {
  const ws = createWorkspace(options.now ?? Date.now);
  return {
    ws,
    faults: createFaults(),
    socket: createSocketSide(ws.app.id),
    baseUrl: '',
    tokens: { bot: options.botToken ?? 'xoxb-0-standin', app: options.appToken ?? 'xapp-0-standin' },
    signingSecret: options.signingSecret ?? 'standin-signing-secret',
    deliverTo: options.deliverTo,
    ackTimeoutMs: options.ackTimeoutMs ?? 3000,
    revoked: undefined,
    scopes: options.scopes && [...options.scopes],
    calls: [],
    limited: new Map(),
    steady: options.steady ?? (() => performance.now()),
    violations: [],
    allowed: [...(options.allowed ?? [])],
    responseUrls: new Map(),
    uploads: new Map(),
    triggers: new Map(),
  };
}

function standIn(platform: Platform, stop: () => Promise<void>): SlackStandIn {
  const { ws, tokens } = platform;
  const channel = (id: string): Channel => {
    const found = ws.channels.get(id);
    if (!found) throw new Error(`there is no channel ${id} in the workspace`);
    return found;
  };
  return {
    ...createLearner(platform),
    filesFor: (user) => [...platform.uploads.values()].filter(({ channel: id }) => id === openIm(ws, user).id),
    apiUrl: `${platform.baseUrl}/api/`,
    botToken: tokens.bot,
    appToken: tokens.app,
    signingSecret: platform.signingSecret,
    workspace: ws,
    faults: platform.faults,
    socket: platform.socket,
    calls: platform.calls,
    violations: platform.violations,
    allowed: platform.allowed,
    channel,
    im: (user) => openIm(ws, user),
    addUser: (user) => addUser(ws, user),
    addChannel: (given) => addChannel(ws, given),
    removeBot: (id) => void channel(id).members.delete(ws.app.user_id),
    revokeToken(error = 'invalid_auth') {
      platform.revoked = error;
    },
    restoreToken() {
      platform.revoked = undefined;
    },
    takeScope(scope) {
      platform.scopes = platform.scopes?.filter((one) => one !== scope);
    },
    giveScope: (scope) => void platform.scopes?.push(scope),
    deliverTo(url) {
      platform.deliverTo = url;
    },
    grant(scopes) {
      platform.scopes = scopes;
    },
    waitFor,
    stop,
  };
}
