import type { Problem } from './check.ts';
import type { Faults } from './faults.ts';
import type { Upload } from './methods-files.ts';
import type { SocketSide } from './socket.ts';
import { type Call, type Message, Refusal, type Seen } from './types.ts';
import type { Workspace } from './workspace.ts';

/** A response_url in the hands of the bot, and what came through it. */
export type ResponseUrl = {
  id: string;
  channel: string;
  user: string;
  /** The message with the button; commands have none, so nothing can be replaced through their response_url. */
  original?: Message;
  created: number;
  uses: number;
  /** When the person acted, on the performance clock. */
  actedAt: number;
  seen: Seen[];
};

/** Everything the parts of the stand-in share. */
export type Platform = {
  ws: Workspace;
  faults: Faults;
  socket: SocketSide;
  baseUrl: string;
  tokens: { bot: string; app: string };
  signingSecret: string;
  /** Where requests go in HTTP mode; without it everything goes over the WebSocket. */
  deliverTo: string | undefined;
  ackTimeoutMs: number;
  /** The error that every call with the bot token answers, once it has been revoked. */
  revoked: string | undefined;
  /** What the app was granted when it was installed. */
  scopes: string[] | undefined;
  calls: Call[];
  /** Until when each method that was limited is not to be asked again. */
  limited: Map<string, number>;
  /** The clock of those moments, in milliseconds. */
  steady(): number;
  violations: string[];
  allowed: string[];
  responseUrls: Map<string, ResponseUrl>;
  uploads: Map<string, Upload>;
  /** When each trigger_id was made; -1 once it has been used. */
  triggers: Map<string, number>;
};

/** Writes the problems down and, if one of them is grave, refuses the request with its error. */
export function judge(platform: Platform, method: string, problems: Problem[]): void {
  platform.violations.push(...problems.map(({ says }) => `${method}: ${says}`));
  const grave = problems.filter((problem) => problem.error !== undefined);
  const first = grave[0]?.error;
  if (first !== undefined)
    throw new Refusal(
      first,
      grave.map(({ says }) => says),
    );
}
