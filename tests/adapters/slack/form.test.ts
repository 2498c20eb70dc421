import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isObject, type Json, shownText, waitFor } from '../../standins/slack/index.ts';
import type { Filled } from '../../standins/slack/forms.ts';
import type { Group } from '../../../src/core/state.ts';
import { type Setting, slackSetting, studyGroup, titled } from './setting.ts';

describe('the form of the drill', () => {
  let setting: Setting;
  let slack: Setting['slack'];

  beforeEach(async () => {
    setting = await slackSetting();
    slack = setting.slack;
    await setting.adapter.start();
    slack.addChannel({ id: 'C0OTHER', name: 'other', members: ['U0BOT', 'U0ADMIN'] });
    slack.addChannel({ id: 'G0SECRET', is_private: true, members: ['U0ADMIN'] });
  });
  afterEach(() => setting.stop());

  const groups = () => setting.ledger.activeGroups('slack');
  const ask = (text = '', { user = 'U0ADMIN', channel = 'C0STUDY' } = {}) => slack.command(`/mlpro drill setup${text}`, { user, channel });
  const form = () => waitFor(() => slack.workspace.modals.at(-1));
  const field = async (label: string): Promise<Json> => {
    const { blocks } = await form();
    const block = blocks.find((one) => isObject(one.label) && one.label.text === label);
    return isObject(block?.element) ? block.element : {};
  };
  const errorsIn = (body: unknown) => (isObject(body) && body.response_action === 'errors' ? body.errors : undefined);

  it('opens for a bare command, with a field for each option and the person’s time zone', async () => {
    expect(await ask()).toMatchObject({ acked: true, seen: [] });
    const view = await form();
    expect(view).toMatchObject({ callback_id: 'drill setup', title: { text: 'Set up the daily drill' } });
    expect(shownText({ text: '', blocks: view.blocks })).toContain('For a new drill that is 09:00 on weekdays.');
    expect(view.blocks.flatMap(({ label }) => (isObject(label) ? [label.text] : []))).toEqual([
      'Time',
      'Zone',
      'Days',
      'Reveal',
      'Grace',
      'Channel',
    ]);
    expect(await field('Time')).toMatchObject({ type: 'timepicker' });
    expect(await field('Zone')).toMatchObject({ type: 'plain_text_input', initial_value: 'Europe/Berlin' });
    expect(await field('Days')).toMatchObject({
      type: 'checkboxes',
      options: expect.arrayContaining([expect.objectContaining({ value: 'sat' })]),
    });
    expect(await field('Channel')).toMatchObject({ type: 'conversations_select', initial_conversation: 'C0STUDY' });
    expect(slack.sees('U0ADMIN')).toEqual([]);
    expect(slack.violations).toEqual([]);
  });

  it.each<[string, Filled, object]>([
    ['nothing but what it began with', {}, { id: 'slack:C0STUDY', time: '09:00', zone: 'Europe/Berlin', weekdays: [1, 2, 3, 4, 5] }],
    ['a time', { Time: '07:30' }, { time: '07:30' }],
    ['midnight', { Time: '00:00' }, { time: '00:00' }],
    ['another zone', { Zone: 'America/New_York' }, { zone: 'America/New_York' }],
    ['a zone in small letters, between spaces', { Zone: ' europe/paris ' }, { zone: 'Europe/Paris' }],
    ['one day', { Days: ['Saturday'] }, { weekdays: [6] }],
    ['three days', { Days: ['mon', 'wed', 'fri'] }, { weekdays: [1, 3, 5] }],
    ['all days', { Days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] }, { weekdays: [1, 2, 3, 4, 5, 6, 7] }],
    ['a reveal', { Reveal: '17:00' }, { reveal: '17:00' }],
    ['a grace', { Grace: '60' }, { grace: 60 }],
    ['another channel', { Channel: 'C0OTHER' }, { id: 'slack:C0OTHER', channel: 'C0OTHER' }],
    [
      'everything',
      { Time: '08:15', Zone: 'Asia/Tokyo', Days: ['tue', 'thu'], Reveal: '18:00', Grace: '30', Channel: 'C0OTHER' },
      { id: 'slack:C0OTHER', time: '08:15', zone: 'Asia/Tokyo', weekdays: [2, 4], reveal: '18:00', grace: 30 },
    ],
  ])('sets the drill up with %s', async (_name, filled, group) => {
    await ask();
    await form();
    expect(await slack.submit(filled, { user: 'U0ADMIN' })).toMatchObject({ acked: true });
    const [answer] = await waitFor(() => (slack.sees('U0ADMIN').length > 0 ? slack.sees('U0ADMIN') : undefined));
    expect(answer).toMatchObject({ channel: 'C0STUDY', text: titled('The daily drill is set') });
    expect(await groups()).toMatchObject([{ setBy: 'slack:U0ADMIN', ...group }]);
    expect(slack.workspace.modals).toEqual([]);
    expect(slack.violations).toEqual([]);
  });

  it.each<[string, Filled, string[]]>([
    ['a zone that is none', { Zone: 'Middle/Earth' }, ['zone']],
    ['words for a zone', { Zone: 'here, I think' }, ['zone']],
    ['markup for a zone', { Zone: '<!channel>' }, ['zone']],
    ['a grace in words', { Grace: 'an hour' }, ['grace']],
    ['a grace that is too long', { Grace: '9999' }, ['grace']],
    ['no grace at all', { Grace: '0' }, ['grace']],
    ['a negative grace', { Grace: '-5' }, ['grace']],
    ['two of them', { Zone: 'Nowhere', Grace: 'x' }, ['grace', 'zone']],
    ['a thousand letters', { Zone: 'a'.repeat(1000) }, ['zone']],
    ['no channel', { Channel: '' }, ['channel']],
    ['no channel and no zone', { Channel: '', Zone: 'x' }, ['channel', 'zone']],
  ])('says beside the field what does not fit: %s', async (_name, filled, fields) => {
    await ask();
    await form();
    const { acked, body } = await slack.submit(filled, { user: 'U0ADMIN' });
    expect(acked).toBe(true);
    expect(Object.keys(errorsIn(body) ?? {}).sort()).toEqual(fields);
    expect(slack.workspace.modals).toHaveLength(1);
    expect(await groups()).toEqual([]);
    expect(slack.violations).toEqual([]);
    expect(await slack.submit({}, { user: 'U0ADMIN' })).toMatchObject({ acked: true });
    await waitFor(() => slack.sees('U0ADMIN').length > 0);
  });

  it('is not for everybody', async () => {
    const outcome = await ask('', { user: 'U0LEARNER' });
    expect(await outcome.answer()).toMatchObject({ text: titled('That is for people who manage this channel') });
    expect(slack.workspace.modals).toEqual([]);
  });

  it('asks again who may, when it is sent', async () => {
    await ask();
    await form();
    await slack.submit({}, { user: 'U0LEARNER' });
    await waitFor(() => slack.sees('U0LEARNER').length > 0);
    expect(slack.sees('U0LEARNER')).toMatchObject([{ text: titled('That is for people who manage this channel') }]);
    expect(await groups()).toEqual([]);
  });

  it.each(['C0RANDOM', 'G0SECRET'])('says that the bot is not in the channel that was chosen: %s', async (channel) => {
    await ask();
    await form();
    await slack.submit({ Channel: channel }, { user: 'U0ADMIN' });
    await waitFor(() => slack.sees('U0ADMIN').length > 0);
    expect(slack.sees('U0ADMIN')).toMatchObject([{ text: titled('I am not in that channel') }]);
    expect(await groups()).toEqual([]);
  });

  it('begins with the channel that was named', async () => {
    await ask(' <#C0OTHER|other>');
    expect(await field('Channel')).toMatchObject({ initial_conversation: 'C0OTHER' });
  });

  it.each([' 10:00', ' Asia/Tokyo', ' daily', ' reveal=17:00', ' grace=60'])('does not open when something is said: %s', async (text) => {
    const outcome = await ask(text);
    expect(await outcome.answer()).toMatchObject({ text: titled('The daily drill is set') });
    expect(slack.workspace.modals).toEqual([]);
  });

  it('opens in a direct message, asks for the channel, and is answered there', async () => {
    await ask('', { channel: slack.im('U0ADMIN').id });
    expect(await field('Zone')).toMatchObject({ initial_value: 'Europe/Berlin' });
    expect(await field('Channel')).not.toHaveProperty('initial_conversation');
    await slack.submit({ Channel: 'C0OTHER' }, { user: 'U0ADMIN' });
    await waitFor(() => slack.im('U0ADMIN').messages.length > 0);
    expect(slack.im('U0ADMIN').messages).toMatchObject([{ text: titled('The daily drill is set') }]);
    expect(await groups()).toMatchObject([{ id: 'slack:C0OTHER' }]);
  });

  it.each(['expired_trigger_id', 'exchanged_trigger_id', 'internal_error', 'ratelimited'])(
    'is replaced by how to type it when it does not open: %s',
    async (error) => {
      slack.faults.next('views.open', { kind: 'error', error });
      const seen = await (await ask()).answer();
      expect(seen.text).toEqual(titled('When should the daily drill come?'));
      expect(shownText(seen)).toContain('09:00 Europe/Berlin');
      expect(await groups()).toEqual([]);
    },
  );

  it('counts once when it is delivered twice', async () => {
    await ask();
    await form();
    const sent = await slack.submit({ Time: '10:00' }, { user: 'U0ADMIN' });
    await waitFor(() => slack.sees('U0ADMIN').length > 0);
    expect(await slack.redeliver(sent, { newEnvelope: true })).toMatchObject({ acked: true });
    await (await slack.command('/mlpro help')).answer();
    expect(slack.sees('U0ADMIN')).toHaveLength(1);
  });
});

