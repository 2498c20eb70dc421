import { once } from 'node:events';
import { Agent, type IncomingMessage, request, Server } from 'node:http';
import { json } from 'node:stream/consumers';
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deadline } from '../../fixtures/deadline.ts';
import { bareSlackBot, type Json, messageProblems, shownText, type SlackStandIn, startSlack, waitFor } from './index.ts';
import { silent } from './bare.ts';
import { readSpec } from './specs.ts';

const logLevel = LogLevel.ERROR;
const heard: { event_id: string; retry: number | undefined }[] = [];

/** A real Bolt app with one listener for each thing the tests do. */
function study(app: App): App {
  app.command('/mlpro', async ({ ack, command, respond, client }) => {
    if (command.text === 'silence') return;
    if (command.text === 'at once') return ack({ text: 'In the ack.' });
    await ack();
    if (command.text === 'post') await client.chat.postMessage({ channel: command.channel_id, text: 'For everybody.' });
    else await respond({ text: 'Pick one', blocks: question('Pick one') });
  });
  app.action('pick', async ({ ack, respond, body }) => {
    await ack();
    const private_ = 'container' in body && body.container.is_ephemeral && !('message' in body);
    await respond({ replace_original: true, text: private_ ? 'Picked in private' : 'Picked in public' });
  });
  app.action('again', async ({ ack, respond }) => {
    await ack();
    for (let i = 1; i <= 6; i += 1) await respond({ text: `use ${i}` }).catch(() => heard.push({ event_id: 'refused', retry: i }));
  });
  app.action('gone', async ({ ack, respond }) => {
    await ack();
    await respond({ delete_original: true });
  });
  app.action('menu', async ({ ack }) => ack());
  app.event('app_home_opened', async ({ event, client, body, context }) => {
    heard.push({ event_id: body.event_id, retry: context.retryNum });
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: question('Home') } });
  });
  return app;
}

function question(text: string) {
  const button = (action_id: string, label: string) => ({
    type: 'button' as const,
    action_id,
    value: 'v1',
    text: { type: 'plain_text' as const, text: label },
  });
  const elements = [button('pick', 'A good answer'), button('again', 'Again and again'), button('gone', 'Away')];
  return [
    { type: 'section' as const, text: { type: 'mrkdwn' as const, text } },
    { type: 'actions' as const, elements },
  ];
}

function menuOf(values: readonly string[], label?: string) {
  const options = values.map((value) => ({ text: { type: 'plain_text' as const, text: label ?? value }, value }));
  const placeholder = { type: 'plain_text' as const, text: 'Read on' };
  return { type: 'actions' as const, elements: [{ type: 'static_select' as const, action_id: 'menu', placeholder, options }] };
}

let slack: SlackStandIn;
let web: WebClient;
let socketApp: App;
let httpApp: App;
let httpUrl: string;

const client = (options: WebClientOptions = {}) =>
  new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, logger: silent, retryConfig: { retries: 0 }, ...options });
const errorOf = (call: Promise<unknown>) =>
  call.then(
    () => 'no error',
    (error) => error.data?.error ?? error.code,
  );
const lastText = (channel = 'C0STUDY') => slack.channel(channel).messages.at(-1)?.text;

