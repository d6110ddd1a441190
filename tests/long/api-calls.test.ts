import { beforeAll, expect, it } from "vitest";
import { makeGeneratedCalls, writeSmallBook } from "@/tests/support/api/generated-calls";
import { tell } from "@/tests/support/figures";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeAll(writeSmallBook);

const CALLS = 20_000;

it(`${CALLS} generated calls of the API are answered as its OpenAPI file says, none with 500`, async () => {
  const seen = await makeGeneratedCalls(CALLS);
  const counts = [...seen].toSorted(([a], [b]) => a - b);
  const made = counts.reduce((sum, [, count]) => sum + count, 0);
  tell({
    under: "calls made up from the OpenAPI file",
    done: `${made} calls`,
    expected: "no 500",
    seen: `${seen.get(500) ?? 0} of 500; ${counts.map(([status, count]) => `${count} of ${status}`).join(", ")}`,
    holds: made === CALLS && !seen.has(500),
  });
  expect(seen.get(200)).toBeGreaterThan(0);
});
