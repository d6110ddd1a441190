import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { failures, jobErrors } from "@/drizzle/schema/jobs";
import { getDb } from "@/lib/db/pool";
import { purgeFailures } from "@/lib/jobs/purge-failures";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const LONG_AGO = new Date(Date.now() - 100 * 86_400_000);

async function build(resolvedAt: Date | null) {
  const cause = { queue: "course", cause: "course: Error", message: "bug" };
  const jobId = randomUUID();
  const spent = { ...cause, jobId, tries: 8 };
  await getDb()
    .insert(failures)
    .values({ ...spent, input: {}, createdAt: LONG_AGO, resolvedAt });
  await getDb()
    .insert(jobErrors)
    .values({ ...spent, at: LONG_AGO });
  return jobId;
}

it("what was mended long ago is forgotten with its tries; what is open stays, however old", async () => {
  const open = await build(null);
  const lately = await build(new Date());
  await build(LONG_AGO);
  await purgeFailures();
  const kept = [open, lately].toSorted();
  const jobsOf = async (table: typeof failures | typeof jobErrors) =>
    (await getDb().select({ id: table.jobId }).from(table)).map(({ id }) => id).toSorted();
  expect(await jobsOf(failures)).toEqual(kept);
  expect(await jobsOf(jobErrors)).toEqual(kept);
});
