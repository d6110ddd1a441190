/** lib/desk/failures and the list of signups: who sees what failed and who signed up, and who does failed work again. */
import { listSignups } from "@/lib/desk/audience/list-signups";
import { listFailedJobs, replayFailedJob } from "@/lib/desk/failures/failed-jobs";
import { findCause } from "@/lib/desk/failures/find-cause";
import { findFailure } from "@/lib/desk/failures/find-failure";
import { listCauses } from "@/lib/desk/failures/list-causes";
import { replayCause, skipCause, skipFailedJob } from "@/lib/desk/failures/settle-failures";
import { buildFailure } from "@/tests/support/failed-things";
import { ONLY_AUTHORS, ONLY_WRITERS, type Row } from "@/tests/support/rights/row";

const CAUSE = "letters-course: Error";

const buildFailureId = async () => (await buildFailure()).id;

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
    act: async ({ actor }) => (await findFailure({ actor, id: await buildFailureId() })).ok,
    expected: ONLY_WRITERS,
  },
  {
    name: "findFailure",
    tells: "shows whom it concerns",
    act: async ({ actor }) => namesAda(await findFailure({ actor, id: await buildFailureId() })),
    expected: ONLY_AUTHORS,
  },
  {
    name: "replayFailedJob",
    tells: "puts failed work into its queue again",
    act: async ({ actor }) => (await replayFailedJob({ actor, id: await buildFailureId() })).ok,
    expected: ONLY_AUTHORS,
  },
  {
    name: "skipFailedJob",
    tells: "decides that work is never done",
    act: async ({ actor }) => (await skipFailedJob({ actor, id: await buildFailureId() })).ok,
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
