import { mergeConfig } from "vitest/config";
import usual from "./vitest.config.ts";

/** The runs of `npm run test:faults`: full sizes, one file after the other, and one table of all figures at the end. */
export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [], exclude: [] } },
  {
    test: {
      include: [
        "tests/long/**/*.test.ts",
        // Quick enough to run in full size in `npm test`; here for their rows of the table.
        "tests/lib/access/rights.test.ts",
        "tests/lib/alarms/time-to-alarm.test.ts",
        "tests/lib/signups/course/plan-lesson.test.ts",
        "tests/routes/api-rights.test.ts",
        "tests/routes/author-actions.test.ts",
      ],
      globalSetup: ["tests/support/figures-table.ts"],
      fileParallelism: false,
      testTimeout: 3_600_000,
      hookTimeout: 600_000,
    },
  },
);
