import { beforeEach, describe, expect, it } from "vitest";
import { transaction } from "@/lib/db/transaction";
import { enqueueHourly } from "@/lib/jobs/enqueue-hourly";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { runWithRequestId } from "@/lib/request-context";
import { emptyQueues, listJobs } from "@/tests/support/job-table";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeEach(emptyQueues);

const QUEUE = "letters-receipts";

describe("a job", () => {
  it("exists exactly when the transaction that caused it does", async () => {
    const broken = transaction(async (tx) => {
      await enqueueJob(tx, { queue: QUEUE, input: { letterId: "never" } });
      throw new Error("the business failed");
    });
    await expect(broken).rejects.toThrow("the business failed");
    expect(await listJobs()).toEqual([]);
    await transaction((tx) => enqueueJob(tx, { queue: QUEUE, input: { letterId: "one" } }));
    expect(await listJobs()).toMatchObject([{ name: QUEUE, data: { input: { letterId: "one" } } }]);
  });

  it("with a key is one, however often and at once it is enqueued", async () => {
    const enqueue = () =>
      transaction((tx) => enqueueJob(tx, { queue: QUEUE, input: { n: 1 }, key: "same" }));
    await enqueue();
    await Promise.all(Array.from({ length: 10 }, enqueue));
    expect(await listJobs()).toHaveLength(1);
    await transaction((tx) => enqueueJob(tx, { queue: "letters-course", input: {}, key: "same" }));
    expect(await listJobs()).toHaveLength(2);
  });

  it("carries the id of the request that caused it", async () => {
    await runWithRequestId("click-12345678", () =>
      transaction((tx) => enqueueJob(tx, { queue: QUEUE, input: {} })),
    );
    expect((await listJobs())[0]?.data.requestId).toBe("click-12345678");
  });

  it("of an hour is one, however often the clock calls", async () => {
    await enqueueHourly("housekeeping");
    await enqueueHourly("housekeeping");
    expect((await listJobs("housekeeping")).length).toBeLessThanOrEqual(2);
    expect((await listJobs("housekeeping")).length).toBeGreaterThan(0);
  });
});

describe("a crowd of first transactions", () => {
  it("needs no second connection each, which the pool would not have", async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        transaction((tx) => enqueueJob(tx, { queue: "letters-broadcast", input: { n } })),
      ),
    );
    expect(await listJobs("letters-broadcast")).toHaveLength(40);
  });
});
