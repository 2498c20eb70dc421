import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Refused } from '../../../src/adapters/platform.ts';
import { drillTrouble } from '../../../src/core/drill/schedule-replies.ts';
import { type Fault, isObject, shownText } from '../../standins/slack/index.ts';
import { drillToPost, type Setting, slackSetting, studyGroup, titled, tuesday } from './setting.ts';

let setting: Setting;
let slack: Setting['slack'];
let adapter: Setting['adapter'];
let count = 0;

beforeAll(async () => {
  setting = await slackSetting();
  ({ slack, adapter } = setting);
  await adapter.start();
});
afterAll(() => setting.stop());
beforeEach(() => {
  slack.faults.clear();
  slack.violations.length = 0;
  slack.channel('C0STUDY').messages.length = 0;
  count += 1;
});

/** A drill of this test alone. */
const post = (more = {}) => ({ ...drillToPost(`drill-${count}`), ...more });
const find = () => adapter.find({ ...post(), since: tuesday - 3_600_000 });
const messages = (channel = 'C0STUDY') => slack.channel(channel).messages;
const callsOf = (name: string) => slack.calls.filter(({ method }) => method === name).length;

describe('a post', () => {
  it('stands in the channel with its buttons, and nothing in it unfolds', async () => {
    const ts = await adapter.post(post());
    expect(messages()).toMatchObject([{ ts, text: titled('Decision cue of the day') }]);
    expect(slack.calls.at(-1)?.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
    expect(slack.violations).toEqual([]);
  });

  it('says when its answer comes, in the time of whoever reads it', async () => {
    await adapter.post(drillToPost(`drill-${count}`, tuesday));
    expect(JSON.stringify(messages()[0]?.blocks)).toContain('<!date^1795510800^');
    expect(slack.violations).toEqual([]);
  });

  it('is redrawn in its place, blocks and all', async () => {
    const ts = await adapter.post(post());
    expect(await adapter.post(post({ replaces: ts }))).toBe(ts);
    expect(messages()).toHaveLength(1);
    const buttons = messages()[0]?.blocks?.flatMap(({ accessory }) => (isObject(accessory) ? [accessory.type] : []));
    expect(buttons).toEqual(['button', 'button', 'button']);
    expect(slack.violations).toEqual([]);
  });

  it.each<[string, Fault]>([
    ['a 500', { kind: 'status', status: 500 }],
    ['a broken connection', { kind: 'cut' }],
    ['a 500 after it was stored', { kind: 'status', status: 500, carriedOut: true }],
    ['a connection that broke after it was stored', { kind: 'cut', carriedOut: true }],
  ])('is never made twice: after %s it is looked for first', async (_name, fault) => {
    slack.faults.next('chat.postMessage', fault);
    const before = callsOf('chat.postMessage');
    await expect(adapter.post(post())).rejects.not.toBeInstanceOf(Refused);
    expect(callsOf('chat.postMessage')).toBe(before + 1);
    const ts = (await find()) ?? (await adapter.post(post()));
    expect(messages()).toMatchObject([{ ts }]);
  });

  it('is not mistaken for another drill, or for somebody’s copy of it', async () => {
    await adapter.post(post({ ...drillToPost('drill-other') }));
    await adapter.post(post());
    const copied = messages().at(-1);
    Object.assign(copied ?? {}, { user: 'U0LEARNER', bot_id: 'B0ELSE' });
    expect(await find()).toBeUndefined();
  });

  it('is found again however much was written since, page after page', async () => {
    const ts = await adapter.post(post());
    for (let written = 1; written <= 250; written += 1) {
      const { bot_id: _, ...message } = messages()[0] ?? { ts: '', channel: '', user: '' };
      messages().push({ ...message, ts: (Number(ts) + written / 1000).toFixed(6), user: 'U0LEARNER' } as never);
    }
    expect(await find()).toBe(ts);
  });

  it('is not taken for missing when nobody can say whether it is there', async () => {
    slack.faults.next('conversations.history', { kind: 'status', status: 500 });
    await expect(find()).rejects.toThrow();
  });

  it('is given up at once when Slack asks for more than half a minute', async () => {
    slack.faults.next('chat.postMessage', { kind: 'rate-limited', retryAfter: 31 });
    await expect(adapter.post(post())).rejects.toMatchObject({ retryAfter: 31 });
    expect(messages()).toEqual([]);
  });

  it('says that nothing can be redrawn when Slack asks to wait with edits, which it counts over all channels', async () => {
    const own = await slackSetting();
    await own.adapter.start();
    const ts = await own.adapter.post(post());
    expect(own.adapter.canRedraw?.()).toBe(true);
    own.slack.faults.next('chat.update', { kind: 'rate-limited', retryAfter: 60 });
    await expect(own.adapter.post(post({ replaces: ts }))).rejects.toMatchObject({ retryAfter: 60 });
    expect(own.adapter.canRedraw?.()).toBe(false);
    await own.stop();
  });

  it.each([
    [
      'does not exist',
      'C0NONE',
      'The channel does not exist any more, or the bot cannot see it: if it is still there, type /invite @mlpro in it.',
    ],
    ['the bot is not in', 'C0RANDOM', 'The bot is not a member of the channel: type /invite @mlpro in it.'],
    ['is archived', 'C0OLD', 'The channel is archived: unarchive it, or set the drill up in another one.'],
  ])('is refused by a channel that %s', async (_name, channel, sentence) => {
    slack.addChannel({ id: 'C0OLD', is_archived: true });
    const refusal = await adapter.post(post({ channel })).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refused);
    expect(refusal).toMatchObject({ message: sentence });
  });

  it('is not made by a process that stood still for longer than its turn lasts', async () => {
    const now = performance.now.bind(performance);
    const waits = () => setting.lines.filter(({ says }) => says.includes('asks to wait')).length;
    const before = waits();
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now() + (waits() > before ? 60_000 : 0));
    slack.faults.next('chat.postMessage', { kind: 'rate-limited', retryAfter: 0 });
    const posted = adapter.post(post()).catch((error: unknown) => error);
    expect(await posted).toMatchObject({ message: 'A call waited too long for its turn.' });
    clock.mockRestore();
    expect(messages()).toEqual([]);
  });

  it('is refused where only some may post, and where the message to redraw is gone', async () => {
    slack.faults.next('chat.postMessage', { kind: 'error', error: 'restricted_action' });
    await expect(adapter.post(post())).rejects.toBeInstanceOf(Refused);
    await expect(adapter.post(post({ replaces: '1.000001' }))).rejects.toBeInstanceOf(Refused);
  });
});

