import type { CommandBody } from './bodies.ts';
import { checkBody, checkCommands } from './check.ts';
import { commandPayload } from './payloads.ts';
import { guildById } from './population.ts';
import { type Answer, type Call, done, failure, ok, type Route, refusal } from './rest.ts';
import type { Command, World } from './world.ts';

/** Registration of commands, for everybody or for one guild. */
export const commandRoutes: readonly Route[] = ['/applications/:application', '/applications/:application/guilds/:guild'].flatMap(
  (place): Route[] => [
    { method: 'GET', path: `${place}/commands`, run: (call) => inPlace(call, () => listed(call)) },
    { method: 'PUT', path: `${place}/commands`, run: (call) => inPlace(call, () => replaceAll(call)) },
    { method: 'POST', path: `${place}/commands`, run: (call) => inPlace(call, () => create(call)) },
    {
      method: 'GET',
      path: `${place}/commands/:command`,
      run: (call) => onCommand(call, (one) => ok(commandPayload(call.world, one))),
    },
    { method: 'PATCH', path: `${place}/commands/:command`, run: (call) => onCommand(call, (one) => change(call, one)) },
    {
      method: 'DELETE',
      path: `${place}/commands/:command`,
      run: (call) => onCommand(call, (one) => drop(call.world, one)),
    },
  ],
);

function inPlace(call: Call, use: () => Answer): Answer {
  const { application, guild } = call.params;
  if (application !== call.world.bot.id) return failure(404, 'UnknownApplication');
  if (guild !== undefined && guildById(call.world, guild)?.joined !== true) return failure(403, 'MissingAccess');
  return use();
}

function onCommand(call: Call, use: (command: Command) => Answer): Answer {
  return inPlace(call, () => {
    const command = here(call).find((one) => one.id === call.params.command);
    return command ? use(command) : failure(404, 'UnknownApplicationCommand');
  });
}

function here(call: Call): Command[] {
  return call.world.commands.filter((command) => command.guildId === call.params.guild);
}

function listed(call: Call): Answer {
  return ok(here(call).map((command) => commandPayload(call.world, command)));
}

function replaceAll(call: Call): Answer {
  const refused = refusal(call, checkCommands('ApplicationCommandUpdateRequest', call.body ?? []));
  if (refused) return refused;
  const old = here(call);
  const fresh = ((call.body ?? []) as CommandBody[]).map((body) => store(call, body, old));
  call.world.commands = [...call.world.commands.filter((command) => !old.includes(command)), ...fresh];
  return listed(call);
}

function create(call: Call): Answer {
  const refused = refusal(call, checkCommands('ApplicationCommandCreateRequest', call.body));
  if (refused) return refused;
  const old = here(call);
  const command = store(call, call.body as CommandBody, old);
  call.world.commands = [...call.world.commands.filter((one) => one.id !== command.id), command];
  const known = old.some((one) => one.id === command.id);
  return { status: known ? 200 : 201, body: commandPayload(call.world, command) };
}

/** A command of the same name and type keeps its id. */
function store(call: Call, body: CommandBody, old: readonly Command[]): Command {
  const { world, params } = call;
  const type = body.type ?? 1;
  const id = old.find((one) => one.name === body.name && one.type === type)?.id ?? world.newId();
  return { ...body, id, type, version: world.newId(), ...(params.guild ? { guildId: params.guild } : {}) };
}

function change(call: Call, command: Command): Answer {
  const { id, version, guildId, type, ...before } = command;
  const after = { ...before, ...(call.body as Partial<CommandBody>) };
  const wrongFields = refusal(call, checkBody('ApplicationCommandPatchRequestPartial', call.body));
  if (wrongFields) return wrongFields;
  const wrongCommand = refusal(call, checkCommands('ApplicationCommandCreateRequest', { ...after, type }));
  if (wrongCommand) return wrongCommand;
  Object.assign(command, after, { version: call.world.newId() });
  return ok(commandPayload(call.world, command));
}

function drop(world: World, command: Command): Answer {
  world.commands = world.commands.filter((one) => one !== command);
  return done;
}
