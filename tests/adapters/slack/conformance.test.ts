import { type Json, type Message, type Seen, shownText, waitFor } from '../../standins/slack/index.ts';
import { adapterConformance, type OpenScene, type Shown, type Somebody } from '../conformance.ts';
import { type Mode, slackSetting } from './setting.ts';

const ids: Record<Somebody, string> = { ana: 'U0LEARNER', ben: 'U0SECOND', mia: 'U0ADMIN' };

/** How one talks to the bot: by its command, by its name in the channel, or with plain words in a direct message. */
type Talk = 'command' | 'name' | 'words';

const openIn =
  (mode: Mode, talk: Talk = 'command'): OpenScene =>
  async (around) => {
    const { slack, adapter, bot, store, ledger, stop } = await slackSetting({ mode, ...(around && { around }) });
    await adapter.start();
    const shown = (message: Seen | Message): Shown => ({
      text: shownText(message),
      buttons: nodesIn(message.blocks)
        .filter(({ type }) => type === 'button')
        .map(({ text }) => (text as { text: string }).text),
      menu: nodesIn(message.blocks)
        .filter(({ type }) => type === 'static_select')
        .flatMap(({ options }) => options as { text: { text: string } }[])
        .map(({ text }) => text.text),
      alive: [
        ...slack.violations,
        ...(/[<>]/.test(message.text) ? [message.text] : []),
        ...nodesIn(message.blocks)
          .filter(isAlive)
          .map((node) => JSON.stringify(node)),
      ],
    });
    const press = async (name: string, who: Somebody, on?: Message, option?: string) =>
      shown(await (await slack.press(name, on, { user: ids[who], ...(option !== undefined && { option }) })).answer());
    const mine = (who: Somebody) => [...slack.sees(ids[who]), ...slack.im(ids[who]).messages.filter(({ bot_id }) => bot_id)];
    const say = async (line: string, who: Somebody): Promise<Seen | Message> => {
      const user = ids[who];
      if (talk === 'command') return (await slack.command(`/mlpro ${asSent(line)}`, { user })).answer();
      const before = mine(who).length;
      if (talk === 'name') await slack.mention(`@bot ${asSent(line)}`, { user });
      else await slack.write(asSent(line), { user });
      return waitFor(() => mine(who)[before]);
    };
    /** Puts something else to press into the last message of this person. */
    const forge = (who: Somebody, element: Json) => {
      const message = mine(who).at(-1);
      message?.blocks?.splice(0, Number.POSITIVE_INFINITY, { type: 'actions', elements: [element] });
      return message;
    };
    return {
      adapter,
      bot,
      store,
      ledger,
      stop,
      channel: 'C0STUDY',
      nowhere: 'C0NOWHERE',
      idOf: (who) => `slack:${ids[who]}`,
      say: async (line, who) => shown(await say(line, who)),
      press,
      pick: (label, who) => press('Read more of this lesson', who, undefined, label),
      pressTwice: async (label, who) => {
        const on = mine(who).at(-1);
        await Promise.all([press(label, who, on), press(label, who, on)]);
      },
      pressId: (id, who) => press(id, who, forge(who, { type: 'button', action_id: id, text: { type: 'plain_text', text: 'Press me' } })),
      pickId: (id, who) => {
        const options = [{ text: { type: 'plain_text', text: 'Pick me' }, value: id }];
        return press('menu', who, forge(who, { type: 'static_select', action_id: 'menu', options }), 'Pick me');
      },
      files: async (who) => {
        await adapter.stop();
        return slack.filesFor(ids[who]).map(({ name, alt }) => `${name}: ${alt}`);
      },
      sees: (who) => mine(who).map(shown),
      channelShows: () =>
        slack
          .channel('C0STUDY')
          .messages.filter(({ bot_id }) => bot_id)
          .map(shown),
    };
  };

/** What Slack makes of a typed line before it sends it, as the manifest asks with `should_escape`. */
function asSent(line: string): string {
  return line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function nodesIn(node: unknown): Json[] {
  if (Array.isArray(node)) return node.flatMap(nodesIn);
  if (typeof node !== 'object' || node === null) return [];
  return [node as Json, ...Object.values(node).flatMap(nodesIn)];
}

/** Mentions, and links to where only a learner can have wanted to lead. */
function isAlive({ type, url, text, verbatim }: Json): boolean {
  if (type === 'mrkdwn') return verbatim !== true || comesAlive(String(text));
  return ['user', 'usergroup', 'channel', 'broadcast', 'emoji'].includes(String(type)) || String(url ?? '').includes('evil');
}

/** Our own in Slack's markup: a time in our format, and links to anywhere else. What is escaped has no brackets. */
const ourOwn = /<!date\^\d+\^\{date_short_pretty\}, \{time\}\|[^<>|]+>|<https?:\/\/(?![^<>|]*evil)[^<>|]+\|[^<>|]+>/g;

/** Within marks for code, Slack draws no emoji. */
function comesAlive(words: string): boolean {
  const rest = words.replace(ourOwn, '');
  return /[<>]/.test(rest) || /:[\w+'-]+:/.test(rest.replace(/`[^`\n]*`/g, ''));
}

adapterConformance('Slack over Socket Mode', openIn('Socket Mode'));
adapterConformance('Slack over HTTP', openIn('HTTP mode'));
adapterConformance('Slack, by its name in the channel', openIn('Socket Mode', 'name'));
adapterConformance('Slack, in direct messages', openIn('Socket Mode', 'words'), {
  'takes one vote a person, and shows the others none of it': 'a drill belongs to a channel',
  'lets a manager set up the drill of the channel': 'a drill belongs to a channel',
  'refuses that to people who may not': 'a drill belongs to a channel',
});
