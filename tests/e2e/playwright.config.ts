import { defineConfig } from "playwright/test";
import { chromiumFlags, installedChromium } from "../support/chromium";

const executablePath = installedChromium();

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.test.ts",
  // `npm test` runs the quick ones; kills and broken upstreams take minutes and have a command of their own.
  projects: [
    { name: "quick", testIgnore: "slow/**" },
    // One after the other: some measure the pace, and what they measure is not to be how busy the machine is with another test.
    { name: "slow", testMatch: "slow/**/*.test.ts", workers: 1 },
  ],
  outputDir: ".results/artifacts",
  // A worker has a console and a sandbox of its own; its tests run one after the other and begin with an empty sandbox.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    browserName: "chromium",
    launchOptions: { args: chromiumFlags, ...(executablePath !== undefined && { executablePath }) },
    locale: "en-US",
    timezoneId: "Asia/Shanghai",
    colorScheme: "light",
    contextOptions: { reducedMotion: "reduce" },
    viewport: { width: 1280, height: 800 },
    screenshot: "only-on-failure",
    trace: "off",
  },
});
