import { defineConfig } from 'vitest/config';
import { deadline } from './tests/fixtures/deadline.ts';
import { LongestFirst } from './tests/fixtures/order.ts';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/fixtures/build.ts'],
    /** Three files at a time even on two cores: many of them wait more than they compute. */
    maxWorkers: 3,
    /** Tests that run side by side wait for the same seconds: all of them at once, and not five. */
    maxConcurrency: 32,
    /** A worker loads the program and the platforms' libraries once, and not for each file: that would take longer than all tests. */
    isolate: false,
    /** Most of what a test makes is of no use a moment later: with more room for the young, a tenth of all time is not spent on sweeping. */
    execArgv: ['--max-semi-space-size=64'],
    /** What vite made of a file is kept for the next run, as long as neither the file nor this one changes: a twentieth of all time. */
    experimental: { fsModuleCache: true },
    sequence: { sequencer: LongestFirst },
    /** Everything gets the same, generous deadline: a test that fails by the clock alone would be a broken test. */
    testTimeout: deadline,
    hookTimeout: deadline,
    teardownTimeout: deadline,
    expect: { poll: { timeout: deadline, interval: 10 } },
  },
});