beforeAll(async () => {
  slack = await startSlack({ ackTimeoutMs: deadline });
  web = client();
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  const common = { token: slack.botToken, logger: silent, clientOptions, deferInitialization: true };
  const installerOptions = { clientOptions: { ...clientOptions } };
  const receiver = new SocketModeReceiver({ appToken: slack.appToken, logger: silent, clientPingTimeout: deadline, installerOptions });
  socketApp = study(new App({ ...common, receiver }));
  const httpReceiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logger: silent });
  httpApp = study(new App({ ...common, receiver: httpReceiver }));
  await Promise.all([socketApp.init(), httpApp.init()]);
  await socketApp.start();
  const server = await httpApp.start({ port: 0, host: '127.0.0.1' });
  const address = server instanceof Server ? server.address() : null;
  httpUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/slack/events`;
});

beforeEach(() => {
  slack.violations.length = 0;
  slack.allowed.length = 0;
  slack.workspace.ephemerals.length = 0;
  heard.length = 0;
  slack.faults.clear();
  slack.deliverTo(undefined);
});

afterAll(async () => {
  await Promise.all([socketApp.stop(), httpApp.stop()]);
  await slack.stop();
});

describe.each(['Socket Mode', 'HTTP mode'])('a learner over %s', (mode) => {
  beforeEach(() => slack.deliverTo(mode === 'HTTP mode' ? httpUrl : undefined));

  it('sees the answer to a command, which was acked first', async () => {
    const outcome = await slack.command('/mlpro ask', { user: 'U0SECOND' });
    expect(outcome).toMatchObject({ acked: true });
    expect(await outcome.answer()).toMatchObject({ text: 'Pick one', ephemeral: true });
    expect(slack.sees('U0SECOND').map(shownText)[0]).toContain('A good answer');
    expect(slack.sees('U0LEARNER')).toEqual([]);
    expect(slack.violations).toEqual([]);
  });

  it('sees what the ack itself says', async () => {
    const { seen } = await slack.command('/mlpro at once');
    expect(seen).toMatchObject([{ text: 'In the ack.', ephemeral: true }]);
  });

  it('presses a button on an ephemeral message, which is replaced', async () => {
    const asked = await (await slack.command('/mlpro ask')).answer();
    const pressed = await slack.press('A good answer', asked);
    expect(await pressed.answer()).toMatchObject({ text: 'Picked in private', replaced: true });
    expect(slack.sees()).toMatchObject([{ text: 'Picked in private', ts: asked.ts }]);
    expect(slack.sees()[0]?.blocks).toBeUndefined();
  });

  it('presses a button on a public message, whose body travels along', async () => {
    await web.chat.postMessage({ channel: 'C0STUDY', text: 'Question', blocks: question('Question') });
    await (await slack.press('pick')).answer();
    expect(lastText()).toBe('Picked in public');
  });

  it('is refused the sixth use of a response_url', async () => {
    await (await slack.command('/mlpro ask')).answer();
    const { seen } = await slack.press('Again and again');
    await waitFor(() => heard.length > 0);
    expect(seen.map(({ text }) => text)).toEqual(['use 1', 'use 2', 'use 3', 'use 4', 'use 5']);
    expect(heard).toEqual([{ event_id: 'refused', retry: 6 }]);
  });

  it('opens the home tab, and the same event can come again', async () => {
    await slack.openHome('U0SECOND');
    const view = await waitFor(() => slack.home('U0SECOND'));
    expect(view.blocks).toHaveLength(2);
    await slack.redeliver();
    await waitFor(() => heard.length === 2);
    expect(new Set(heard.map(({ event_id }) => event_id)).size).toBe(1);
    expect(heard.map(({ retry }) => retry)).toEqual([undefined, 1]);
    expect(slack.violations).toEqual([]);
  });

  it('is told when the bot does not ack', async () => {
    const outcome = await slack.command('/mlpro silence', { timeoutMs: 50 });
    expect(outcome).toMatchObject({ acked: false, failure: 'operation_timeout' });
  });
});

describe('what a learner does', () => {
  it('can make a message disappear, if the bot deletes it', async () => {
    await (await slack.command('/mlpro ask')).answer();
    await slack.press('Away');
    await waitFor(() => slack.sees().length === 0);
  });

  it('can arrive twice', async () => {
    const first = await slack.command('/mlpro ask');
    await first.answer();
    const second = await slack.redeliver(first);
    await second.answer();
    expect(second.envelope).toEqual(first.envelope);
    expect(slack.sees()).toHaveLength(2);
  });

  it('is turned away by the bot when the signature is forged, old or missing', async () => {
    slack.deliverTo(httpUrl);
    for (const signature of ['wrong', 'old', 'missing'] as const) {
      expect(await slack.command('/mlpro ask', { signature })).toMatchObject({ acked: false, status: 401 });
    }
    expect(slack.sees()).toEqual([]);
  });

  it('names what there is when a button is missing', async () => {
    const asked = await (await slack.command('/mlpro ask')).answer();
    await expect(slack.press('nowhere', asked)).rejects.toThrow('there are: pick or A good answer');
  });

  it.each([
    ['samples/app-backend/slash-commands/SlashCommandPayload.json', () => slack.command('/mlpro ask')],
    ['samples/app-backend/interactive-components/BlockActionPayload.json', () => slack.press('pick')],
    ['samples/events/AppHomeOpenedPayload.json', () => slack.openHome()],
  ])('sends only fields that %s knows', async (path, act) => {
    await web.chat.postMessage({ channel: 'C0STUDY', text: 'Question', blocks: question('Question') });
    const { envelope } = await act();
    const sample = Object.keys(readSpec<Json>(path));
    expect(Object.keys(envelope.payload).filter((key) => !sample.includes(key))).toEqual([]);
  });

  it('tells which option of a menu was picked, in the action and in the state', async () => {
    await web.chat.postMessage({ channel: 'C0STUDY', text: 'Question', blocks: [menuOf(['Traps', 'Code'])] });
    const { envelope } = await slack.press('Read on', undefined, { option: 'Code' });
    const { actions, state } = envelope.payload as { actions: Json[]; state: Json };
    const selected_option = { text: { type: 'plain_text', text: 'Code' }, value: 'Code' };
    expect(actions).toMatchObject([{ type: 'static_select', action_id: 'menu', selected_option }]);
    expect(state).toEqual({ values: { [String(actions[0]?.block_id)]: { menu: { type: 'static_select', selected_option } } } });
    const [sample] = readSpec<{ actions: Json[] }>('samples/app-backend/interactive-components/BlockActionPayload.json').actions;
    expect(Object.keys(actions[0] ?? {}).filter((key) => !Object.keys(sample ?? {}).includes(key))).toEqual([]);
    await expect(slack.press('Read on', undefined, { option: 'Pairs' })).rejects.toThrow('there is no option "Pairs" in menu');
  });
});

describe('what the bot sends', () => {
  const post = (args: Json) => errorOf(web.apiCall('chat.postMessage', { channel: 'C0STUDY', text: 'text', ...args }));
  const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
  const button = (more: Json) => ({ type: 'button', action_id: 'a', text: { type: 'plain_text', text: 'ok' }, ...more });

  it.each([
    ['an unknown property', [{ ...section('x'), txt: 1 }], '$.blocks[0] has the unknown property "txt"'],
    ['an unknown type', [{ type: 'sectoin' }], '$.blocks[0].type must be one of actions'],
    ['a header in mrkdwn', [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }], '$.blocks[0].text.type must be "plain_text"'],
    ['a long header', [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }], '$.blocks[0].text has 151 characters'],
    [
      'a long label',
      [{ type: 'actions', elements: [button({ text: { type: 'plain_text', text: 'x'.repeat(76) } })] }],
      '$.blocks[0].elements[0].text has 76',
    ],
    [
      'a wrong style',
      [{ type: 'actions', elements: [button({ style: 'pink' })] }],
      '$.blocks[0].elements[0].style must be one of primary, danger',
    ],
    ['an option twice', [menuOf(['x', 'x'])], '$.blocks[0].elements[0] uses the option value "x" more than once'],
    ['too many options', [menuOf(Array.from({ length: 101 }, (_, at) => `${at}`))], '$.blocks[0].elements[0].options has 101 items'],
    ['a long value', [menuOf(['x'.repeat(151)], 'x')], '$.blocks[0].elements[0].options[0].value has 151'],
    ['an action_id twice', [{ type: 'actions', elements: [button({}), button({})] }], '$.blocks[0] uses the action_id "a" more than once'],
    ['an empty section', [section('')], '$.blocks[0].text has 0 characters'],
    ['too many blocks', Array.from({ length: 51 }, () => ({ type: 'divider' })), '$.blocks has 51 blocks'],
    [
      'a long option',
      [{ ...section('x'), accessory: { type: 'overflow', options: [{ text: { type: 'plain_text', text: 'x'.repeat(76) } }] } }],
      '$.blocks[0].accessory.options[0].text has 76',
    ],
  ])('is refused for %s', async (_name, blocks, sentence) => {
    expect(await post({ blocks })).toBe('invalid_blocks');
    expect(slack.violations).toHaveLength(1);
    expect(slack.violations[0]).toContain(`chat.postMessage: ${sentence}`);
  });

  it('is refused when all blocks together say too much', async () => {
    expect(await post({ blocks: Array.from({ length: 4 }, () => section('x'.repeat(2500))) })).toBe('msg_blocks_too_long');
  });

  it.each([
    [{ text: 'Hi <!channel>' }, '$.text holds the control sequence <!channel>'],
    [{ blocks: [section('<@U0LEARNER> hi')] }, '$.blocks[0].text.text holds the control sequence <@U0LEARNER>'],
    [{ text: 'a < b' }, '$.text holds an unescaped "<"'],
    [{ text: '', blocks: [section('x')] }, '$.text is missing beside blocks; notifications and screen readers need it'],
    [{ txet: 'x' }, '$ has the unknown argument "txet"'],
  ])('goes through but is written down: %j', async (args, sentence) => {
    expect(await post(args)).toBe('no error');
    expect(slack.violations).toEqual([`chat.postMessage: ${sentence}`]);
  });

  it('may mention whom the test allows, and escaped text and links are fine', async () => {
    slack.allowed.push('<@');
    expect(await post({ text: '<@U0LEARNER>: a &lt; b &amp; <https://example.org|c>' })).toBe('no error');
    expect(slack.violations).toEqual([]);
  });

  it('is checked on the way through response_url and acks too', () => {
    expect(messageProblems('response_url', { text: 'x', replace_orignal: true }, [])).toHaveLength(1);
  });

  it('is refused when a view does not fit', async () => {
    const view = { type: 'home' as const, blocks: [], private_metadata: 'x'.repeat(3001) };
    expect(await errorOf(web.views.publish({ user_id: 'U0LEARNER', view }))).toBe('invalid_arguments');
    expect(slack.violations).toEqual(['views.publish: $.view.private_metadata has 3001 characters, at most 3000 are allowed']);
  });

  it('opens a modal with a trigger_id once', async () => {
    const { envelope } = await slack.command('/mlpro ask');
    const title = { type: 'plain_text' as const, text: 'A title' };
    const open = () =>
      errorOf(web.views.open({ trigger_id: String(envelope.payload.trigger_id), view: { type: 'modal', title, blocks: [] } }));
    expect([await open(), await open()]).toEqual(['no error', 'exchanged_trigger_id']);
  });
});

describe('the workspace', () => {
  it('keeps what was posted, changed and deleted', async () => {
    const { ts = '' } = await web.chat.postMessage({ channel: 'C0STUDY', text: 'first', blocks: question('first') });
    await web.chat.postMessage({ channel: 'C0STUDY', text: 'in the thread', thread_ts: ts });
    await web.chat.update({ channel: 'C0STUDY', ts, text: 'changed' });
    const { messages } = await web.conversations.history({ channel: 'C0STUDY', limit: 1 });
    expect(messages).toMatchObject([{ ts, text: 'changed' }]);
    expect(messages?.[0]?.blocks).toBeUndefined();
    const thread = await web.conversations.replies({ channel: 'C0STUDY', ts });
    expect(thread.messages?.map(({ text }) => text)).toEqual(['changed', 'in the thread']);
    await web.chat.delete({ channel: 'C0STUDY', ts });
    expect(await errorOf(web.chat.update({ channel: 'C0STUDY', ts, text: 'x' }))).toBe('message_not_found');
  });

  it('gives every message its own, growing timestamp, and pages through them', async () => {
    const channel = slack.addChannel({ id: 'C0PAGES' }).id;
    for (const text of ['1', '2', '3']) await web.chat.postMessage({ channel, text });
    const pages = [];
    for await (const page of web.paginate('conversations.history', { channel, limit: 2 }))
      pages.push((page as { messages?: Json[] }).messages);
    expect(pages.map((page) => page?.map(({ text }) => text))).toEqual([['3', '2'], ['1']]);
  });

  it('knows people and channels', async () => {
    expect((await web.users.info({ user: 'U0ADMIN' })).user).toMatchObject({
      is_admin: true,
      is_owner: false,
      tz: 'Europe/Berlin',
    });
    expect((await web.conversations.info({ channel: 'C0RANDOM' })).channel).toMatchObject({ is_member: false, name: 'random' });
    const im = await web.conversations.open({ users: 'U0SECOND' });
    expect(im.channel?.id).toBe(slack.im('U0SECOND').id);
    await web.chat.postEphemeral({ channel: 'C0STUDY', user: 'U0SECOND', text: 'only for you' });
    expect(slack.sees('U0SECOND')).toMatchObject([{ text: 'only for you' }]);
  });

  it('refuses where the bot may not go', async () => {
    const post = (channel: string) => errorOf(web.chat.postMessage({ channel, text: 'x' }));
    slack.addChannel({ id: 'C0LEFT' });
    slack.removeBot('C0LEFT');
    slack.addChannel({ id: 'C0OLD', is_archived: true });
    slack.addChannel({ id: 'G0SECRET', is_private: true, members: ['U0OWNER'] });
    expect(await Promise.all(['C0LEFT', 'C0OLD', 'G0SECRET', 'C0NONE'].map(post))).toEqual([
      'not_in_channel',
      'is_archived',
      'channel_not_found',
      'channel_not_found',
    ]);
  });

  it('refuses unknown methods and wrong tokens', async () => {
    expect(await errorOf(web.apiCall('chat.sing'))).toBe('unknown_method');
    expect(await errorOf(new WebClient('xoxb-wrong', { slackApiUrl: slack.apiUrl, logger: silent }).auth.test())).toBe('invalid_auth');
    slack.revokeToken('token_revoked');
    expect(await errorOf(web.auth.test())).toBe('token_revoked');
    slack.restoreToken();
    expect(await errorOf(web.auth.test())).toBe('no error');
  });
});

describe('faults', () => {
  const post = (with_ = web) => errorOf(with_.chat.postMessage({ channel: 'C0STUDY', text: 'x' }));
  const count = () => slack.channel('C0STUDY').messages.length;

  it('slow the bot down', async () => {
    slack.faults.next('chat.postMessage', { kind: 'rate-limited', retryAfter: 30 });
    expect(await post(client({ rejectRateLimitedCalls: true }))).toBe('slack_webapi_rate_limited_error');
    expect(await post()).toBe('no error');
  });

  it('fail as often as asked', async () => {
    slack.faults.next('chat.postMessage', { kind: 'status', status: 500 }, 2);
    expect([await post(), await post(), await post()]).toEqual(['slack_webapi_http_error', 'slack_webapi_http_error', 'no error']);
    slack.faults.next('*', { kind: 'error', error: 'internal_error' });
    expect(await post()).toBe('internal_error');
  });

  it('can lose the answer to a call that was carried out, so that a retry posts twice', async () => {
    const before = count();
    slack.faults.next('chat.postMessage', { kind: 'status', status: 500, carriedOut: true });
    slack.faults.next('chat.postMessage', { kind: 'cut', carriedOut: true });
    expect(await post(client({ retryConfig: { retries: 2, minTimeout: 5, maxTimeout: 5 } }))).toBe('no error');
    expect(count()).toBe(before + 3);
  });

  it('can hang, cut or delay', async () => {
    const before = count();
    slack.faults.next('chat.postMessage', { kind: 'hang' });
    expect(await post(client({ timeout: 50 }))).toBe('slack_webapi_request_error');
    slack.faults.next('chat.postMessage', { kind: 'cut' });
    expect(await post()).toBe('slack_webapi_request_error');
    slack.faults.next('chat.postMessage', { kind: 'delay', ms: 40 });
    const started = performance.now();
    expect(await post()).toBe('no error');
    expect(performance.now() - started).toBeGreaterThan(35);
    expect(count()).toBe(before + 1);
  });

  it('can hold an answer for as long as a test wants', async () => {
    let open = () => {};
    const until = new Promise<void>((resolve) => (open = resolve));
    slack.faults.next('chat.postMessage', { kind: 'held', until });
    const order: string[] = [];
    const before = count();
    const posted = post().then((outcome) => order.push(outcome));
    await waitFor(() => count() > before);
    await web.auth.test();
    order.push('opened');
    open();
    await posted;
    expect(order).toEqual(['opened', 'no error']);
  });

  it('end what waits for an ack when its connection ends', async () => {
    const own = await startSlack({ ackTimeoutMs: deadline });
    const bot = await bareSlackBot({ ...own, isQuiet: true });
    bot.app.command('/silence', async () => own.socket.cut());
    expect(await own.command('/silence')).toMatchObject({ acked: false, failure: 'dispatch_failed' });
    await bot.stop();
    await own.stop();
  });

  it('can turn every connection away for a time', async () => {
    slack.faults.refuse('everything', 60);
    expect(await post()).toBe('slack_webapi_request_error');
    await waitFor(() => slack.faults.refused() === 'nothing');
    expect(await post()).toBe('no error');
  });

  it('can hold the bot to the rate limits', async () => {
    let now = 1_800_000_000_000;
    const strict = await startSlack({ enforceRates: true, now: () => now });
    const eager = new WebClient(strict.botToken, { slackApiUrl: strict.apiUrl, logger: silent, rejectRateLimitedCalls: true });
    const say = () => errorOf(eager.chat.postMessage({ channel: 'C0STUDY', text: 'x' }));
    for (let i = 0; i < 5; i += 1) expect(await say()).toBe('no error');
    expect(await say()).toBe('slack_webapi_rate_limited_error');
    now += 5000;
    expect(await say()).toBe('no error');
    await strict.stop();
  });

  it('can hold the bot to so many posts a minute in all channels together', async () => {
    let now = 1_800_000_000_000;
    const strict = await startSlack({ enforceRates: true, now: () => now });
    // So many calls over one plain connection: the SDK's own are made above.
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const headers = { authorization: `Bearer ${strict.botToken}`, 'content-type': 'application/x-www-form-urlencoded' };
    const say = async (nth: number) => {
      const call = request(`${strict.apiUrl}chat.postMessage`, { method: 'POST', agent, headers });
      call.end(`channel=C0NOWHERE${nth}&text=x`);
      const [response] = (await once(call, 'response')) as [IncomingMessage];
      return ((await json(response)) as { error: string }).error;
    };
    for (let nth = 0; nth < 400; nth += 1) expect(await say(nth)).toBe('channel_not_found');
    expect(await say(400)).toBe('ratelimited');
    now += 60_000;
    expect(await say(400)).toBe('channel_not_found');
    agent.destroy();
    await strict.stop();
  });
});

describe('forms, words and permissions', () => {
  let own: SlackStandIn;
  let app: App;
  const sent: unknown[] = [];

  beforeAll(async () => {
    own = await startSlack({ scopes: ['commands', 'chat:write', 'im:history'], ackTimeoutMs: deadline });
    const clientOptions = { slackApiUrl: own.apiUrl };
    const receiver = new SocketModeReceiver({ appToken: own.appToken, logLevel, installerOptions: { clientOptions } });
    app = new App({ token: own.botToken, receiver, logLevel, clientOptions, deferInitialization: true });
    app.command('/form', async ({ ack, client, command }) => {
      await ack();
      await client.views.open({ trigger_id: command.trigger_id, view: form });
    });
    app.view('study', async ({ ack, view }) => {
      sent.push(view.state.values);
      if (view.state.values.when?.at?.selected_time === '00:00')
        await ack({ response_action: 'errors', errors: { when: 'Too early.', gone: 'No such field.' } });
      else await ack();
    });
    app.event('message', async ({ event, client }) => {
      const text = 'text' in event ? `You wrote: ${event.text}` : 'no words';
      await client.chat.postMessage({ channel: event.channel, text });
    });
    await app.init();
    await app.start();
  });
  afterAll(async () => {
    await app.stop();
    await own.stop();
  });

  const text = (words: string) => ({ type: 'plain_text' as const, text: words });
  const form = {
    type: 'modal' as const,
    callback_id: 'study',
    title: text('When?'),
    submit: text('Send'),
    blocks: [
      {
        type: 'input' as const,
        block_id: 'when',
        label: text('Time'),
        element: { type: 'timepicker' as const, action_id: 'at', initial_time: '09:00' },
      },
      {
        type: 'input' as const,
        block_id: 'days',
        label: text('Days'),
        element: { type: 'checkboxes' as const, action_id: 'on', options: [{ text: text('Monday'), value: 'mon' }] },
      },
    ],
  };

  it('hand over what was filled into a form, and close it', async () => {
    await own.command('/form');
    await waitFor(() => own.workspace.modals.length > 0);
    expect(await own.submit({ Days: ['Monday'] })).toMatchObject({ acked: true });
    expect(sent.pop()).toMatchObject({
      when: { at: { type: 'timepicker', selected_time: '09:00' } },
      days: { on: { type: 'checkboxes', selected_options: [{ value: 'mon' }] } },
    });
    expect(own.workspace.modals).toEqual([]);
  });

  it('keep a form with errors open, and tell of an error for no field', async () => {
    await own.command('/form');
    await waitFor(() => own.workspace.modals.length > 0);
    expect((await own.submit({ Time: '00:00' })).body).toMatchObject({ response_action: 'errors' });
    expect(own.workspace.modals).toHaveLength(1);
    expect(own.violations.splice(0)).toEqual(['the form has no input "gone" for an error']);
    await expect(own.submit({ Weeks: '2' })).rejects.toThrow('no input "Weeks"; it has: Time, Days');
  });

  it('bring what somebody writes to the bot', async () => {
    await own.write('hello');
    const im = own.im('U0LEARNER');
    await waitFor(() => im.messages.length > 1);
    expect(im.messages.map((message) => message.text)).toEqual(['hello', 'You wrote: hello']);
  });

  it('bring no event, and take no call, for which the app has no scope', async () => {
    await expect(own.mention('@bot hello')).rejects.toThrow('the app lacks app_mentions:read');
    const web = new WebClient(own.botToken, { slackApiUrl: own.apiUrl, logger: silent });
    const refusal = await web.users.info({ user: 'U0LEARNER' }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ data: { error: 'missing_scope', needed: 'users:read', provided: 'commands,chat:write,im:history' } });
    own.giveScope('users:read');
    expect(await web.users.info({ user: 'U0LEARNER' })).toMatchObject({ ok: true });
    own.takeScope('users:read');
    await expect(web.users.info({ user: 'U0LEARNER' })).rejects.toThrow('missing_scope');
  });
});

describe('the bare bot', () => {
  it.each([
    ['Socket Mode', undefined],
    ['HTTP mode', 0],
  ])('answers over %s', async (_mode, port) => {
    const own = await startSlack({ ackTimeoutMs: deadline });
    const bot = await bareSlackBot({ ...own, text: 'Hello.', ...(port !== undefined && { port }) });
    own.deliverTo(bot.url);
    expect(await (await own.command('/mlpro')).answer()).toMatchObject({ text: 'Hello.' });
    await bot.stop();
    await own.stop();
  });
});
