import type { ComponentBody } from './bodies.ts';
import type { Exchange } from './exchange.ts';
import { allChannels } from './population.ts';
import type { Seen } from './seen.ts';
import type { Message, World } from './world.ts';

/** The stored message behind what a person sees. */
export function messageOf(world: World, on: Exchange | Seen): Message {
  return messageCalled(world, ('who' in on ? on.seen : on)?.id);
}

export function messageCalled(world: World, id: string | undefined): Message {
  const message = allChannels(world)
    .flatMap((channel) => channel.messages)
    .find((one) => one.id === id);
  if (!message) throw new Error('There is no message to act on; it may have been deleted');
  return message;
}

/** The component with that label or custom_id, if the message shows it. */
export function oneCalled(
  name: string,
  among: readonly ComponentBody[],
  names: (one: ComponentBody) => (string | null | undefined)[],
): ComponentBody {
  const found = among.find((one) => names(one).includes(name));
  if (!found)
    throw new Error(
      `The message shows no ${JSON.stringify(name)}; it shows ${among.map((one) => names(one).filter(Boolean).join(' / ')).join(', ') || 'nothing of the kind'}`,
    );
  return found;
}

/** The values behind the labels that a person picks, if the menu offers them and takes that many. */
export function chosenValues(select: ComponentBody, choices: readonly string[]): string[] {
  const { min_values: min, max_values: max, options = [] } = select;
  if (choices.length < (min ?? 1) || choices.length > (max ?? 1)) throw new Error(`This menu takes ${min ?? 1} to ${max ?? 1} choices`);
  return choices.map((choice) => {
    const option = options.find((one) => one.value === choice || one.label === choice);
    if (!option) throw new Error(`The menu does not offer ${choice}; it offers ${options.map((one) => one.label).join(', ')}`);
    return option.value;
  });
}

/** A modal's component as Discord sends it back, with what was typed or chosen. */
export function filledIn(component: ComponentBody, values: Record<string, string>): object {
  const { type, id, custom_id } = component;
  const typed = custom_id ? (values[custom_id] ?? '') : '';
  const inner = component.components ? { components: component.components.map((one) => filledIn(one, values)) } : {};
  const labelled = component.component ? { component: filledIn(component.component, values) } : {};
  const own = custom_id ? { custom_id, ...(type === 4 || type === 21 ? { value: typed } : { values: typed ? [typed] : [] }) } : {};
  return { type, id, ...own, ...inner, ...labelled };
}
