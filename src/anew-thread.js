import { parentPort, workerData } from 'node:worker_threads';

// JavaScript, because a thread is started by Node itself: whatever reads TypeScript for the program is brought along where it is run from source.

const { program, edited } = workerData;
if (program.endsWith('.ts')) (await import('tsx/esm/api')).register();
const { readAnew } = await import(program);
parentPort?.postMessage(await readAnew(edited));