it('the form of the drill works over signed HTTP as well', async () => {
  const { slack, adapter, ledger, stop } = await slackSetting({ mode: 'HTTP mode' });
  await adapter.start();
  await slack.command('/mlpro drill setup', { user: 'U0ADMIN' });
  await waitFor(() => slack.workspace.modals.length > 0);
  const refused = await slack.submit({ Zone: 'Middle/Earth' }, { user: 'U0ADMIN' });
  expect(refused.body).toMatchObject({ response_action: 'errors', errors: { zone: expect.stringContaining('IANA') } });
  await slack.submit({ Time: '10:00' }, { user: 'U0ADMIN' });
  await waitFor(() => slack.sees('U0ADMIN').length > 0);
  expect(await ledger.activeGroups('slack')).toMatchObject([{ time: '10:00' }]);
  expect(slack.violations).toEqual([]);
  await stop();
});

describe('the form where there is a drill already', () => {
  let setting: Setting;
  let slack: Setting['slack'];

  beforeEach(async () => {
    setting = await slackSetting();
    slack = setting.slack;
    await setting.adapter.start();
    slack.addChannel({ id: 'C0OTHER', name: 'other', members: ['U0BOT', 'U0ADMIN'] });
  });
  afterEach(() => setting.stop());

  const group: Group = { ...studyGroup, time: '08:15', zone: 'Asia/Tokyo', weekdays: [2, 4], grace: 45, reveal: '18:00', setAt: 5 };
  const open = async (set: Group) => {
    await setting.ledger.setGroup(set);
    await slack.command('/mlpro drill setup', { user: 'U0ADMIN', channel: 'C0STUDY' });
    return waitFor(() => slack.workspace.modals.at(-1));
  };
  const answer = async () => (await waitFor(() => slack.sees('U0ADMIN').at(-1)))?.text;
  const kept = async (id = 'slack:C0STUDY') => (await setting.ledger.activeGroups('slack')).find((one) => one.id === id);

  it.each<[string, Partial<Group>, string[]]>([
    ['all that it has', {}, ['08:15', 'Asia/Tokyo', 'tue thu', '18:00', '45']],
    ['another time', { time: '23:59' }, ['23:59', 'Asia/Tokyo', 'tue thu', '18:00', '45']],
    ['midnight', { time: '00:00' }, ['00:00', 'Asia/Tokyo', 'tue thu', '18:00', '45']],
    [
      'a zone of three parts',
      { zone: 'America/Argentina/Buenos_Aires' },
      ['08:15', 'America/Argentina/Buenos_Aires', 'tue thu', '18:00', '45'],
    ],
    ['one day', { weekdays: [7] }, ['08:15', 'Asia/Tokyo', 'sun', '18:00', '45']],
    ['weekdays', { weekdays: [1, 2, 3, 4, 5] }, ['08:15', 'Asia/Tokyo', 'mon tue wed thu fri', '18:00', '45']],
    ['every day', { weekdays: [1, 2, 3, 4, 5, 6, 7] }, ['08:15', 'Asia/Tokyo', 'mon tue wed thu fri sat sun', '18:00', '45']],
    ['no day', { weekdays: [] }, ['08:15', 'Asia/Tokyo', '', '18:00', '45']],
    ['no reveal', { reveal: null }, ['08:15', 'Asia/Tokyo', 'tue thu', '', '45']],
    ['a longer grace', { grace: 720 }, ['08:15', 'Asia/Tokyo', 'tue thu', '18:00', '720']],
  ])('is filled with what is set, and says that it changes it: %s', async (_, different, fields) => {
    const view = await open({ ...group, ...different });
    const elements = view.blocks.flatMap(({ element }) => (isObject(element) ? [element] : []));
    const shown = elements.map((element) => {
      const ticked = Array.isArray(element.initial_options)
        ? element.initial_options.map((one) => (isObject(one) ? one.value : '')).join(' ')
        : '';
      return element.initial_time ?? element.initial_value ?? element.initial_conversation ?? ticked;
    });
    expect(shown).toEqual([...fields, 'C0STUDY']);
    expect(view).toMatchObject({ title: { text: 'Change the daily drill' }, submit: { text: 'Change it' } });
    expect(shownText({ text: '', blocks: view.blocks })).toContain('There is a daily drill here, and this changes it.');
    expect(slack.violations).toEqual([]);
  });

  it('changes nothing when it is sent as it is', async () => {
    await open(group);
    await slack.submit({}, { user: 'U0ADMIN' });
    expect(await answer()).toEqual(titled('The daily drill is set'));
    const { setBy: _, ...same } = group;
    expect(await kept()).toMatchObject(same);
  });

  it.each<[string, Filled, object]>([
    ['the time', { Time: '10:00' }, { time: '10:00', zone: 'Asia/Tokyo', weekdays: [2, 4], grace: 45, reveal: '18:00' }],
    ['the days', { Days: ['sat'] }, { time: '08:15', weekdays: [6], reveal: '18:00' }],
    ['the zone', { Zone: 'Europe/Paris' }, { time: '08:15', zone: 'Europe/Paris', grace: 45 }],
    ['a reveal that was emptied', { Reveal: '' }, { time: '08:15', reveal: null }],
    ['a grace that was emptied, which stays', { Grace: '' }, { grace: 45, reveal: '18:00' }],
  ])('changes what is different, and the rest stays: %s', async (_, filled, set) => {
    await open(group);
    await slack.submit(filled, { user: 'U0ADMIN' });
    expect(await answer()).toEqual(titled('The daily drill is set'));
    expect(await kept()).toMatchObject(set);
  });

  it('leaves the reveal of another channel as it is when none is chosen', async () => {
    await setting.ledger.setGroup({ ...group, id: 'slack:C0OTHER', channel: 'C0OTHER', reveal: '20:00' });
    await open(group);
    await slack.submit({ Channel: 'C0OTHER', Reveal: '' }, { user: 'U0ADMIN' });
    expect(await answer()).toEqual(titled('The daily drill is set'));
    expect(await kept('slack:C0OTHER')).toMatchObject({ reveal: '20:00' });
    expect(await kept()).toMatchObject({ reveal: '18:00' });
  });

  it('says that one is off, and turns it on again as it was', async () => {
    const view = await open({ ...group, active: false });
    expect(view.title).toMatchObject({ text: 'Set up the daily drill' });
    expect(shownText({ text: '', blocks: view.blocks })).toContain('The daily drill here is off, and this turns it on again.');
    await slack.submit({}, { user: 'U0ADMIN' });
    expect(await answer()).toEqual(titled('The daily drill is set'));
    expect(await kept()).toMatchObject({ time: '08:15', zone: 'Asia/Tokyo', weekdays: [2, 4], active: true });
  });
});
