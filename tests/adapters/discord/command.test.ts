import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comparable, registration, typedCommands } from '../../../src/adapters/discord/registration.ts';
import { commands } from '../../../src/core/commands.ts';
import { checkCommands } from '../../standins/discord/check.ts';
import { type Stage, setStage } from './harness.ts';

describe('The registration', () => {
  test('is what Discord takes', () => {
    expect(checkCommands('ApplicationCommandUpdateRequest', registration()).refused).toEqual([]);
  });

  test('has every command of the table, those of managers apart', () => {
    const names = typedCommands().flatMap(({ name, options = [] }) => options.map((option) => `${name} ${option.name}`));
    expect(names.map((name) => name.replace(/^mlpro-(drill|board) /, '$1 ').replace('mlpro ', ''))).toEqual(
      [...commands].map(({ name }) => name).sort((one, other) => Number(one.includes(' ')) - Number(other.includes(' '))),
    );
    expect(registration()[1]).toMatchObject({
      name: 'mlpro-drill',
      contexts: [0],
      integration_types: [0],
      default_member_permissions: '16',
    });
    expect(registration()[2]).toMatchObject({ name: 'mlpro-board', description: 'Manage the weekly board of a channel' });
    expect(JSON.stringify(registration())).not.toContain('"other"');
  });

  test('has what the menu of a message offers, wherever the typed commands are', () => {
    const { contexts, integration_types } = registration()[0] ?? {};
    expect(registration().slice(3)).toEqual([{ type: 3, name: 'Which lesson?', contexts, integration_types }]);
  });

  test('offers the values of an option that has no others', () => {
    const quiz = typedCommands()[0]?.options?.find(({ name }) => name === 'quiz');
    const values = ['easy', 'medium', 'hard'].map((value) => ({ name: value, value }));
    expect(quiz).toMatchObject({ options: [{ name: 'lesson' }, { name: 'count' }, { name: 'difficulty', choices: values }] });
  });

  test('differs when anything of ours does, and not by what Discord adds', () => {
    const [first, second, third, ...others] = registration();
    const [typed] = typedCommands();
    const echoed = [
      { ...second, id: '2', nsfw: false },
      { ...first, version: '1', default_member_permissions: null },
      { ...third, id: '3' },
      ...others.map((one) => ({ ...one, description: '', options: [] })),
    ];
    expect(comparable(echoed)).toEqual(comparable(registration()));
    expect(comparable([first, { ...second, default_member_permissions: '32' }, third, ...others])).not.toEqual(comparable(registration()));
    expect(comparable([{ ...first, options: typed?.options?.slice(1) }, second, third, ...others])).not.toEqual(comparable(registration()));
    expect(comparable([first, second])).not.toEqual(comparable(registration()));
  });
});

describe('At the start', () => {
  let stage: Stage;
  const puts = () => stage.discord.requests.filter(({ method }) => method === 'PUT').length;
  beforeAll(async () => void (stage = await setStage()));
  afterAll(() => stage.close());

  test('commands are registered once, again only when they differ', async () => {
    expect(puts()).toBe(1);
    const again = stage.another();
    await again.start();
    await again.stop();
    expect(puts()).toBe(1);
    stage.discord.world.commands.pop();
    const third = stage.another();
    await third.start();
    await third.stop();
    expect(puts()).toBe(2);
  });

  test('the commands of managers are offered to managers, on servers that the bot has joined', async () => {
    await expect(stage.discord.command('mlpro-drill status', {}, { user: 'ben' })).rejects.toThrow('permissions 16');
    await expect(stage.discord.command('mlpro-drill status', {}, { dm: true })).rejects.toThrow('contexts');
    stage.discord.addGuild('elsewhere', ['lobby'], false);
    await expect(stage.discord.command('mlpro-drill status', {}, { guild: 'elsewhere' })).rejects.toThrow('user install');
    const status = await stage.discord.command('mlpro-drill status', {}, { user: 'mia', permissions: ['ManageChannels'] });
    expect(status.seen?.text).toContain('No drill here today');
  });
});
