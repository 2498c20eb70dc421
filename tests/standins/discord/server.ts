import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { warmUp } from './check.ts';
import { messageCalled } from './components.ts';
import { type Fault, makeFaults } from './faults.ts';
import { type Gateway, type GatewayOptions, guildsIntent, makeGateway } from './gateway.ts';
import { type Learner, makeLearner } from './learner.ts';
import { applicationPayload, channelPayload, guildCreatePayload, userPayload } from './payloads.ts';
import { addGuild, addMember, channelCalled, guildCalled, permissionBits, personCalled } from './population.ts';
import { post } from './posting.ts';
import { type Route, serve } from './rest.ts';
import { commandRoutes } from './routes-commands.ts';
import { interactionRoutes } from './routes-interactions.ts';
import { messageRoutes } from './routes-messages.ts';
import { placeRoutes } from './routes-places.ts';
import {
  type Channel,
  type ChannelTrouble,
  type Guild,
  makeWorld,
  type RecordedRequest,
  type User,
  type World,
  type WorldOptions,
} from './world.ts';

export type DiscordOptions = WorldOptions &
  GatewayOptions & {
    /** How long each call is on its way, in milliseconds. */
    latency?: number;
  };

export type DiscordStandIn = Learner & {
  /** For `new Client({ rest: { api } })`, and for DISCORD_API_URL. */
  api: string;
  token: string;
  applicationId: string;
  /** Everything the bot sent that Discord would refuse, and messages that leave mentions alive. */
  violations: string[];
  requests: RecordedRequest[];
  world: World;
  /** Resolves when the bot is connected and has registered commands. */
  botReady: () => Promise<void>;
  user: (name: string) => User;
  guild: (name: string) => Guild;
  addGuild: (name: string, channels?: readonly string[], joined?: boolean) => Guild;
  addMember: (guild: string, user: string, permissions?: readonly string[]) => void;
  /** The bot joins or leaves a guild, and is told. */
  setJoined: (guild: string, joined: boolean) => void;
  /** Makes a channel fail from now on, or (without trouble) work again; `told` sends CHANNEL_DELETE for a gone one. */
  trouble: (channel: string, trouble?: ChannelTrouble, told?: boolean) => void;
  /** Takes permissions from the bot in one channel, by name; the gateway tells it. */
  denyBot: (channel: string, permissions: readonly string[]) => void;
  /** Writes a message so many times more, in the name of whoever wrote it. */
  repeat: (message: string, times: number) => void;
  /** The person takes no private messages (50007). */
  refuseDms: (user: string, refuses?: boolean) => void;
  /** Orders a fault for the next calls of a route, as `POST /channels/:channel/messages`, or `*`. */
  fail: (route: string, fault: Fault) => void;
  healFaults: () => void;
  gateway: Pick<Gateway, 'cut' | 'forget' | 'acknowledge' | 'refuseNext' | 'log' | 'connected'>;
  /** Nobody can connect until `accept`. */
  refuse: () => Promise<void>;
  accept: () => Promise<void>;
  close: () => Promise<void>;
};

/** Starts an imitation of Discord on 127.0.0.1, with the guild `study` and its channels `general` and `drill`. */
export async function startDiscord(options: DiscordOptions = {}): Promise<DiscordStandIn> {
  warmUp();
  let port = 0;
  const gatewayUrl = () => `ws://127.0.0.1:${port}/gateway`;
  const world = makeWorld(options, (event, data, intent) => gateway.dispatch(event, data, intent));
  addGuild(world, 'study', ['general', 'drill'], true);
  const gateway = makeGateway(
    {
      token: () => world.token,
      url: gatewayUrl,
      ready: () => readyPayload(world),
      guilds: () => world.guilds.filter((guild) => guild.joined).map((guild) => guildCreatePayload(world, guild)),
    },
    options,
  );
  const routes = [...placeRoutes(gatewayUrl), ...commandRoutes, ...messageRoutes, ...interactionRoutes];
  const faults = makeFaults((name) => routes.some((route) => routeName(route) === name));
  const learner = makeLearner(world);
  const server = createServer((request, response) => {
    arrived(options.latency, () => serve(world, routes, faults, request, response)).catch((problem: unknown) => {
      if (!request.destroyed) world.violations.push(`the stand-in failed at ${request.method} ${request.url}: ${problem}`);
      response.destroy();
    });
  });
  server.on('upgrade', gateway.upgrade);
  port = await listen(server, 0);

  return {
    ...learner,
    ...stage(world),
    api: `http://127.0.0.1:${port}/api`,
    token: world.token,
    applicationId: world.bot.id,
    violations: world.violations,
    requests: world.requests,
    world,
    gateway,
    async botReady() {
      await learner.waitFor(() => gateway.connected() > 0 && world.commands.length > 0);
    },
    fail: faults.add,
    healFaults: faults.clear,
    async refuse() {
      gateway.cut('drop');
      await shut(server);
    },
    async accept() {
      await listen(server, port);
    },
    async close() {
      gateway.close();
      await shut(server);
    },
  };
}

async function arrived(latency: number | undefined, work: () => Promise<void>): Promise<void> {
  if (latency !== undefined) await delay(latency);
  return work();
}

/** What a test arranges: people, guilds and channels. */
function stage(world: World) {
  return {
    user: (name: string) => personCalled(world, name),
    guild: (name: string) => guildCalled(world, name),
    addGuild(name: string, channels: readonly string[] = ['general'], joined = true): Guild {
      const guild = addGuild(world, name, channels, joined);
      if (joined) world.dispatch('GUILD_CREATE', guildCreatePayload(world, guild), guildsIntent);
      return guild;
    },
    addMember(guild: string, user: string, permissions?: readonly string[]): void {
      addMember(world, guildCalled(world, guild), personCalled(world, user), permissions && permissionBits(permissions));
    },
    setJoined(name: string, joined: boolean): void {
      const guild = guildCalled(world, name);
      guild.joined = joined;
      if (joined) addMember(world, guild, world.bot);
      else guild.members.delete(world.bot.id);
      const news = joined ? guildCreatePayload(world, guild) : { id: guild.id };
      world.dispatch(joined ? 'GUILD_CREATE' : 'GUILD_DELETE', news, guildsIntent);
    },
    trouble(name: string, trouble?: ChannelTrouble, told = false): void {
      const channel: Channel = channelCalled(world, name);
      if (trouble) channel.trouble = trouble;
      else delete channel.trouble;
      if (told && trouble === 'gone') world.dispatch('CHANNEL_DELETE', channelPayload(channel), guildsIntent);
    },
    /** Takes permissions from the bot in one channel, by name; the gateway tells it. */
    denyBot(name: string, permissions: readonly string[]): void {
      const channel = channelCalled(world, name);
      channel.botDeny = permissionBits(permissions);
      world.dispatch('CHANNEL_UPDATE', channelPayload(channel, world), guildsIntent);
    },
    repeat(id: string, times: number): void {
      const message = messageCalled(world, id);
      for (let one = 0; one < times; one += 1) post(world, message.channel, message.author, message, []);
    },
    refuseDms(user: string, refuses = true): void {
      personCalled(world, user).refusesDms = refuses;
    },
  };
}

function readyPayload(world: World): object {
  const { id, flags } = applicationPayload(world) as { id: string; flags: number };
  const guilds = world.guilds.filter((guild) => guild.joined).map((guild) => ({ id: guild.id, unavailable: true }));
  return { v: 10, user: userPayload(world.bot), guilds, private_channels: [], application: { id, flags } };
}

function routeName({ method, path }: Route): string {
  return `${method} ${path}`;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
