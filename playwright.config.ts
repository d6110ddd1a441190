import { defineConfig, devices } from "@playwright/test";
import { CHROMIUM_ARGS, findChromium } from "@/tests/support/chromium";

const executablePath = await findChromium();

export default defineConfig({
  testDir: "tests",
  testMatch: /(e2e|faults)\/.*\.spec\.ts/,
  globalSetup: "./tests/e2e/start-site.ts",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/report.json" }]],
  use: { trace: "retain-on-failure", launchOptions: { executablePath, args: CHROMIUM_ARGS } },
  projects: [
    {
      name: "desktop",
      testMatch: /e2e\/.*\.spec\.ts/,
      testIgnore: /without-script/,
      use: { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } },
    },
    {
      name: "without JavaScript",
      testMatch: /e2e\/(journey|forms|course|author-without-script)\.spec\.ts/,
      use: {
        ...devices["Desktop Chrome"],
        viewport: { width: 375, height: 740 },
        colorScheme: "dark",
        javaScriptEnabled: false,
      },
    },
    { name: "faults", testMatch: /faults\/.*\.spec\.ts/ },
  ],
});
