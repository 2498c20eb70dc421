import { type ExpectStatic, it as alone, vi } from 'vitest';
import { type SlackStandIn, waitFor } from '../../standins/slack/index.ts';
import { drillToPost, gate, hearAllRejections, makeWaits, type Setting, slackSetting, titled, type Waits } from './setting.ts';

hearAllRejections();

type Patience = Setting & { waits: Waits; expect: ExpectStatic };

/** Some of this takes real seconds: side by side, each in a workspace of its own, where a wait that Slack asks for is over when the test says so. */
const it = (name: string, test: (setting: Patience) => Promise<void>) =>
  alone.concurrent(name, async ({ expect, onTestFinished }) => {
    const waits = makeWaits();
    const setting = await slackSetting({ waits });
    onTestFinished(setting.stop);
    await test({ ...setting, waits, expect });
  });

const warningsIn = (lines: Setting['lines']) => lines.filter(({ level }) => level === 'warn');
/** How often a connection was asked for. */
const openedIn = ({ calls }: SlackStandIn) => calls.filter(({ method }) => method === 'apps.connections.open').length;

it('Slack is waited for when it cannot be reached at the start, and complained of once', async ({ slack, adapter, lines, expect }) => {
  slack.faults.refuse('everything');
  await adapter.start();
  expect(adapter.isReady()).toBe(false);
  slack.faults.accept();
  await waitFor(() => adapter.isReady());
  expect(await slack.command('/mlpro help')).toMatchObject({ acked: true });
  expect(warningsIn(lines)).toHaveLength(1);
});

it('Slack may end a connection and never hang up', async ({ slack, adapter, expect }) => {
  await adapter.start();
  slack.socket.refresh({ leaveTcpOpen: true });
  await waitFor(() => openedIn(slack) === 2 && adapter.isReady() && slack.socket.connections() === 1);
  expect(await slack.command('/mlpro help')).toMatchObject({ acked: true });
});

it('Slack may not say within two seconds who manages a channel: that is said, and nothing is set', async ({
  slack,
  adapter,
  lines,
  ledger,
  expect,
}) => {
  await adapter.start();
  slack.faults.next('users.info', { kind: 'hang' });
  slack.faults.next('conversations.info', { kind: 'status', status: 500 });
  const outcome = await slack.command('/mlpro drill setup 09:00', { user: 'U0ADMIN' });
  expect(outcome).toMatchObject({ acked: true });
  expect(await outcome.answer()).toMatchObject({ text: titled('Slack did not say; try again') });
  expect(await ledger.activeGroups('slack')).toEqual([]);
  expect(warningsIn(lines)).toHaveLength(2);
});

it('a post waits as long as Slack asks, and neither another channel nor a learner waits with it', async ({
  slack,
  adapter,
  lines,
  waits,
  expect,
}) => {
  await adapter.start();
  slack.addChannel({ id: 'C0OTHER' });
  const { messages } = slack.channel('C0STUDY');
  slack.faults.next('chat.postMessage', { kind: 'rate-limited', retryAfter: 2 });
  const waiting = Promise.all([adapter.post(drillToPost('first')), adapter.post(drillToPost('second'))]);
  await waitFor(() => lines.some(({ says }) => says.includes('asks to wait')));
  await adapter.post({ ...drillToPost('other'), channel: 'C0OTHER' });
  await (await slack.command('/mlpro help')).answer();
  await slack.openHome();
  await waitFor(() => slack.home());
  expect(messages).toEqual([]);
  expect(waits.asked).toEqual([2_000]);
  waits.pass();
  expect(await waiting).toEqual(messages.map(({ ts }) => ts));
  expect(messages).toHaveLength(2);
});

it('a post that hangs is left behind when we stop, and found again later', async ({ slack, adapter, another, expect }) => {
  await adapter.start();
  slack.faults.next('chat.postMessage', { kind: 'hang', carriedOut: true });
  const posted = adapter.post(drillToPost()).catch((error: unknown) => error);
  await waitFor(() => slack.channel('C0STUDY').messages.length === 1);
  await adapter.stop();
  expect(await posted).toBeInstanceOf(Error);
  const next = another();
  expect(await next.find({ ...drillToPost(), since: Date.now() - 3_600_000 })).toBe(slack.channel('C0STUDY').messages[0]?.ts);
  await next.stop();
});

for (const [name, method, act] of [
  ['a command', 'response_url', (slack) => slack.command('/mlpro help')],
  ['words in a direct message', 'chat.postMessage', (slack) => slack.write('help')],
  ['a command in a direct message', 'chat.postMessage', (slack) => slack.command('/mlpro help', { channel: slack.im('U0LEARNER').id })],
  ['its name in a channel', 'chat.postEphemeral', (slack) => slack.mention('@bot help')],
  ['the home tab', 'views.publish', (slack) => slack.openHome()],
] as [string, string, (slack: SlackStandIn) => Promise<unknown>][])
  it(`the answer to ${name} waits as long as Slack asks, twice, and comes once`, async ({ slack, adapter, lines, waits, expect }) => {
    await adapter.start();
    waits.pass();
    slack.faults.next(method, { kind: 'rate-limited', retryAfter: 1 }, 2);
    await act(slack);
    const made = () => slack.calls.filter((call) => call.method === method);
    await waitFor(() => made().at(-1)?.answer);
    const answers = [...slack.sees(), ...slack.im('U0LEARNER').messages.filter(({ bot_id }) => bot_id), slack.home()].filter(Boolean);
    expect([answers.length, made().length]).toEqual([1, 3]);
    expect(waits.asked).toEqual([1_000, 1_000]);
    expect(made().map(({ isTooEarly }) => isTooEarly)).toEqual([false, false, false]);
    expect(lines.filter(({ says }) => says === 'Slack asks to wait.')).toHaveLength(2);
    expect(warningsIn(lines)).toEqual([]);
  });

