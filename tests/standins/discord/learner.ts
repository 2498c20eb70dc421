import { allComponents, type ComponentBody } from './bodies.ts';
import { chosenValues, filledIn, messageCalled, messageOf, oneCalled } from './components.ts';
import { waitFor } from '../../fixtures/deadline.ts';
import { type Exchange, exchangeOf } from './exchange.ts';
import { commandData, commandFor, focusedType, messageCommandData, placePayload, type Values } from './invoke.ts';
import { messagePayload } from './message-payloads.ts';
import { type Place, placeOf, type Who } from './place.ts';
import { allChannels, channelCalled, personCalled } from './population.ts';
import { announce, post } from './posting.ts';
import { type Seen, seen } from './seen.ts';
import type { Channel, Interaction, Message, World } from './world.ts';

export type Learner = {
  command: (path: string, values?: Values, who?: Who) => Promise<Exchange>;
  /** What Discord suggests while `focused` is being typed; the typed text is among the values. */
  autocomplete: (path: string, values: Values, focused: string, who?: Who) => Promise<Exchange>;
  press: (labelOrCustomId: string, on: Exchange | Seen, who?: Who) => Promise<Exchange>;
  select: (placeholderOrCustomId: string, choices: readonly string[], on: Exchange | Seen, who?: Who) => Promise<Exchange>;
  /** Fills in the modal that an exchange has opened, by custom_id. */
  submit: (values: Record<string, string>, on: Exchange) => Promise<Exchange>;
  /** Chooses a command in the menu of a message; what is `different` stands in the message as well. */
  menu: (name: string, on: { id: string }, who?: Who, different?: object) => Promise<Exchange>;
  /** Writes a message; `@mlpro` in it becomes a mention of the bot, and `@ben` one of Ben. */
  write: (text: string, who?: Who) => Written;
  /** Sends the same interaction, or the same message, to the bot once more. */
  redeliver: (exchange: Exchange | Written) => void;
  /** Everything on a person's screen, oldest first. */
  sees: (user: string) => Seen[];
  channel: (nameOrId: string) => { id: string; messages: Seen[] };
  waitFor: typeof waitFor;
};

/** What somebody wrote, and what was answered to it so far. */
export type Written = { readonly id: string; readonly replies: Seen[]; again: () => void };

