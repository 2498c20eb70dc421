import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Bot } from '../../../src/bot.ts';
import { makeAction } from '../../../src/core/action-id.ts';
import { type Fault, shownText, type Seen, waitFor } from '../../standins/slack/index.ts';
import { drillToPost, gate, type Mode, type Setting, slackSetting, studyGroup, titled, tuesday } from './setting.ts';

/** The labels of a message's buttons, those beside an answer and those below. */
function labels(message: Seen): string[] {
  const elements = (message.blocks ?? []).flatMap(({ elements = [], accessory }) => [accessory, elements].flat()) as Partial<Labelled>[];
  return elements.flatMap((element) => (element?.type === 'button' && element.text ? [element.text.text] : []));
}

interface Labelled {
  readonly type: string;
  readonly text: { readonly text: string };
}

/** The first line of what is read aloud. */
function titleOf({ text }: Seen): string {
  return text.split('\n')[0] ?? '';
}

describe.each<Mode>(['Socket Mode', 'HTTP mode'])('a learner over %s', (mode) => {
  let setting: Setting;
  let slack: Setting['slack'];
  /** The bot's answers are held until then. */
  let until: Promise<void> | undefined;
  const patient = (bot: Bot): Bot => ({
    ...bot,
    answer: async (...asked) => {
      await until;
      return bot.answer(...asked);
    },
  });

  beforeAll(async () => {
    setting = await slackSetting({ mode, around: patient });
    slack = setting.slack;
    await setting.adapter.start();
  });
  afterAll(() => setting.stop());
  beforeEach(() => {
    slack.workspace.ephemerals.length = 0;
    slack.violations.length = 0;
    slack.faults.clear();
    setting.lines.length = 0;
  });

  const ask = async (text: string, options = {}) => (await slack.command(`/mlpro ${text}`, options)).answer();
  const press = async (name: string, on: Seen, options = {}) => (await slack.press(name, on, options)).answer();
  const warnings = () => setting.lines.filter(({ level }) => ['warn', 'error', 'fatal'].includes(level));

  it('is acked first and answered in private', async () => {
    const held = gate();
    ({ until } = held);
    const outcome = await slack.command('/mlpro help');
    expect(outcome).toMatchObject({ acked: true, seen: [] });
    expect(outcome.body).toSatisfy((body) => body === undefined || Object.keys(body as object).length === 0);
    held.open();
    expect(await outcome.answer()).toMatchObject({ text: titled('What you can ask for'), ephemeral: true });
    expect(slack.sees('U0SECOND')).toEqual([]);
    expect(slack.channel('C0STUDY').messages).toEqual([]);
    expect(slack.violations).toEqual([]);
  });

  it.each([
    ['&lt;!channel&gt; <@U0SECOND|ben> *now*', '<!channel> @ben *now*'],
    ['&lt;!date^1392734382^{date}|when&gt;', '<!date^1392734382^{date}|when>'],
  ])('asks where to go, and is quoted without coming alive: %s', async (typed, quoted) => {
    const seen = await ask(`route how do I build a pipeline ${typed}`);
    expect(shownText(seen)).toMatch(/Go first to 1\.1|Two lessons share this/);
    expect(shownText(seen)).toContain(quoted);
    expect(seen.text).not.toMatch(/[<>]/);
    expect(slack.violations).toEqual([]);
  });

  it('turns the tabs of a lesson in one and the same message', async () => {
    const summary = await ask('lesson 1.2');
    const traps = await press('Read more of this lesson', summary, { option: 'Traps' });
    const guide = await press('All lessons', traps);
    expect(traps).toMatchObject({ text: titled('1.2 Inference Fit and Scoring Modes: Traps'), replaced: true, ts: summary.ts });
    expect(guide).toMatchObject({ text: titled('A Tiny Exam'), ts: summary.ts });
    expect(slack.sees()).toHaveLength(1);
    expect(slack.violations).toEqual([]);
  });

  it('takes a whole quiz by pressing, “choose two” and all', async () => {
    const before = shownText(await ask('data', { user: 'U0SECOND' }));
    let seen = await ask('quiz 1.1 2', { user: 'U0SECOND' });
    const titles = [titleOf(seen)];
    const spoken = [seen.text];
    for (let presses = 0; presses < 8 && !titleOf(seen).endsWith('right'); presses += 1) {
      const offered = labels(seen);
      const next =
        offered.find((label) => label === 'Answer') ?? offered.find((label) => /^(Next question|See the result|[A-E])$/.test(label));
      seen = await press(next ?? 'none', seen, { user: 'U0SECOND' });
      titles.push(titleOf(seen));
      spoken.push(seen.text);
    }
    expect(titles.filter((title) => title === 'Question 1 of 2').length).toBeGreaterThan(0);
    expect(titleOf(seen)).toMatch(/^[0-2] of 2 right$/);
    for (const option of ['One', 'Two', 'Three', 'Four', 'Five'])
      expect(spoken.filter((text) => new RegExp(`^[A-E]: ${option}$`, 'm').test(text)).length).toBeGreaterThan(0);
    expect(spoken.join('\n')).toMatch(/^B \(picked\): \w+$/m);
    expect(before).toContain('Nothing yet.');
    expect(shownText(await ask('data', { user: 'U0SECOND' }))).toMatch(/\b2\. Which option you chose/);
    expect(slack.violations).toEqual([]);
  });

  it('answers a drill once, sees the answer alone, and the channel sees how many did', async () => {
    const post = drillToPost(`vote-${mode === 'HTTP mode' ? 'h' : 's'}`);
    await setting.ledger.setGroup(studyGroup);
    await setting.ledger.claim({
      id: post.drill,
      group: studyGroup.id,
      day: '2026-11-24',
      cue: '1.1-c01',
      status: 'claimed',
      dueAt: tuesday,
      claimedAt: tuesday,
      late: false,
      message: null,
      shown: 0,
    });
    const ts = await setting.adapter.post(post);
    await setting.ledger.confirm(post.drill, ts);
    const [first] = slack.channel('C0STUDY').messages;
    if (first === undefined) throw new Error('nothing was posted');

    const outcome = await slack.press('A', first);
    const own = await outcome.answer();
    expect(own).toMatchObject({ ephemeral: true, replaced: false });
    expect(titleOf(own)).toMatch(/^(✓ Right|✗ Not this time)$/);
    expect(slack.sees('U0SECOND')).toEqual([]);
    expect(shownText(await press('B', { ...own, ts: first.ts }))).toContain('that first answer counts');

    await setting.schedule.tick();
    expect(shownText(first)).toContain('1 person has answered.');
    expect(first).toMatchObject({
      ts,
      text: titled('Decision cue of the day'),
      blocks: expect.arrayContaining([
        expect.objectContaining({ type: 'section', accessory: expect.objectContaining({ type: 'button' }) }),
      ]),
    });
    expect(slack.channel('C0STUDY').messages).toHaveLength(1);
    expect(slack.violations).toEqual([]);
  });

  it('is told kindly about a forged button, and one of another installation', async () => {
    const forged = makeAction({ kind: 'forget-me' }, { key: 'another key', pack: 'tiny' });
    const button = (action_id: string) => ({ type: 'button', action_id, text: { type: 'plain_text', text: action_id } });
    const seen = await ask('help');
    const message = slack.sees().find(({ ts }) => ts === seen.ts);
    message?.blocks?.splice(0, 9, { type: 'actions', elements: [button(forged), button('x'.repeat(255))] });
    expect(await press(forged, seen)).toMatchObject({ text: titled('That button is too old'), replaced: true });
    message?.blocks?.splice(0, 9, { type: 'actions', elements: [button('x'.repeat(255))] });
    expect(await press('x'.repeat(255), seen)).toMatchObject({ text: titled('That button is too old') });
  });

  it('is answered once when Slack delivers a command, a press or an event twice', async () => {
    const command = await slack.command('/mlpro lesson 1.1');
    const seen = await command.answer();
    expect(await slack.redeliver(command, { newEnvelope: true })).toMatchObject({ acked: true });
    const pressed = await slack.press('Read more of this lesson', seen, { option: 'Traps' });
    await pressed.answer();
    expect(await slack.redeliver(pressed)).toMatchObject({ acked: true });
    const opened = await slack.openHome();
    await waitFor(() => slack.home());
    expect(await slack.redeliver(opened)).toMatchObject({ acked: true });
    await (await slack.command('/mlpro help')).answer();
    expect([command.seen.length, pressed.seen.length]).toEqual([1, 1]);
    expect(slack.calls.filter(({ method }) => method === 'views.publish')).toHaveLength(1);
  });

  it('has a home tab, whose buttons redraw it', async () => {
    await slack.openHome('U0SECOND');
    const home = await waitFor(() => slack.home('U0SECOND'));
    expect(shownText({ text: '', blocks: home.blocks })).toContain('A Tiny Exam');
    await slack.press('Open a lesson', home, { user: 'U0SECOND', option: '1.1 Pipelines' });
    const lesson = await waitFor(() => (slack.home('U0SECOND')?.hash !== home.hash ? slack.home('U0SECOND') : undefined));
    expect(shownText({ text: '', blocks: lesson.blocks })).toContain('1.1 Pipelines, Estimators and Transformers');
    expect(slack.sees('U0SECOND')).toEqual([]);
    expect(slack.violations).toEqual([]);
  });

  it('is left alone when the other tab of the app is opened', async () => {
    const before = slack.calls.length;
    await slack.event({ type: 'app_home_opened', user: 'U0LEARNER', channel: 'D0LEARNER', tab: 'messages' });
    await ask('help');
    expect(slack.calls.slice(before).map(({ method }) => method)).toEqual(['response_url']);
  });

  it.each([
    ['is gone', { kind: 'status', status: 404 } as const],
    ['breaks off', { kind: 'cut' } as const],
  ])('gets an answer of its own when the address to respond to %s', async (_name, fault) => {
    slack.faults.next('response_url', fault);
    await slack.command('/mlpro help');
    await waitFor(() => slack.sees().length > 0);
    expect(slack.sees()).toMatchObject([{ text: titled('What you can ask for') }]);
    expect(warnings()).toHaveLength(1);
  });

  it('loses one answer, not the bot, when neither way works', async () => {
    slack.faults.next('response_url', { kind: 'status', status: 500 });
    slack.faults.next('chat.postEphemeral', { kind: 'error', error: 'user_not_in_channel' });
    await slack.command('/mlpro help');
    await waitFor(() => warnings().length === 2);
    expect((await ask('help')).text).toEqual(titled('What you can ask for'));
  });

  it('may be unknown, a bot or gone: nobody manages the channel then, and nothing breaks', async () => {
    slack.addUser({ id: 'U0ROBOT', is_bot: true, is_admin: true });
    for (const user of ['U0ROBOT', 'U0GONE'])
      expect(await ask('drill setup 09:00', { user })).toMatchObject({ text: titled('That is for people who manage this channel') });
  });

  it('never finds a token in the log', async () => {
    slack.faults.next('response_url', { kind: 'status', status: 500 });
    slack.faults.next('chat.postEphemeral', { kind: 'status', status: 500 });
    await slack.command('/mlpro help');
    await waitFor(() => warnings().length === 2);
    const said = JSON.stringify(setting.lines, (_key, value) =>
      value instanceof Error ? { ...value, message: value.message, stack: value.stack } : value,
    );
    for (const secret of [slack.botToken, slack.appToken, slack.signingSecret]) expect(said).not.toContain(secret);
  });
});

