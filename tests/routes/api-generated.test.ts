import { beforeAll, expect, it } from "vitest";
import { makeGeneratedCalls, writeSmallBook } from "@/tests/support/api/generated-calls";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeAll(writeSmallBook);

/** `npm run test:faults` makes 20,000. */
it("answers 500 generated calls as the OpenAPI file says, none with an error of its own", async () => {
  const seen = await makeGeneratedCalls(500);
  for (const status of [200, 404, 422]) expect(seen.get(status), String(status)).toBeGreaterThan(0);
}, 300_000);