/** What a person can do in the imitated Discord, with the client's own refusals: no button, no command, no such choice. */
export function makeLearner(world: World): Learner {
  const exchanges = new Map<string, Interaction>();

  function begin(type: number, place: Place, who: Who, rest: object, more: Partial<Interaction> = {}): Promise<Exchange> {
    const age = who.ageMs ?? 0;
    const createdAt = world.now() - age;
    const id = world.newId(createdAt);
    const token = `token-of-interaction-${id}`;
    const { user, channel, userInstalled } = place;
    const payload = { ...placePayload(world, place, id, token), type, ...rest };
    return new Promise((resolve) => {
      const interaction: Interaction = {
        id,
        token,
        type,
        createdAt,
        startedMs: performance.now(),
        payload,
        user,
        channel,
        userInstalled,
        followups: [],
        refusals: [],
        ...more,
        heard: () => finish(),
      };
      const deadline = setTimeout(() => finish(), Math.max(0, world.responseMs - age));
      const finish = () => {
        clearTimeout(deadline);
        resolve(exchangeOf(interaction, who));
      };
      world.interactions.set(token, interaction);
      exchanges.set(id, interaction);
      world.dispatch('INTERACTION_CREATE', payload);
    });
  }

  function onComponent(component: ComponentBody, message: Message, who: Who, data: object): Promise<Exchange> {
    const place = placeOf(world, who, message.channel);
    if (message.visibleTo !== undefined && message.visibleTo !== place.user.id) {
      throw new Error(`${place.user.name} cannot see this message; it is ephemeral`);
    }
    if (component.disabled) throw new Error(`${JSON.stringify(component.label ?? component.custom_id)} is disabled`);
    const { custom_id, type: component_type, id } = component;
    const rest = { data: { custom_id, component_type, id, ...data }, message: messagePayload(world, message) };
    return begin(3, place, who, rest, { source: message });
  }

  return {
    async command(path, values = {}, who = {}) {
      const [name = '', ...inner] = words(path);
      const place = placeOf(world, who);
      const command = commandFor(world, name, place);
      return begin(2, place, who, { data: commandData(world, command, inner, values) });
    },
    async autocomplete(path, values, focused, who = {}) {
      const [name = '', ...inner] = words(path);
      const place = placeOf(world, who);
      const command = commandFor(world, name, place);
      const optionType = focusedType(command, inner, focused);
      return begin(4, place, who, { data: commandData(world, command, inner, { [focused]: '', ...values }, focused) }, { optionType });
    },
    async press(name, on, who = whoOf(on)) {
      const message = messageOf(world, on);
      const buttons = allComponents(message.components).filter((one) => one.type === 2 && one.custom_id);
      const button = oneCalled(name, buttons, (one) => [one.custom_id, one.label, one.emoji?.name]);
      return onComponent(button, message, who, {});
    },
    async select(name, choices, on, who = whoOf(on)) {
      const message = messageOf(world, on);
      const selects = allComponents(message.components).filter((one) => one.type === 3);
      const select = oneCalled(name, selects, (one) => [one.custom_id, one.placeholder]);
      return onComponent(select, message, who, { values: chosenValues(select, choices) });
    },
    async submit(values, on) {
      const asked = exchanges.get(on.id);
      if (!asked?.modal) throw new Error('This exchange opened no modal');
      const { custom_id, components } = asked.modal;
      const data = { custom_id, components: components.map((one) => filledIn(one, values)) };
      const message = asked.source ? { message: messagePayload(world, asked.source) } : {};
      return begin(5, placeOf(world, on.who, asked.channel), on.who, { data, ...message }, asked.source ? { source: asked.source } : {});
    },
    async menu(name, on, who = {}, different = {}) {
      const place = placeOf(world, who);
      const message = messagePayload(world, messageCalled(world, on.id));
      const command = commandFor(world, name, place, 3);
      return begin(2, place, who, { data: messageCommandData(command, { ...message, id: on.id, ...different }) });
    },
    write(text, who = {}) {
      const { channel, user } = placeOf(world, who);
      const content = text.replace(/@(?!everyone|here)(\w+)/g, (_, name: string) => `<@${personCalled(world, name).id}>`);
      const message = post(world, channel, user, { content }, []);
      return {
        id: message.id,
        get replies() {
          return channel.messages.filter(({ repliesTo }) => repliesTo === message.id).map(seen);
        },
        again: () => announce(world, 'MESSAGE_CREATE', message),
      };
    },
    redeliver(exchange) {
      if ('again' in exchange) return exchange.again();
      const interaction = exchanges.get(exchange.id);
      if (interaction) world.dispatch('INTERACTION_CREATE', interaction.payload);
    },
    sees(name) {
      const user = personCalled(world, name);
      return allChannels(world)
        .filter((channel) => canRead(channel, user.id))
        .flatMap((channel) => readable(channel, user.id).map(seen));
    },
    channel(name) {
      const channel = channelCalled(world, name);
      return { id: channel.id, messages: readable(channel).map(seen) };
    },
    waitFor,
  };
}

function words(path: string): string[] {
  return path.replace(/^\//, '').split(/\s+/);
}

function whoOf(on: Exchange | Seen): Who {
  return 'who' in on ? { ...on.who, ageMs: 0 } : {};
}

function canRead(channel: Channel, userId: string): boolean {
  return channel.recipient ? channel.recipient.id === userId : channel.guild?.members.has(userId) === true;
}

function readable(channel: Channel, userId?: string): Message[] {
  return channel.messages.filter((message) => message.visibleTo === undefined || message.visibleTo === userId);
}