describe('who may manage a channel', () => {
  let setting: Setting;
  let slack: Setting['slack'];
  const setUp = async (user: string, words = '09:00', channel = 'C0STUDY') => {
    const outcome = await slack.command(`/mlpro drill setup ${words}`, { user, channel });
    return titleOf(await outcome.answer());
  };

  beforeAll(async () => {
    setting = await slackSetting();
    slack = setting.slack;
    await setting.adapter.start();
    slack.addChannel({ id: 'C0OTHER', name: 'other' });
    slack.addChannel({ id: 'G0SECRET', is_private: true, members: ['U0ADMIN'] });
  });
  afterAll(() => setting.stop());

  const groups = async () => (await setting.ledger.activeGroups('slack')).map(({ id }) => id).sort();
  const refused = 'That is for people who manage this channel';

  it('is asked of Slack only for what needs it', async () => {
    await (await slack.command('/mlpro quiz')).answer();
    expect(slack.calls.map(({ method }) => method).filter((method) => method.endsWith('info'))).toEqual([]);
  });

  it('is not just anybody', async () => {
    expect(await setUp('U0LEARNER')).toBe(refused);
    expect(await groups()).toEqual([]);
  });

  it('is an administrator, whose time zone is taken', async () => {
    expect(await setUp('U0ADMIN')).toBe('The daily drill is set');
    expect(await setting.ledger.activeGroups('slack')).toMatchObject([
      { id: 'slack:C0STUDY', zone: 'Europe/Berlin', setBy: 'slack:U0ADMIN' },
    ]);
  });

  it('may name another channel', async () => {
    expect(await setUp('U0ADMIN', '10:00 <#C0OTHER|other>')).toBe('The daily drill is set');
    expect(await groups()).toEqual(['slack:C0OTHER', 'slack:C0STUDY']);
  });

  it.each([
    ['the bot is not in', '<#C0RANDOM|random>', 'I am not in that channel'],
    ['the bot cannot see', '<#G0SECRET|>', 'I am not in that channel'],
    ['Slack did not recognise', '#nowhere', 'I do not know that channel'],
  ])('is told of a channel that %s', async (_name, channel, title) => {
    expect(await setUp('U0ADMIN', `09:00 ${channel}`)).toBe(title);
    expect(await groups()).toHaveLength(2);
  });

  it('is told so where the bot is not in the channel of the command, too', async () => {
    expect(await setUp('U0ADMIN', '09:00', 'C0RANDOM')).toBe('I am not in that channel');
  });

  afterEach(() => slack.grant(undefined));

  const whole = ['chat:write', 'channels:history', 'groups:history', 'im:write', 'channels:read', 'groups:read', 'users:read'];
  const silence = { kind: 'status', status: 500 } as const;
  const limited = { kind: 'rate-limited', retryAfter: 30 } as const;
  const without = (scope: string) => ({ kind: 'error', error: 'missing_scope', needed: scope }) as const;

  it.each<[string, string, string, Partial<Record<string, Fault>>, string[] | undefined, RegExp]>([
    ['Slack is silent about the person', 'U0ADMIN', 'C0STUDY', { 'users.info': silence }, whole, /^Slack did not say; try again/],
    ['Slack limits who asks about people', 'U0LEARNER', 'C0STUDY', { 'users.info': limited }, whole, /^Slack did not say; try again/],
    ['Slack is silent about the channel', 'U0ADMIN', 'C0STUDY', { 'conversations.info': silence }, whole, /^Slack did not say; try again/],
    [
      'Slack is silent about both',
      'U0LEARNER',
      'C0STUDY',
      { 'users.info': silence, 'conversations.info': silence },
      whole,
      /^Slack did not say/,
    ],
    [
      'the app may not ask about people',
      'U0ADMIN',
      'C0STUDY',
      { 'users.info': without('users:read') },
      whole,
      /users:read.*reinstalls the app/,
    ],
    [
      'the app may not ask about channels',
      'U0ADMIN',
      'C0STUDY',
      { 'conversations.info': without('channels:read') },
      whole,
      /channels:read/,
    ],
    ['the app may not write', 'U0ADMIN', 'C0STUDY', {}, whole.filter((scope) => scope !== 'chat:write'), /chat:write.*reinstalls the app/],
    ['the app may not look back', 'U0ADMIN', 'C0STUDY', {}, whole.filter((scope) => scope !== 'channels:history'), /channels:history/],
    [
      'the app may not look back in a private channel',
      'U0ADMIN',
      'G0OPEN',
      {},
      whole.filter((scope) => scope !== 'groups:history'),
      /groups:history/,
    ],
    ['the app may not write to people', 'U0ADMIN', 'C0STUDY', {}, whole.filter((scope) => scope !== 'im:write'), /im:write/],
    ['whoever made a private channel has not invited the bot', 'U0LEARNER', 'G0SECRET', {}, whole, /^I am not in that channel/],
    ['the channel is archived', 'U0ADMIN', 'C0OLD', {}, whole, /^That channel is archived/],
    ['the channel is a conversation of several people', 'U0ADMIN', 'G0SEVERAL', {}, whole, /^That needs a channel/],
    ['the person may not, and the app may', 'U0LEARNER', 'C0STUDY', {}, whole, /^That is for people who manage this channel/],
  ])('is told before anything is set that %s', async (_what, user, channel, faults, scopes, said) => {
    slack.addChannel({ id: 'C0OLD', is_archived: true });
    slack.addChannel({ id: 'G0OPEN', is_private: true, members: ['U0ADMIN', 'U0BOT'] });
    slack.addChannel({ id: 'G0SEVERAL', is_private: true, is_mpim: true, members: ['U0ADMIN', 'U0BOT'] });
    slack.grant(scopes);
    for (const [method, fault] of Object.entries(faults)) if (fault) slack.faults.next(method, fault);
    const outcome = await slack.command('/mlpro drill setup 09:30', { user, channel });
    expect((await outcome.answer()).text).toMatch(said);
    expect(await groups()).toHaveLength(2);
  });

  it.each<[string, string, RegExp]>([
    ['it is typed in a private conversation', '09:30', /^Which channel\?/],
    ['a private conversation is named', '09:30 <#D00ADMIN|>', /^That needs a channel/],
  ])('is told by a message, and nothing is set, when %s', async (_what, words, said) => {
    const { id, messages } = slack.im('U0ADMIN');
    messages.length = 0;
    await slack.command(`/mlpro drill setup ${words}`, { user: 'U0ADMIN', channel: id });
    expect((await waitFor(() => messages[0])).text).toMatch(said);
    expect(await groups()).toHaveLength(2);
  });

  it('is whoever made the channel, too, even when Slack says nothing of the person', async () => {
    slack.addChannel({ id: 'C0MADE', creator: 'U0LEARNER' });
    slack.faults.next('users.info', silence);
    expect(await setUp('U0LEARNER', '09:00 UTC', 'C0MADE')).toBe('The daily drill is set');
    await (await slack.press('Turn it off', undefined, { user: 'U0LEARNER' })).answer();
    expect(await groups()).toHaveLength(2);
  });

  it('turns it off again', async () => {
    const seen = await (await slack.command('/mlpro drill off', { user: 'U0OWNER' })).answer();
    expect(titleOf(seen)).toBe('The daily drill is off');
    expect(await groups()).toEqual(['slack:C0OTHER']);
  });
});
