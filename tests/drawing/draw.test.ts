import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { deadline } from '../fixtures/deadline.ts';
import { type Draw, makeDraw } from '../../src/drawing/draw.ts';

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30" font-family="Inter"><text x="4" y="20">78 %</text></svg>';
const blank = svg.replace(/<text.*<\/text>/, '');
const png = [0x89, 0x50, 0x4e, 0x47];

/** A thread that runs this. */
const running = (script: string) =>
  new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'; ${script}`)}`);

let draw: Draw | undefined;
afterEach(() => draw?.stop());
/** Where no test is about its patience, it has a lot of it. */
const made = (parts: Parameters<typeof makeDraw>[0] = {}) => (draw = makeDraw({ timeout: deadline, ...parts }));

describe('drawing', () => {
  it('makes PNG, with its words in the font that is shipped', async () => {
    const drawn = await made()({ svg });
    expect([...drawn.subarray(0, 4)]).toEqual(png);
    const emptyOne = await made()({ svg: blank });
    expect(drawn.length).toBeGreaterThan(emptyOne.length + 100);
  });

  it('costs only the picture where it fails: the next one is drawn', async () => {
    const drawing = made();
    await expect(drawing({ svg: '<svg' })).rejects.toThrow();
    expect([...(await drawing({ svg })).subarray(0, 4)]).toEqual(png);
  });

  it('draws as many as are asked for at once, each its own', async () => {
    const drawing = made();
    const drawn = await Promise.all(Array.from({ length: 8 }, (_, at) => drawing({ svg: at % 2 === 0 ? svg : blank })));
    expect(new Set(drawn.map(({ length }) => length)).size).toBe(2);
  });

  it('gives up a thread that does not answer, throws, ends, or says something else', async () => {
    await expect(made({ script: running('parentPort.on("message", () => {})'), timeout: 20 })({ svg })).rejects.toThrow('longer than 20');
    await expect(made({ script: running('parentPort.on("message", () => { throw new Error("ink is out") })') })({ svg })).rejects.toThrow(
      'ink is out',
    );
    await expect(made({ script: running('parentPort.on("message", () => process.exit(3))') })({ svg })).rejects.toThrow('has ended');
    await expect(made({ script: running('parentPort.on("message", () => parentPort.postMessage("done"))') })({ svg })).rejects.toThrow(
      'something else',
    );
    await expect(made({ script: new URL('file:///nowhere/worker.js') })({ svg })).rejects.toThrow();
  });

  it('lets nobody wait behind a long queue', async () => {
    const drawing = made({ script: running('parentPort.on("message", () => {})'), timeout: 50 });
    const all = Promise.allSettled(Array.from({ length: 30 }, () => drawing({ svg })));
    const reasons = (await all).map((one) => (one.status === 'rejected' ? String(one.reason) : 'drawn'));
    expect(reasons[0]).toContain('took longer');
    expect(reasons.filter((reason) => reason.includes('waited too long')).length).toBeGreaterThan(10);
    expect(reasons.filter((reason) => reason.includes('Too many')).length).toBe(9);
  });

  it('begins anew after the thread was ended because there was nothing to draw', async () => {
    const drawing = made({ idle: 0 });
    for (let times = 0; times < 2; times += 1) {
      const begun = once(process, 'worker') as Promise<[Worker]>;
      expect([...(await drawing({ svg })).subarray(0, 4)]).toEqual(png);
      const [thread] = await begun;
      await once(thread, 'exit');
    }
  });

  it('draws nothing more once it is stopped', async () => {
    const drawing = made();
    await drawing({ svg });
    await drawing.stop();
    await expect(drawing({ svg })).rejects.toThrow('any more');
  });
});
