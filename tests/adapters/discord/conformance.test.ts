// Slack's SDK brings another copy of the library that sends requests: with both in one process, files must still arrive.
import '@slack/bolt';
import { commands } from '../../../src/core/commands.ts';
import { longestInput } from '../../../src/core/text.ts';
import { allComponents } from '../../standins/discord/bodies.ts';
import type { ComponentBody, Exchange, Seen, Who } from '../../standins/discord/index.ts';
import { adapterConformance, type OpenScene, type Shown, type Somebody } from '../conformance.ts';
import { setStage } from './harness.ts';
import { aliveIn } from './markdown.ts';

const open: OpenScene = async (around) => {
  const { discord, adapter, bot, store, ledger, close } = await setStage({ ...(around && { around }) });
  await discord.botReady();
  const general = discord.channel('general');
  const whoIs = (user: Somebody): Who => ({ user, ...(user === 'mia' && { permissions: ['ManageChannels'] }) });
  const shown = ({ text, buttons, selects, components }: Seen): Shown => ({
    text,
    buttons: buttons.map(({ label }) => label),
    menu: selects.flatMap(({ options }) => options.map(({ label }) => label)),
    alive: [...discord.violations, ...allComponents(components).flatMap(({ content }) => aliveIn(withoutOwnMarks(content ?? ''), '**'))],
  });
  const answer = async (exchange: Exchange) => shown(await exchange.settled());
  const onScreen = (who: Somebody) => discord.sees(who).filter(({ channelId, ephemeral }) => ephemeral || channelId !== general.id);
  const withButton = (label: string, who: Somebody) => {
    const found = discord.sees(who).findLast(({ buttons }) => buttons.some((button) => button.label === label));
    if (!found) throw new Error(`${who} sees no button "${label}".`);
    return found;
  };
  const withMenu = (who: Somebody) => {
    const found = discord.sees(who).findLast(({ selects }) => selects.length > 0);
    if (!found) throw new Error(`${who} sees no menu.`);
    return found;
  };
  /** Puts something else to press into the last message of this person. */
  const forge = (who: Somebody, component: ComponentBody) => {
    const last = onScreen(who).at(-1);
    const message = discord.world.guilds[0]?.channels[0]?.messages.find((one) => one.id === last?.id);
    if (!message || !last) throw new Error(`${who} sees no message.`);
    message.components = [{ type: 1, components: [component] }];
    return last;
  };
  return {
    adapter,
    bot,
    store,
    ledger,
    stop: close,
    channel: general.id,
    nowhere: '998877665544332211',
    idOf: (who) => `discord:${discord.user(who).id}`,
    say: async (line, who) => answer(await discord.command(...asCommand(line), whoIs(who))),
    press: async (label, who) => answer(await discord.press(label, withButton(label, who), whoIs(who))),
    pressTwice: async (label, who) => {
      const on = withButton(label, who);
      await Promise.all([discord.press(label, on, whoIs(who)), discord.press(label, on, whoIs(who))]);
    },
    pick: async (label, who) => answer(await discord.select('Read more of this lesson', [label], withMenu(who), whoIs(who))),
    pressId: async (id, who) => {
      const last = forge(who, { type: 2, style: 2, label: 'Press me', custom_id: id });
      return answer(await discord.press(id, last, whoIs(who)));
    },
    pickId: async (id, who) => {
      const last = forge(who, { type: 3, custom_id: 'menu-0', options: [{ label: 'Pick me', value: id }] });
      return answer(await discord.select('menu-0', ['Pick me'], last, whoIs(who)));
    },
    files: async (who) =>
      onScreen(who).flatMap(({ attachments }) => attachments.map(({ filename, description = '' }) => `${filename}: ${description}`)),
    sees: (who) => onScreen(who).map(shown),
    channelShows: () => discord.channel('general').messages.map(shown),
  };
};

/** The marks of headings, notes, lists and sources, which are the renderer's own. */
function withoutOwnMarks(content: string): string {
  return content.replace(/^(?:-# |## |- |\d+\. )/gm, '').replace(/\[[^\]]*\]\(https:\/\/spark\.apache\.org\S*\)/g, '·');
}

/** A typed line as a person puts it into Discord's form: settings into their options, a number into the one for numbers, all else into the first. */
function asCommand(line: string): [path: string, values: Record<string, string | number>] {
  const command = [...commands].reverse().find(({ name }) => `${line} `.startsWith(`${name} `));
  if (!command) throw new Error(`Discord offers no command for "${line.slice(0, 40)}".`);
  // Discord's client takes no longer texts.
  const typed = line.slice(command.name.length + 1).slice(0, longestInput);
  const values: Record<string, string | number> = { ...command.tellApart?.(typed) };
  if (command.tellApart === undefined) {
    const words = typed.split(' ');
    const count = command.options.find(({ between }) => between);
    if (count && /^\d+$/.test(words.at(-1) ?? '')) values[count.name] = Number(words.pop());
    const [free] = command.options;
    if (free && (words.join('') !== '' || free.required)) values[free.name] = words.join(' ');
  }
  const path = command.name.includes(' ') ? `mlpro-${command.name}` : `mlpro ${command.name}`;
  return [path, values];
}

adapterConformance('Discord', open, {
  'refuses that to people who may not':
    'Discord offers the commands of managers to managers, and to whom a server names for them: both may',
  'asks back when a command was mistyped': 'Discord’s client sends commands that are registered, and no others',
});
