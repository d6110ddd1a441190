import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { failures } from "@/drizzle/schema/jobs";
import { getDb } from "@/lib/db/pool";
import { purgeFailures } from "@/lib/jobs/purge-failures";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const LONG_AGO = new Date(Date.now() - 100 * 86_400_000);

async function build(resolvedAt: Date | null) {
  const jobId = randomUUID();
  const spent = { queue: "course", cause: "course: Error", message: "bug", tries: 8, input: {} };
  await getDb()
    .insert(failures)
    .values({ ...spent, jobId, createdAt: LONG_AGO, resolvedAt });
  return jobId;
}

it("what was mended long ago is forgotten; what is open stays, however old", async () => {
  const kept = [await build(null), await build(new Date())];
  await build(LONG_AGO);
  await purgeFailures();
  const left = await getDb().select({ jobId: failures.jobId }).from(failures);
  expect(left.map(({ jobId }) => jobId).toSorted()).toEqual(kept.toSorted());
});
