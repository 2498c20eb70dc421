import { watchStalls } from './stall.ts';

// Loaded before the bot in a process of its own: whoever started it asks how long the bot was busy.

let watch = watchStalls();

process.on('message', () => {
  process.send?.(watch.stop());
  watch = watchStalls();
});
process.channel?.unref();
