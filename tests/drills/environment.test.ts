import { expect, it } from 'vitest';
import { type Adapter, Refused, Unknowable } from '../../src/adapters/platform.ts';
import { tryChannels } from '../../src/drills/environment.ts';
import { makeChannel } from '../fixtures/channel.ts';
import { tuesday } from '../fixtures/people.ts';
import { heardLog } from '../fixtures/quiet.ts';
import { storageInMemory } from '../fixtures/storage.ts';

const drill = { group: 'pigeon:loft', channel: 'loft', time: '09:00', zone: 'UTC', weekdays: [1] } as const;
const fails = (error: Error) => () => Promise.reject(error);
const blind = { find: fails(new Unknowable('A pigeon does not look back.')) };
const closed = new Refused('The loft is closed.');

/** What is said at the start of a drill whose platform is like that. */
async function saidOf(platform: Partial<Adapter>): Promise<unknown[]> {
  const log = heardLog();
  const { store, ledger } = await storageInMemory('tiny');
  await tryChannels({ drills: [drill], ledger, adapters: [{ ...makeChannel('pigeon'), ...platform }], log }, tuesday);
  await store.close();
  return log.lines.map(({ fields }) => fields);
}

it.each<[string, Partial<Adapter>]>([
  ['that cannot be looked in', { find: fails(closed) }],
  ['of a platform that has no way to look, but can be asked', { ...blind, obstacleIn: async () => 'The loft is closed.' }],
  ['of such a platform, which refuses', { ...blind, obstacleIn: fails(closed) }],
  ['that can be looked in, and takes no posts', { obstacleIn: async () => 'The loft is closed.' }],
])('a channel %s is named, with the reason', async (_which, platform) => {
  expect(await saidOf(platform)).toEqual([{ group: 'pigeon:loft', reason: 'The loft is closed.' }]);
});

it.each<[string, Partial<Adapter>]>([
  ['that is open', { obstacleIn: async () => undefined }],
  ['of a platform that cannot be asked', {}],
  ['of one that can neither look nor be asked', blind],
  ['of one that is in trouble', { find: fails(new Error('rain')), obstacleIn: fails(new Error('rain')) }],
  ['of one that is not connected', { isReady: () => false, find: fails(closed) }],
])('a channel %s is not spoken of', async (_which, platform) => {
  expect(await saidOf(platform)).toEqual([]);
});
