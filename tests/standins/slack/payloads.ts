import { randomBytes } from 'node:crypto';
import type { Platform } from './platform.ts';
import { type Channel, copyOf, type Json, type Message, type User, type View } from './types.ts';
import { nextTs } from './workspace.ts';

/** A slash command as Slack sends it; the enterprise fields are null outside Enterprise Grid. */
export function commandPayload(platform: Platform, user: User, channel: Channel, command: string, text: string): Json {
  const { team, app } = platform.ws;
  return {
    token: 'verification-token',
    team_id: team.id,
    team_domain: team.domain,
    enterprise_id: null,
    enterprise_name: null,
    channel_id: channel.id,
    channel_name: channel.im ? 'directmessage' : channel.name,
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    api_app_id: app.id,
    is_enterprise_install: 'false',
    trigger_id: newTrigger(platform),
  };
}

/** A pressed button or a chosen option. Of an ephemeral message only the container is told, never the body. */
export function actionPayload(platform: Platform, user: User, on: Message | View, action: Json): Json {
  const { team, app } = platform.ws;
  return {
    type: 'block_actions',
    user: { id: user.id, username: user.name, name: user.name, team_id: team.id },
    api_app_id: app.id,
    token: 'verification-token',
    trigger_id: newTrigger(platform),
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
    ...(isView(on) ? viewPart(on, action) : messagePart(platform, on, action)),
    actions: [{ ...action, action_ts: nextTs(platform.ws) }],
  };
}

/** A shortcut chosen on a message: `message` is what the client has of it. */
export function shortcutPayload(platform: Platform, user: User, channel: Channel, callback_id: string, message: Json): Json {
  const { team } = platform.ws;
  return {
    type: 'message_action',
    token: 'verification-token',
    action_ts: nextTs(platform.ws),
    team: { id: team.id, domain: team.domain },
    user: { id: user.id, name: user.name, team_id: team.id },
    channel: { id: channel.id, name: channel.im ? 'directmessage' : channel.is_private ? 'privategroup' : channel.name },
    is_enterprise_install: false,
    enterprise: null,
    callback_id,
    trigger_id: newTrigger(platform),
    message_ts: message.ts,
    message: { type: 'message', ...message },
  };
}

/** A form that somebody sent. */
export function submissionPayload(platform: Platform, user: User, view: View, state: Json): Json {
  const { team, app } = platform.ws;
  return {
    type: 'view_submission',
    team: { id: team.id, domain: team.domain },
    user: { id: user.id, username: user.name, name: user.name, team_id: team.id },
    api_app_id: app.id,
    token: 'verification-token',
    trigger_id: newTrigger(platform),
    view: { ...copyOf(view), state },
    response_urls: [],
    is_enterprise_install: false,
    enterprise: null,
  };
}

/** The wrapping of every event. */
export function eventPayload(platform: Platform, event: Json): Json {
  const { team, app } = platform.ws;
  const authorization = {
    enterprise_id: null,
    team_id: team.id,
    user_id: app.user_id,
    is_bot: true,
    is_enterprise_install: false,
  };
  return {
    token: 'verification-token',
    team_id: team.id,
    api_app_id: app.id,
    event: { event_ts: nextTs(platform.ws), ...event },
    type: 'event_callback',
    event_id: `Ev${randomBytes(5).toString('hex').toUpperCase()}`,
    event_time: Math.floor(platform.ws.now() / 1000),
    authorizations: [authorization],
    is_ext_shared_channel: false,
    event_context: randomBytes(8).toString('hex'),
  };
}

export function isView(on: Message | View): on is View {
  return 'hash' in on;
}

function viewPart(view: View, action: Json): Json {
  return { container: { type: 'view', view_id: view.id }, view: { ...copyOf(view), state: stateAfter(action) } };
}

/** What is chosen in the menus. Buttons have no state. */
function stateAfter({ type, block_id, action_id, selected_option }: Json): Json {
  if (selected_option === undefined) return { values: {} };
  return { values: { [String(block_id)]: { [String(action_id)]: { type, selected_option } } } };
}

function messagePart(platform: Platform, message: Message, action: Json): Json {
  const { channel: id, visibleTo, ...body } = copyOf(message);
  const channel = platform.ws.channels.get(id);
  const thread = message.thread_ts ? { thread_ts: message.thread_ts } : {};
  const container = { type: 'message', message_ts: message.ts, channel_id: id, is_ephemeral: visibleTo !== undefined, ...thread };
  const place = { id, name: channel?.im ? 'directmessage' : channel?.name };
  const shown = visibleTo === undefined ? { message: { type: 'message', app_id: platform.ws.app.id, ...body } } : {};
  return { container, channel: place, ...shown, state: stateAfter(action) };
}

function newTrigger({ triggers, ws }: Platform): string {
  const trigger = `${nextTs(ws)}.${randomBytes(16).toString('hex')}`;
  triggers.set(trigger, ws.now());
  return trigger;
}