describe('with the schedule', () => {
  const due = async () => {
    await setting.ledger.setGroup(studyGroup);
    await setting.schedule.tick();
  };

  it('a drill whose confirmation was lost is there once, and is confirmed later', async () => {
    slack.faults.next('chat.postMessage', { kind: 'cut', carriedOut: true });
    await due();
    expect(messages()).toHaveLength(1);
    setting.time.now = tuesday + 61_000;
    await setting.schedule.tick();
    await setting.schedule.tick();
    const [open] = await setting.ledger.openDrills('slack');
    expect(open?.drill).toMatchObject({ status: 'posted', message: messages()[0]?.ts });
    expect(messages()).toHaveLength(1);
  });

  it('the answer takes the place of the question', async () => {
    const { ts } = messages()[0] ?? { ts: await adapter.post(post()) };
    const [open] = await setting.ledger.openDrills('slack');
    await setting.ledger.confirm(open?.drill.id ?? '', ts);
    await setting.ledger.reveal(open?.drill.id ?? '');
    await setting.schedule.tick();
    expect(messages().map(({ text }) => text)).toEqual([titled('Decision cue: the answer'), titled('The answer is out.')]);
    expect(messages()[1]).toMatchObject({ thread_ts: ts });
    expect(slack.calls.at(-1)?.args).not.toHaveProperty('reply_broadcast');
  });

  it('whoever set it up is told once, in private, that the channel does not take it', async () => {
    slack.removeBot('C0STUDY');
    setting.time.now = tuesday + 86_400_000;
    await due();
    await setting.schedule.tick();
    slack.channel('C0STUDY').members.add('U0BOT');
    expect(messages('D00ADMIN').map(shownText)).toEqual([
      expect.stringContaining('The bot is not a member of the channel: type /invite @mlpro in it.'),
    ]);
  });
});

describe('a private word', () => {
  const tell = (learner = 'slack:U0SECOND') => adapter.tell(learner, drillTrouble(studyGroup, 'The channel is archived.'));

  it('reaches one person', async () => {
    expect(await tell()).toBe('told');
    expect(slack.im('U0SECOND').messages.map(shownText)).toEqual([expect.stringContaining('The channel is archived.')]);
    expect(slack.violations).toEqual([]);
  });

  it('is not said when there is nobody to hear it', async () => {
    const before = slack.calls.length;
    expect(await tell('environment')).toBe('unreachable');
    expect(slack.calls).toHaveLength(before);
  });

  it('opens a conversation once, and another one when something went wrong', async () => {
    await tell();
    const before = callsOf('conversations.open');
    await tell();
    expect(callsOf('conversations.open')).toBe(before);
    slack.faults.next('chat.postMessage', { kind: 'error', error: 'internal_error' });
    await expect(tell()).rejects.toThrow('internal_error');
    expect(await tell()).toBe('told');
    expect(callsOf('conversations.open')).toBe(before + 1);
  });

  it.each(['user_not_found', 'user_disabled', 'cannot_dm_bot'])('cannot reach somebody who is not there (%s)', async (error) => {
    slack.faults.next('conversations.open', { kind: 'error', error });
    expect(await tell('slack:U0GONE')).toBe('unreachable');
    expect(setting.lines.at(-1)).toMatchObject({ level: 'info', with: { reason: error } });
  });

  it('waits for Slack’s rate limit', async () => {
    slack.faults.next('conversations.open', { kind: 'rate-limited', retryAfter: 0 });
    expect(await tell('slack:U0ADMIN')).toBe('told');
  });
});
