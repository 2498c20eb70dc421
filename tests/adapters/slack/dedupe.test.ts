import type { App } from '@slack/bolt';
import { beforeEach, expect, it } from 'vitest';
import { dedupe, type Intake } from '../../../src/adapters/slack/dedupe.ts';

let intake: Intake;
let arrive: (body: object, work?: () => Promise<void>) => Promise<string[]>;

beforeEach(() => {
  let middleware: (given: object) => Promise<void> = async () => undefined;
  intake = dedupe({ use: (given: typeof middleware) => (middleware = given) } as unknown as App);
  arrive = async (body, work = async () => undefined) => {
    const done: string[] = [];
    const next = async () => {
      done.push('handled');
      await work();
    };
    await middleware({ body, next, ack: async () => done.push('acked') });
    return done;
  };
});

it('lets through what comes first, and only acks what comes again', async () => {
  expect(await arrive({ event_id: 'Ev1', trigger_id: 't1' })).toEqual(['handled']);
  expect(await arrive({ event_id: 'Ev1', trigger_id: 't2' })).toEqual(['acked']);
  expect(await arrive({ trigger_id: 't2' })).toEqual(['handled']);
  expect(await arrive({})).toEqual(['handled']);
  expect(await arrive({})).toEqual(['handled']);
});

it('lets what failed come again', async () => {
  await expect(arrive({ event_id: 'Ev1' }, () => Promise.reject(new Error('not yet')))).rejects.toThrow('not yet');
  expect(await arrive({ event_id: 'Ev1' })).toEqual(['handled']);
});

it('forgets, so that it does not grow for ever', async () => {
  for (let at = 0; at <= 2_000; at += 1) await arrive({ event_id: `Ev${at}` });
  expect(await arrive({ event_id: 'Ev2000' })).toEqual(['acked']);
  expect(await arrive({ event_id: 'Ev0' })).toEqual(['handled']);
});

it('neither handles nor acks anything once it is closed, and knows when what runs is done', async () => {
  const order: string[] = [];
  let finish = () => {};
  const running = arrive({ event_id: 'Ev1' }, () => new Promise((resolve) => (finish = resolve))).then(() => order.push('done'));
  intake.close();
  const idle = intake.idle().then(() => order.push('idle'));
  expect(await arrive({ event_id: 'Ev2' })).toEqual([]);
  expect(order).toEqual([]);
  finish();
  await Promise.all([running, idle]);
  expect(order.sort()).toEqual(['done', 'idle']);
});
