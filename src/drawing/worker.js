import { parentPort, workerData } from 'node:worker_threads';
import { Resvg } from '@resvg/resvg-js';

// JavaScript, because a thread is started by Node itself: whatever reads TypeScript for the program is not there.

/** Only what is shipped with the program: a picture looks the same on every machine, and none is searched for fonts. */
const font = { fontFiles: workerData.fonts, loadSystemFonts: false, defaultFontFamily: 'Inter' };

parentPort?.on('message', (/** @type {string} */ svg) => {
  const content = new Resvg(svg, { font }).render().asPng();
  parentPort?.postMessage(new Uint8Array(content));
});
