import { describe, expect, test } from 'vitest';
import { permissionBits } from '../../standins/discord/index.ts';
import { setStage } from './harness.ts';

/** A bot that starts on a server whose members, the bot too, may do just this. */
async function started(permissions: readonly string[]) {
  const stage = await setStage({ start: false });
  for (const guild of stage.discord.world.guilds) {
    guild.everyone = permissionBits(permissions);
    for (const member of guild.members.values()) member.permissions = permissionBits(permissions);
  }
  await stage.adapter.start();
  await stage.discord.waitFor(stage.adapter.isReady);
  return stage;
}

const needed = ['ViewChannel', 'SendMessages', 'ReadMessageHistory'];

describe('what the bot lacks on a server', () => {
  test.each<[string[], string]>([
    [['SendMessages'], 'Send Messages'],
    [['ViewChannel'], 'View Channel'],
    [['ReadMessageHistory'], 'Read Message History'],
    [['SendMessages', 'ReadMessageHistory'], 'Send Messages and Read Message History'],
    [needed, 'View Channel, Send Messages and Read Message History'],
  ])('is said when it connects, all at once, with the way out: %j', async (denied, named) => {
    const { adapter, discord, log, close } = await started(needed.filter((name) => !denied.includes(name)));
    const sentence = `On the server ${discord.world.guilds[0]?.id} the role of the bot lacks ${named}: give it in the settings`;
    expect(adapter.lacking?.()).toEqual([expect.stringContaining(sentence)]);
    expect(log.lines.filter((line) => line.includes(sentence))).toHaveLength(1);
    await close();
  });

  test.each([[needed], [[...needed, 'AttachFiles']], [['Administrator']]])('is nothing with %j', async (permissions) => {
    const { adapter, close } = await started(permissions);
    expect(adapter.lacking?.()).toEqual([]);
    await close();
  });

  test('is a server where it is on none: the invitation is said', async () => {
    const stage = await setStage({ start: false });
    for (const guild of stage.discord.world.guilds) guild.joined = false;
    expect(stage.adapter.lacking?.()).toEqual([]);
    await stage.adapter.start();
    await stage.discord.waitFor(stage.adapter.isReady);
    expect(stage.adapter.lacking?.()).toEqual([expect.stringContaining('https://discord.com/oauth2/authorize?client_id=')]);
    await stage.close();
  });
});

describe('drill status', () => {
  test.each<[string[], string | undefined]>([
    [['SendMessages'], 'I lack Send Messages in the channel'],
    [['ReadMessageHistory', 'SendMessages'], 'I lack Send Messages and Read Message History in the channel'],
    [['AttachFiles'], undefined],
    [[], undefined],
  ])('says that no drill can be posted where the channel denies %j', async (denied, reason) => {
    const { discord, close } = await setStage();
    await discord.botReady();
    const owner = { user: 'root', permissions: ['Administrator'], channel: 'drill' };
    await discord.command('mlpro-drill setup', { time: '09:00', zone: 'UTC' }, owner);
    discord.denyBot('drill', denied);
    await discord.command('mlpro help');
    const said = (await discord.command('mlpro-drill status', {}, owner)).seen?.text ?? '';
    expect(said).toContain('The daily drill is on');
    if (reason === undefined) expect(said).not.toContain('no drill can be posted');
    else expect(said).toContain(reason);
    await close();
  });
});

describe('a channel in which the environment wants a drill', () => {
  test.each<[string[], string | undefined]>([
    [['SendMessages'], 'I lack Send Messages in the channel'],
    [['AttachFiles'], undefined],
  ])('and which denies the bot %j says so', async (denied, reason) => {
    const { discord, adapter, close } = await setStage();
    await discord.botReady();
    discord.denyBot('drill', denied);
    await discord.command('mlpro help');
    const obstacle = await adapter.obstacleIn?.(discord.channel('drill').id);
    expect(obstacle).toEqual(reason === undefined ? undefined : expect.stringContaining(reason));
    await close();
  });
});
