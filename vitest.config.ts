import path from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: ["tests/e2e/**", "tests/long/**"],
    pool: "forks",
    // The slow files wait (for a heartbeat, a mail server, a start) more than they work.
    maxWorkers: 3,
    globalSetup: ["tests/support/postgres-server.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
