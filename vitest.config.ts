import { defineConfig } from 'vitest/config';
import { recordTests } from './tests/recordTests';

const ALL = ['app/**/*.test.{ts,tsx}', 'db/**/*.test.ts', 'tests/**/*.test.ts'];
const RECORDS = recordTests();

export default defineConfig({
  test: {
    // One for each core of a small machine: many files wait for processes that they started.
    maxWorkers: 2,
    setupFiles: ['tests/setup.ts'],
    globalSetup: ['tests/testRun.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      // What computes only: the files of a worker share the modules that they load.
      {
        extends: true,
        test: { name: 'pure', include: ALL, exclude: ['tests/e2e/**', ...RECORDS], isolate: false },
      },
      // What has a database, which each file opens with modules of its own: loading the packages anew for each, in a
      // process that is not warm, took a quarter of the processor's time.
      {
        extends: true,
        test: { name: 'records', include: RECORDS, isolate: false, setupFiles: ['tests/ownState.ts'] },
      },
    ],
  },
});
