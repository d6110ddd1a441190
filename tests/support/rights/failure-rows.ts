/** lib/desk/failures and the list of signups: who sees what failed and who signed up, and who does failed work again. */
import { randomUUID } from "node:crypto";
import { failures } from "@/drizzle/schema/jobs";
import { getDb } from "@/lib/db/pool";
import { listSignups } from "@/lib/desk/audience/list-signups";
import { listFailedJobs, replayFailedJob } from "@/lib/desk/failures/failed-jobs";
import { ONLY_AUTHORS, type Row } from "@/tests/support/rights/row";

async function buildFailure(): Promise<string> {
  const [failure] = await getDb()
    .insert(failures)
    .values({
      queue: "letters-course",
      jobId: randomUUID(),
      input: { letterId: randomUUID() },
      cause: "Error",
      message: "550 <ada@example.com>",
      tries: 8,
    })
    .returning();
  if (!failure) throw new Error("No failure was kept.");
  return failure.id;
}

export const FAILURE_ROWS: Row[] = [
  {
    name: "listSignups",
    tells: "lists addresses",
    act: async ({ actor }) => (await listSignups({ actor, limit: 10 })).ok,
    expected: ONLY_AUTHORS,
  },
  {
    name: "listFailedJobs",
    tells: "shows the addresses in what failed",
    act: async ({ actor }) => {
      await buildFailure();
      return JSON.stringify(await listFailedJobs({ actor, showsAddresses: true })).includes("ada@");
    },
    expected: ONLY_AUTHORS,
  },
  {
    name: "replayFailedJob",
    tells: "puts failed work into its queue again",
    act: async ({ actor }) => (await replayFailedJob({ actor, id: await buildFailure() })).ok,
    expected: ONLY_AUTHORS,
  },
];
