import { mergeConfig } from "vitest/config";
import usual from "./vitest.config.ts";

/** The runs of `npm run test:faults`: full sizes, one file after the other, each with its figures as a table. */
export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [], exclude: [] } },
  {
    test: {
      include: ["tests/long/**/*.test.ts"],
      fileParallelism: false,
      testTimeout: 3_600_000,
      hookTimeout: 600_000,
    },
  },
);
