import { defineConfig } from '@playwright/test';

/** These begin first, so that no worker ends alone with one of them. */
const LONG = /(bigCampaign|everyPage|keyboard|indicators|families|payments)\.spec\.ts/;

/** Each spec starts the built product itself, on a fresh DATA_DIR and a free port: see tests/e2e/product.ts. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  globalTeardown: './tests/e2e/removeStocks.ts',
  workers: 2,
  projects: [
    { name: 'long', testMatch: LONG },
    { name: 'short', testIgnore: LONG },
  ],
  fullyParallel: false,
  /** A test that passes at its second try is told as flaky (scripts/test.mjs); the trace of that try is kept. */
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json']],
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1366, height: 768 },
    trace: 'on-first-retry',
    launchOptions: {
      executablePath: '/usr/bin/chromium-headless-shell',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
