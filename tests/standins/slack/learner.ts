import { randomUUID } from 'node:crypto';
import { findAction } from './actions.ts';
import { deliverByHttp, type Signature } from './http-out.ts';
import { answerProblems, type Filled, stateOf } from './forms.ts';
import { actionPayload, commandPayload, eventPayload, isView, shortcutPayload, submissionPayload } from './payloads.ts';
import type { Platform, ResponseUrl } from './platform.ts';
import { newResponseUrl, say } from './response-url.ts';
import type { Ack, Envelope } from './socket.ts';
import { type Channel, copyOf, isObject, type Json, type Message, Refusal, type Seen, type User, type View } from './types.ts';
import { current, newestWith, visibleTo } from './visible.ts';
import { waitFor } from '../../fixtures/deadline.ts';
import { hears } from './scopes.ts';
import { channelFor, nextTs, openIm } from './workspace.ts';

/** What became of something a person did. */
export type Outcome = Ack & {
  /** What the person was shown because of it, oldest first; grows while the bot goes on answering. */
  seen: Seen[];
  /** The next thing shown that was not there before; rejects after `ms`. */
  answer(): Promise<Seen>;
  envelope: Envelope;
};

/** Settings of one delivery. The signature matters in HTTP mode only. */
export type Delivery = { signature?: Signature; timeoutMs?: number };
export type CommandOptions = Delivery & { user?: string; channel?: string; team?: string };
export type PressOptions = Delivery & { user?: string; option?: string };

export type WriteOptions = Delivery & { user?: string; channel?: string; different?: Json };

/** The people of the workspace, as far as a test plays them. */
export type Learner = {
  /** Types a slash command such as `/mlpro help`. */
  command(text: string, options?: CommandOptions): Promise<Outcome>;
  /** Presses a button by its action_id or label, or picks `option` of a menu; without `on`, of the newest message that has it. */
  press(name: string, on?: Message | Seen | View, options?: PressOptions): Promise<Outcome>;
  /** Writes to the bot in a direct message; what is `different` stands in the event as well. */
  write(text: string, options?: WriteOptions): Promise<Outcome>;
  /** Writes in a channel and names the bot, with `@bot` in the text. */
  mention(text: string, options?: WriteOptions): Promise<Outcome>;
  /** Chooses a shortcut, by its callback_id, in the menu of a message; what is `different` stands in the message as well. */
  shortcut(callbackId: string, text: string, options?: WriteOptions & { author?: string }): Promise<Outcome>;
  /** Sends the newest form, filled in; what is not named stays as the form had it. */
  submit(filled?: Filled, options?: Delivery & { user?: string }): Promise<Outcome>;
  openHome(user?: string, options?: Delivery): Promise<Outcome>;
  /** Sends any event, wrapped as Slack does. */
  event(event: Json, options?: Delivery): Promise<Outcome>;
  /** Delivers an envelope once more, by default the last one; events say which attempt it is. */
  redeliver(outcome?: Outcome, options?: Delivery & { newEnvelope?: boolean }): Promise<Outcome>;
  /** The ephemeral messages a person has before them now. */
  sees(user?: string): Message[];
  home(user?: string): View | undefined;
};

