/** lib/desk/failures and the list of signups: who sees what failed and who signed up, and who does failed work again. */
import { randomUUID } from "node:crypto";
import { failures } from "@/drizzle/schema/jobs";
import { letters } from "@/drizzle/schema/mail";
import { getDb } from "@/lib/db/pool";
import { listSignups } from "@/lib/desk/audience/list-signups";
import { listFailedJobs, replayFailedJob } from "@/lib/desk/failures/failed-jobs";
import { findCause } from "@/lib/desk/failures/find-cause";
import { findFailure } from "@/lib/desk/failures/find-failure";
import { listCauses } from "@/lib/desk/failures/list-causes";
import { replayCause, skipCause, skipFailedJob } from "@/lib/desk/failures/settle-failures";
import { ONLY_AUTHORS, ONLY_WRITERS, type Row } from "@/tests/support/rights/row";

const CAUSE = "letters-course: Error";

/** To Ada, whose address the mail server repeats. */
async function buildFailure(): Promise<string> {
  const [letter] = await getDb()
    .insert(letters)
    .values({ key: randomUUID(), to: "ada@example.com", template: "lesson", props: {}, lane: 2 })
    .returning();
  const [failure] = await getDb()
    .insert(failures)
    .values({
      queue: "letters-course",
      jobId: randomUUID(),
      input: { letterId: letter?.id },
      cause: CAUSE,
      message: "550 <ada@example.com>",
      tries: 8,
    })
    .returning();
  if (!failure) throw new Error("No failure was kept.");
  return failure.id;
}

const namesAda = (shown: unknown) => JSON.stringify(shown).includes("ada@");

/** Whether it settled what had just failed. */
async function settlesAny(settled: { ok: boolean; value?: { done: number } }): Promise<boolean> {
  return settled.ok && (settled.value?.done ?? 0) > 0;
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
      return namesAda(await listFailedJobs({ actor, showsAddresses: true }));
    },
    expected: ONLY_AUTHORS,
  },
  {
    name: "listCauses",
    tells: "tells what goes wrong",
    act: async ({ actor }) => (await listCauses({ actor })).ok,
    expected: ONLY_WRITERS,
  },
  {
    name: "findCause",
    tells: "shows a cause's cases",
    act: async ({ actor }) => {
      await buildFailure();
      return (await findCause({ actor, cause: CAUSE })).ok;
    },
    expected: ONLY_WRITERS,
  },
  {
    name: "findCause",
    tells: "shows whom a cause concerns",
    act: async ({ actor }) => {
      await buildFailure();
      return namesAda(await findCause({ actor, cause: CAUSE }));
    },
    expected: ONLY_AUTHORS,
  },
  {
    name: "findFailure",
    tells: "shows what failed",
    act: async ({ actor }) => (await findFailure({ actor, id: await buildFailure() })).ok,
    expected: ONLY_WRITERS,
  },
  {
    name: "findFailure",
    tells: "shows whom it concerns",
    act: async ({ actor }) => namesAda(await findFailure({ actor, id: await buildFailure() })),
    expected: ONLY_AUTHORS,
  },
  {
    name: "replayFailedJob",
    tells: "puts failed work into its queue again",
    act: async ({ actor }) => (await replayFailedJob({ actor, id: await buildFailure() })).ok,
    expected: ONLY_AUTHORS,
  },
  {
    name: "skipFailedJob",
    tells: "decides that work is never done",
    act: async ({ actor }) => (await skipFailedJob({ actor, id: await buildFailure() })).ok,
    expected: ONLY_AUTHORS,
  },
  {
    name: "replayCause",
    tells: "puts all of a cause back",
    act: async ({ actor }) => {
      await buildFailure();
      return settlesAny(await replayCause({ actor, cause: CAUSE }));
    },
    expected: ONLY_AUTHORS,
  },
  {
    name: "skipCause",
    tells: "skips all of a cause",
    act: async ({ actor }) => {
      await buildFailure();
      return settlesAny(await skipCause({ actor, cause: CAUSE }));
    },
    expected: ONLY_AUTHORS,
  },
];
