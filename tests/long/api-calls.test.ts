import { beforeAll, expect, it } from "vitest";
import { makeGeneratedCalls, writeSmallBook } from "@/tests/support/api/generated-calls";
import { printFigures } from "@/tests/support/figures";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeAll(writeSmallBook);
const tell = printFigures();

const CALLS = 20_000;

it(`${CALLS} generated calls of the API are answered as its OpenAPI file says, none with 500`, async () => {
  const seen = await makeGeneratedCalls(CALLS);
  for (const [status, count] of [...seen].toSorted(([a], [b]) => a - b))
    tell({
      under: `${CALLS} generated calls`,
      done: `answered ${status}`,
      expected: "not 500",
      seen: String(count),
    });
  expect(seen.get(200)).toBeGreaterThan(0);
});
