import { type Json, type Message, type Seen, shownText } from '../../standins/slack/index.ts';
import { adapterConformance, type OpenScene, type Shown, type Somebody } from '../conformance.ts';
import { type Mode, slackSetting } from './setting.ts';

const ids: Record<Somebody, string> = { ana: 'U0LEARNER', ben: 'U0SECOND', mia: 'U0ADMIN' };

const openIn =
  (mode: Mode): OpenScene =>
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
        ...nodesIn(message.blocks)
          .filter(isAlive)
          .map((node) => JSON.stringify(node)),
      ],
    });
    const press = async (name: string, who: Somebody, on?: Message, option?: string) =>
      shown(await (await slack.press(name, on, { user: ids[who], ...(option !== undefined && { option }) })).answer());
    /** Puts something else to press into the last message of this person. */
    const forge = (who: Somebody, element: Json) => {
      const message = slack.sees(ids[who]).at(-1);
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
      idOf: (who) => `slack:${ids[who]}`,
      say: async (line, who) => shown(await (await slack.command(`/mlpro ${asSent(line)}`, { user: ids[who] })).answer()),
      press,
      pick: (label, who) => press('Read more of this lesson', who, undefined, label),
      pressTwice: async (label, who) => {
        const on = slack.sees(ids[who]).at(-1);
        await Promise.all([press(label, who, on), press(label, who, on)]);
      },
      pressId: (id, who) => press(id, who, forge(who, { type: 'button', action_id: id, text: { type: 'plain_text', text: 'Press me' } })),
      pickId: (id, who) => {
        const options = [{ text: { type: 'plain_text', text: 'Pick me' }, value: id }];
        return press('menu', who, forge(who, { type: 'static_select', action_id: 'menu', options }), 'Pick me');
      },
      sees: (who) => [...slack.sees(ids[who]), ...slack.im(ids[who]).messages].map(shown),
      channelShows: () => slack.channel('C0STUDY').messages.map(shown),
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
function isAlive({ type, url }: Json): boolean {
  return ['user', 'usergroup', 'channel', 'broadcast', 'emoji', 'mrkdwn'].includes(String(type)) || String(url ?? '').includes('evil');
}

adapterConformance('Slack over Socket Mode', openIn('Socket Mode'));
adapterConformance('Slack over HTTP', openIn('HTTP mode'));