it('answers to the same message keep their order while they wait', async ({ slack, adapter, waits, expect }) => {
  await adapter.start();
  const lesson = await (await slack.command('/mlpro lesson 1.2')).answer();
  slack.faults.next('response_url', { kind: 'rate-limited', retryAfter: 1 });
  await slack.press('All lessons', lesson);
  const last = await slack.press('Quiz me on it', lesson);
  await waitFor(() => waits.asked.length > 0);
  expect(slack.sees()).toMatchObject([{ ts: lesson.ts, text: lesson.text }]);
  waits.pass();
  await last.answer();
  expect(slack.sees()).toMatchObject([{ ts: lesson.ts, text: expect.stringMatching(/^Question 1 of/) }]);
});

it('the fifth use of an address is the last', async ({ slack, adapter, waits, expect }) => {
  await adapter.start();
  waits.pass();
  slack.faults.next('response_url', { kind: 'rate-limited', retryAfter: 1 }, 9);
  await slack.command('/mlpro help');
  await waitFor(() => slack.sees().length > 0);
  expect(slack.calls.filter(({ method }) => method === 'response_url')).toHaveLength(5);
  expect(slack.sees()).toMatchObject([{ text: titled('What you can ask for') }]);
});

// Once connected, the first is asked once more: what the app is allowed.
for (const [method, times] of [
  ['auth.test', 3],
  ['apps.connections.open', 2],
] as const)
  it(`Slack may limit ${method} while we connect: it is asked again no sooner than it wants`, async ({ slack, adapter, waits, expect }) => {
    slack.faults.next(method, { kind: 'rate-limited', retryAfter: 3 });
    await adapter.start();
    await waitFor(() => waits.asked.length > 0);
    const asked = () => slack.calls.filter((call) => call.method === method);
    expect(waits.asked).toEqual([3_000]);
    waits.pass();
    await waitFor(() => adapter.isReady() && asked().length >= times);
    // By itself the bot would try again after a second.
    expect(asked().map(({ isTooEarly }) => isTooEarly)).toEqual(Array.from({ length: times }, () => false));
  });

for (const [how, options] of [
  ['is a refresh', {}],
  ['is a warning', { reason: 'warning' }],
  ['is of a reason that nobody knows yet', { reason: 'a_reason_of_next_year' }],
  ['leaves the TCP connection open', { leaveTcpOpen: true }],
  ['is a warning, and leaves the TCP connection open', { reason: 'warning', leaveTcpOpen: true }],
] as const)
  it(`Slack’s goodbye, several times a day, loses no command, although it ${how}`, async ({ slack, adapter, lines, expect }) => {
    await adapter.start();
    slack.socket.refresh(options);
    const moments: { acked: boolean; isReady: boolean }[] = [];
    const ask = async () => moments.push({ acked: (await slack.command('/mlpro help')).acked, isReady: adapter.isReady() });
    while (openedIn(slack) < 2 || slack.socket.connections() !== 1) await ask();
    await ask();
    expect(moments.filter(({ acked, isReady }) => !acked || !isReady)).toEqual([]);
    expect(warningsIn(lines)).toEqual([]);
  });

it('Slack’s goodbye keeps the old line until the new one is open', async ({ slack, adapter, lines, expect }) => {
  await adapter.start();
  slack.faults.next('apps.connections.open', { kind: 'error', error: 'internal_error' });
  slack.socket.refresh();
  await waitFor(() => warningsIn(lines).length > 0);
  expect(adapter.isReady()).toBe(true);
  expect(await slack.command('/mlpro help')).toMatchObject({ acked: true });
  await waitFor(() => openedIn(slack) === 3 && slack.socket.connections() === 1);
  expect(await slack.command('/mlpro help')).toMatchObject({ acked: true });
});

// Timers that stand still would hold up its neighbours: this one is alone.
alone('an answer that Slack takes late is there once', async ({ onTestFinished, expect }) => {
  const { slack, adapter, lines, stop } = await slackSetting();
  onTestFinished(stop);
  await adapter.start();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { until, open } = gate();
  slack.faults.next('response_url', { kind: 'held', until });
  const outcome = await slack.command('/mlpro help');
  await outcome.answer();
  await vi.advanceTimersByTimeAsync(14_000);
  open();
  await (await slack.command('/mlpro lesson')).answer();
  await adapter.stop();
  expect(slack.sees().map(({ text }) => text.split('\n')[0])).toEqual(['What you can ask for', 'A Tiny Exam']);
  expect(warningsIn(lines)).toEqual([]);
});
