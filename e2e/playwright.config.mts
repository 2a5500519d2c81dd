import { defineConfig } from '@playwright/test';
import chromium from '@sparticuz/chromium';
import { existsSync } from 'node:fs';

/**
 * Where the Chromium of the npm package runs (Linux on x64) the tests need no browser on the machine; elsewhere the
 * machine's own Chrome is used.
 */
const launchOptions =
  process.platform === 'linux' && process.arch === 'x64'
    ? {
        executablePath: await chromium.executablePath(),
        // Not the package's own list: its software GPU inside the browser process crashed now and then.
        args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
      }
    : { channel: 'chrome' };

if (
  'executablePath' in launchOptions &&
  !existsSync(launchOptions.executablePath!)
) {
  throw new Error(
    `Chromium could not be unpacked to ${launchOptions.executablePath}`,
  );
}

const theme = (name: 'light' | 'dark') => ({
  name,
  use: {
    colorScheme: name,
    storageState: {
      cookies: [],
      origins: [
        {
          origin: 'http://localhost:7107',
          localStorage: [{ name: 'theme', value: name }],
        },
      ],
    },
  },
});

export default defineConfig({
  testDir: '.',
  outputDir: '../.data/e2e/results',
  // One portal serves all tests, and some of them write to it.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // For a browser that dies; verify names every test that needed its second try.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json']],
  globalSetup: './portal-setup.ts',
  use: {
    baseURL: 'http://localhost:7107',
    viewport: { width: 1440, height: 1000 },
    timezoneId: 'UTC',
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    launchOptions,
  },
  projects: [
    theme('light'),
    // What is the same in any colour is looked at once: what people and data do, not how it looks.
    {
      ...theme('dark'),
      testIgnore: /(find|hostile|keyboard|runbook)\.spec\.ts$/,
    },
  ],
});