export function createLearner(platform: Platform): Learner {
  const { ws } = platform;
  const sent = new Map<string, ResponseUrl>();
  let last: Envelope | undefined;

  async function deliver(envelope: Envelope, entry: ResponseUrl, options: Delivery): Promise<Outcome> {
    last = envelope;
    sent.set(envelope.envelope_id, entry);
    const before = entry.seen.length;
    entry.actedAt = performance.now();
    const ack = await send(platform, envelope, options);
    if (envelope.type === 'slash_commands' && ack.acked) sayAck(platform, entry, ack.body);
    return { ...ack, envelope, seen: entry.seen, answer: nextAnswer(entry, before) };
  }

  const newEnvelope = (type: Envelope['type'], payload: Json): Envelope => {
    return { envelope_id: randomUUID(), type, payload, accepts_response_payload: type === 'slash_commands' };
  };

  const learner: Learner = {
    async command(text, { user = 'U0LEARNER', channel = 'C0STUDY', team, ...options } = {}) {
      const [, command, rest] = /^(\/\S+)\s*(.*)$/s.exec(text) ?? [];
      if (!command) throw new Error(`a command begins with a slash: "${text}"`);
      const place = placeOf(platform, channel);
      const { url, entry } = newResponseUrl(platform, { kind: 'commands', channel: place.id, user });
      const payload = { ...commandPayload(platform, person(platform, user), place, command, rest ?? ''), response_url: url };
      return deliver(newEnvelope('slash_commands', team ? { ...payload, team_id: team } : payload), entry, options);
    },
    async press(name, on, { user, option, ...options } = {}) {
      const target = on ? current(platform, on) : newestWith(platform, name, user ?? 'U0LEARNER');
      const who = user ?? visibleTo(target) ?? 'U0LEARNER';
      const action = findAction(target.blocks ?? [], name, option);
      const payload = actionPayload(platform, person(platform, who), target, action);
      const channel = isView(target) ? '' : target.channel;
      const original = isView(target) ? {} : { original: target };
      const { url, entry } = newResponseUrl(platform, { kind: 'actions', channel, user: who, ...original });
      return deliver(newEnvelope('interactive', isView(target) ? payload : { ...payload, response_url: url }), entry, options);
    },
    async shortcut(callbackId, text, { user = 'U0LEARNER', channel = 'C0STUDY', author = 'U0SECOND', different = {}, ...options } = {}) {
      const place = placeOf(platform, channel);
      const message = { ts: nextTs(ws), user: author, team: ws.team.id, client_msg_id: randomUUID(), text, ...different };
      const { url, entry } = newResponseUrl(platform, { kind: 'app', channel: place.id, user });
      const payload = { ...shortcutPayload(platform, person(platform, user), place, callbackId, message), response_url: url };
      return deliver(newEnvelope('interactive', payload), entry, options);
    },
    write(text, { user = 'U0LEARNER', channel = openIm(ws, user).id, different = {}, ...options } = {}) {
      const said = saidIn(platform, channel, user, text);
      return learner.event({ type: 'message', channel_type: 'im', ...said, ...different }, options);
    },
    mention(text, { user = 'U0LEARNER', channel = 'C0STUDY', different = {}, ...options } = {}) {
      const said = saidIn(platform, channel, user, text.replaceAll('@bot', `<@${ws.app.user_id}>`));
      return learner.event({ type: 'app_mention', ...said, ...different }, options);
    },
    async submit(filled = {}, { user = 'U0LEARNER', ...options } = {}) {
      const view = ws.modals.at(-1);
      if (!view) throw new Error('no form is open');
      const { entry } = newResponseUrl(platform, { kind: 'actions', channel: '', user });
      const payload = submissionPayload(platform, person(platform, user), view, stateOf(view, filled));
      const outcome = await deliver(newEnvelope('interactive', payload), entry, options);
      platform.violations.push(...answerProblems(view, outcome.body));
      const isRefused = isObject(outcome.body) && outcome.body.response_action === 'errors';
      if (outcome.acked && !isRefused) ws.modals.splice(ws.modals.indexOf(view), 1);
      return outcome;
    },
    openHome(user = 'U0LEARNER', options = {}) {
      const view = ws.homes.get(user);
      const channel = openIm(ws, user).id;
      const event = { type: 'app_home_opened', user, channel, tab: 'home', ...(view && { view: copyOf(view) }) };
      return learner.event(event, options);
    },
    async event(event, options = {}) {
      const scope = event.type === 'app_mention' ? 'app_mentions:read' : event.type === 'message' ? 'im:history' : undefined;
      if (scope && !hears(platform, scope)) throw new Error(`the app lacks ${scope}, so it hears nothing`);
      const { entry } = newResponseUrl(platform, { kind: 'actions', channel: '', user: String(event.user ?? '') });
      return deliver(newEnvelope('events_api', eventPayload(platform, event)), entry, options);
    },
    async redeliver(outcome, { newEnvelope: fresh = false, ...options } = {}) {
      const envelope = outcome?.envelope ?? last;
      const entry = envelope && sent.get(envelope.envelope_id);
      if (!envelope || !entry) throw new Error('nothing has been delivered yet');
      const attempt = {
        retry_attempt: (envelope.retry_attempt ?? 0) + 1,
        retry_reason: platform.deliverTo ? 'http_timeout' : 'timeout',
      };
      const again = { ...envelope, ...(envelope.type === 'events_api' && attempt) };
      return deliver({ ...again, ...(fresh && { envelope_id: randomUUID() }) }, entry, options);
    },
    sees: (user = 'U0LEARNER') => ws.ephemerals.filter((message) => message.visibleTo === user),
    home: (user = 'U0LEARNER') => ws.homes.get(user),
  };
  return learner;
}

/** A message of a person, in the channel as in the event about it. */
function saidIn({ ws }: Platform, channel: string, user: string, text: string): Json {
  const message = { ts: nextTs(ws), channel, user, text };
  ws.channels.get(channel)?.messages.push(message);
  return { ...message, team: ws.team.id, client_msg_id: randomUUID() };
}

function send(platform: Platform, envelope: Envelope, options: Delivery): Promise<Ack> {
  const { deliverTo: url, signingSecret: secret } = platform;
  const timeoutMs = options.timeoutMs ?? platform.ackTimeoutMs;
  if (url === undefined) return platform.socket.send(envelope, timeoutMs);
  return deliverByHttp(envelope, { url, secret, nowMs: platform.ws.now(), timeoutMs, signature: options.signature ?? 'good' });
}

/** A command may be answered in its ack; a body that is refused leaves a violation and shows nothing. */
function sayAck(platform: Platform, entry: ResponseUrl, body: unknown): void {
  if (!isObject(body) || Object.keys(body).length === 0) return;
  try {
    say(platform, entry, 'ack', body);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

function nextAnswer(entry: ResponseUrl, before: number): Outcome['answer'] {
  let next = before;
  return async () => {
    const seen = await waitFor(() => entry.seen[next]);
    next += 1;
    return seen;
  };
}

function person({ ws }: Platform, id: string): User {
  const user = ws.users.get(id);
  if (!user) throw new Error(`there is no user ${id} in the workspace`);
  return user;
}

/** Commands can be typed anywhere, also where the bot is not. */
function placeOf({ ws }: Platform, id: string): Channel {
  return ws.channels.get(id) ?? channelFor(ws, id);
}
