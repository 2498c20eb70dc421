import { viewProblems } from './check.ts';
import { judge, type Platform } from './platform.ts';
import { copyOf, isObject, type Json, objectsIn, Refusal, textOf, type View } from './types.ts';
import { nextId, nextTs, withIds, type Workspace } from './workspace.ts';

const spent = -1;

export function publish(platform: Platform, args: Json): Json {
  const { ws } = platform;
  const user = ws.users.get(textOf(args, 'user_id'));
  if (!user) throw new Refusal('user_not_found');
  const before = ws.homes.get(user.id);
  if (args.hash && before && args.hash !== before.hash) throw new Refusal('hash_conflict');
  judge(platform, 'views.publish', viewProblems(args.view, 'home', platform.allowed));
  const view = stored(ws, args.view, before?.id);
  ws.homes.set(user.id, view);
  return { view: copyOf(view) };
}

export function open(platform: Platform, args: Json): Json {
  spend(platform, textOf(args, 'trigger_id'));
  judge(platform, 'views.open', viewProblems(args.view, 'modal', platform.allowed));
  const view = stored(platform.ws, args.view);
  platform.ws.modals.push(view);
  return { view: copyOf(view) };
}

export function update(platform: Platform, args: Json): Json {
  const { modals } = platform.ws;
  const view = modals.find((one) => one.id === args.view_id || (args.external_id && one.external_id === args.external_id));
  if (!view) throw new Refusal('not_found');
  if (args.hash && args.hash !== view.hash) throw new Refusal('hash_conflict');
  judge(platform, 'views.update', viewProblems(args.view, 'modal', platform.allowed));
  modals[modals.indexOf(view)] = stored(platform.ws, args.view, view.id);
  return { view: copyOf(modals.find((one) => one.id === view.id)) };
}

/** A trigger_id opens one modal, within the time for an ack. */
function spend({ triggers, ws, ackTimeoutMs }: Platform, trigger: string): void {
  const made = triggers.get(trigger);
  if (made === undefined) throw new Refusal(trigger ? 'invalid_trigger_id' : 'invalid_arguments');
  if (made === spent) throw new Refusal('exchanged_trigger_id');
  if (ws.now() - made > ackTimeoutMs) throw new Refusal('expired_trigger_id');
  triggers.set(trigger, spent);
}

function stored(ws: Workspace, given: unknown, id = nextId(ws, 'V')): View {
  const view = isObject(given) ? given : {};
  const owner = { team_id: ws.team.id, app_id: ws.app.id, bot_id: ws.app.bot_id, app_installed_team_id: ws.team.id };
  const family = { root_view_id: id, previous_view_id: null, state: { values: {} } };
  const texts = { title: null, submit: null, close: null, private_metadata: '', callback_id: '', external_id: '' };
  const flags = { clear_on_close: false, notify_on_close: false };
  const blocks = withIds(ws, objectsIn(view.blocks));
  return { ...texts, ...flags, ...view, ...owner, ...family, type: String(view.type), id, hash: nextTs(ws), blocks };
}
