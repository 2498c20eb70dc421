import { defineConfig } from 'vitest/config';
import { deadline } from './tests/fixtures/deadline.ts';

/** Everything gets the same, generous deadline: a test that fails by the clock alone would be a broken test. */
const patient = { testTimeout: deadline, hookTimeout: deadline, teardownTimeout: deadline, expect: { poll: { timeout: deadline, interval: 10 } } };

const processes = ['tests/process/**/*.test.ts', 'tests/tools/**/*.test.ts'];
const platforms = ['tests/adapters/**/*.test.ts', 'tests/standins/**/*.test.ts'];

/** Three files at a time even on two cores: many of them wait more than they compute. */
export default defineConfig({
  test: {
    maxWorkers: 3,
    projects: [
      { test: { name: 'core', include: ['tests/**/*.test.ts'], exclude: [...processes, ...platforms], isolate: false, ...patient } },
      { test: { name: 'adapters', include: platforms, isolate: false, ...patient } },
      { test: { name: 'process', include: processes, globalSetup: ['tests/fixtures/build.ts'], isolate: false, ...patient } },
    ],
  },
});
