import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeManifest } from '../../../src/adapters/slack/manifest.ts';
import { waitFor } from '../../standins/slack/index.ts';
import { type Mode, type Setting, slackSetting, studyGroup } from './setting.ts';

const all = [...makeManifest({ about: '' }).oauth_config.scopes.bot];
const without = (...missing: readonly string[]) => all.filter((scope) => !missing.includes(scope));

let setting: Setting;
const begin = async (mode: Mode = 'Socket Mode') => {
  setting = await slackSetting({ mode });
};
beforeEach(() => begin());
afterEach(() => setting.stop());

const said = () => setting.lines.filter(({ with: data }) => 'missing' in data);

describe('what the app was not granted', () => {
  it.each<[Mode, string[], string]>([
    ['Socket Mode', ['chat:write'], 'The app lacks the permission chat:write: '],
    ['HTTP mode', ['chat:write'], 'The app lacks the permission chat:write: '],
    ['Socket Mode', ['im:write'], 'The app lacks the permission im:write: '],
    ['Socket Mode', ['files:write'], 'The app lacks the permission files:write: '],
    ['Socket Mode', ['users:read'], 'The app lacks the permission users:read: '],
    ['Socket Mode', ['im:history'], 'The app lacks the permission im:history: '],
    ['Socket Mode', ['app_mentions:read'], 'The app lacks the permission app_mentions:read: '],
    ['Socket Mode', ['channels:history', 'groups:history'], 'The app lacks the permissions channels:history and groups:history: '],
    ['Socket Mode', ['chat:write', 'im:write', 'users:read'], 'The app lacks the permissions chat:write, im:write and users:read: '],
    ['Socket Mode', all.slice(1), `The app lacks the permissions chat:write, app_mentions:read, `],
  ])('is said at the start, all at once, with the way out: %s without %j', async (mode, missing, sentence) => {
    if (mode !== 'Socket Mode') {
      await setting.stop();
      await begin(mode);
    }
    setting.slack.grant(without(...missing));
    await setting.adapter.start();
    expect(said()).toHaveLength(1);
    expect(said()[0]).toMatchObject({ level: 'error', with: { missing } });
    expect(said()[0]?.says).toContain(sentence);
    expect(said()[0]?.says).toContain('pastes manifest.json at https://api.slack.com/apps, App Manifest, and reinstalls the app');
    expect(setting.adapter.lacking?.()).toEqual([expect.stringContaining(sentence)]);
    expect(setting.adapter.isReady()).toBe(true);
  });

  it.each([
    ['everything that is needed', all],
    ['more than that', [...all, 'reactions:write']],
    ['what Slack does not tell', undefined],
  ])('is nothing where it has %s', async (_what, scopes) => {
    setting.slack.grant(scopes);
    await setting.adapter.start();
    expect(said()).toEqual([]);
    expect(setting.adapter.lacking?.()).toEqual([]);
  });

  it('is not known, and ends nothing, where Slack does not answer', async () => {
    await setting.adapter.start();
    setting.slack.faults.next('auth.test', { kind: 'status', status: 500 });
    setting.slack.grant(without('chat:write'));
    setting.slack.socket.cut();
    await waitFor(() => setting.lines.some(({ says }) => says === 'Slack did not say what the app is allowed.'));
    expect(setting.adapter.lacking?.()).toEqual([]);
  });

  it('is said again to be there, when the app was reinstalled and connects anew', async () => {
    setting.slack.grant(without('chat:write'));
    await setting.adapter.start();
    setting.slack.grant(all);
    setting.slack.socket.cut();
    await waitFor(() => setting.lines.some(({ says }) => says === 'The app has every permission that its manifest asks for.'));
    expect(setting.adapter.lacking?.()).toEqual([]);
  });
});

describe('drill status', () => {
  it.each<[string, string[] | undefined, string, string | undefined]>([
    ['a permission is lacking', without('chat:write'), 'C0STUDY', 'The app lacks the permission chat:write'],
    ['several are', without('chat:write', 'channels:history'), 'C0STUDY', 'The app lacks the permissions chat:write and channels:history'],
    ['the channel is archived', all, 'C0OLD', 'The channel is archived'],
    ['the bot has left the channel', all, 'C0RANDOM', 'type /invite @mlpro in it'],
    ['all is well', all, 'C0STUDY', undefined],
    ['Slack does not tell what is granted', undefined, 'C0STUDY', undefined],
  ])('says why nothing can be posted, when %s', async (_what, scopes, channel, reason) => {
    const { slack, ledger, adapter } = setting;
    slack.addChannel({ id: 'C0OLD', is_archived: true, members: ['U0ADMIN', 'U0BOT'] });
    await ledger.setGroup({ ...studyGroup, id: `slack:${channel}`, channel });
    await adapter.start();
    slack.grant(scopes);
    const { text } = await (await slack.command('/mlpro drill status', { user: 'U0ADMIN', channel })).answer();
    expect(text).toContain('The daily drill is on');
    if (reason === undefined) expect(text).not.toContain('no drill can be posted');
    else for (const words of ['As things stand, no drill can be posted.', reason]) expect(text).toContain(words);
  });
});

describe('a channel in which the environment wants a drill', () => {
  it.each<[string, string, string | undefined]>([
    ['is archived', 'C0OLD', 'The channel is archived'],
    ['has no bot in it', 'C0RANDOM', 'type /invite @mlpro in it'],
    ['is open', 'C0STUDY', undefined],
  ])('that %s says so', async (_what, channel, reason) => {
    setting.slack.addChannel({ id: 'C0OLD', is_archived: true, members: ['U0ADMIN', 'U0BOT'] });
    await setting.adapter.start();
    const obstacle = await setting.adapter.obstacleIn?.(channel);
    expect(obstacle).toEqual(reason === undefined ? undefined : expect.stringContaining(reason));
  });
});
