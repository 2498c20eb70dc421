import { defineConfig } from 'vitest/config';

/** Two at a time even on two cores: the longest files start processes and wait for them. */
export default defineConfig({
  test: { include: ['tests/**/*.test.ts'], isolate: false, maxWorkers: 2, testTimeout: 20_000, hookTimeout: 20_000 },
});
