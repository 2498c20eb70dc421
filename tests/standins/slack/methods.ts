import { postEphemeral, postMessage, remove, update } from './methods-chat.ts';
import { history, info, list, members, open, replies } from './methods-conversations.ts';
import { completeUpload, getUploadUrl } from './methods-files.ts';
import { open as openView, publish, update as updateView } from './methods-views.ts';
import type { Platform } from './platform.ts';
import { checkScope } from './scopes.ts';
import { type Json, Refusal, textOf, type User } from './types.ts';

/** The Web API methods that are imitated; each answers with what follows `ok`, or throws a refusal. */
const methods: Record<string, (platform: Platform, args: Json) => Json> = {
  'apps.connections.open': (platform) => ({ url: platform.socket.ticket(platform.baseUrl) }),
  'auth.test': authTest,
  'chat.delete': remove,
  'chat.postEphemeral': postEphemeral,
  'chat.postMessage': postMessage,
  'chat.update': update,
  'conversations.history': history,
  'conversations.info': info,
  'conversations.list': list,
  'conversations.members': members,
  'conversations.open': open,
  'conversations.replies': replies,
  'files.completeUploadExternal': completeUpload,
  'files.getUploadURLExternal': getUploadUrl,
  'users.info': usersInfo,
  'views.open': openView,
  'views.publish': publish,
  'views.update': updateView,
};

/** Carries out one Web API call and answers as Slack would. */
export function answerCall(platform: Platform, method: string, token: string, args: Json): Json {
  try {
    const carryOut = Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (!carryOut) throw new Refusal('unknown_method');
    checkToken(platform, method, token);
    checkScope(platform, method, args);
    return { ok: true, ...carryOut(platform, args) };
  } catch (error) {
    return refusalOf(error);
  }
}

/** The `{ ok: false }` body of a refusal; anything else is a fault of the stand-in and goes on upwards. */
export function refusalOf(error: unknown): Json {
  if (!(error instanceof Refusal)) throw error;
  const { code, details, more } = error;
  const messages = details.map((detail) => `[ERROR] ${detail}`);
  return { ok: false, error: code, ...more, ...(details.length > 0 && { errors: details, response_metadata: { messages } }) };
}

function checkToken(platform: Platform, method: string, token: string): void {
  const { bot, app } = platform.tokens;
  const [wanted, other] = method === 'apps.connections.open' ? [app, bot] : [bot, app];
  if (token === '') throw new Refusal('not_authed');
  if (token === other) throw new Refusal('not_allowed_token_type');
  if (token !== wanted) throw new Refusal('invalid_auth');
  if (platform.revoked !== undefined) throw new Refusal(platform.revoked);
}

function authTest({ ws, baseUrl }: Platform): Json {
  const { team, app } = ws;
  const names = { team: team.name, user: ws.users.get(app.user_id)?.name };
  const ids = { team_id: team.id, user_id: app.user_id, bot_id: app.bot_id };
  return { url: `${baseUrl}/`, ...names, ...ids, is_enterprise_install: false };
}

function usersInfo({ ws }: Platform, args: Json): Json {
  const user = ws.users.get(textOf(args, 'user'));
  if (!user) throw new Refusal('user_not_found');
  return { user: described(user, ws.team.id) };
}

function described(user: User, team_id: string): Json {
  const { name, real_name, tz } = user;
  const profile = { real_name, display_name: name, real_name_normalized: real_name, display_name_normalized: name };
  const flags = { is_primary_owner: false, is_restricted: false, is_ultra_restricted: false, is_app_user: false };
  return {
    ...user,
    team_id,
    tz_label: tz,
    tz_offset: offsetSeconds(tz),
    profile: { ...profile, team: team_id },
    ...flags,
    updated: 1,
  };
}

/** To make one takes longer than all else that an answer needs. */
const zoneFormats = new Map<string, Intl.DateTimeFormat>();

function offsetSeconds(tz: string): number {
  const format = zoneFormats.get(tz) ?? new Intl.DateTimeFormat('en', { timeZone: tz, timeZoneName: 'longOffset' });
  zoneFormats.set(tz, format);
  const parts = format.formatToParts(new Date());
  const offset = /GMT([+-])(\d\d):(\d\d)/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '');
  if (!offset) return 0;
  return (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 3600 + Number(offset[3]) * 60);
}
