/** lib/desk/audience: who sees and changes the audience. */
import { randomUUID } from "node:crypto";
import { savedFilters } from "@/drizzle/schema/desk";
import { getDb } from "@/lib/db/pool";
import { countPeople } from "@/lib/desk/audience/count-people";
import { exportPeople } from "@/lib/desk/audience/export-people";
import { findPerson } from "@/lib/desk/audience/find-person";
import { countFunnel } from "@/lib/desk/audience/funnel";
import { findImport } from "@/lib/desk/audience/import/find-import";
import { planImport } from "@/lib/desk/audience/import/plan-import";
import { runImport } from "@/lib/desk/audience/import/run-import";
import { listPeople } from "@/lib/desk/audience/list-people";
import { deleteFilter, listSavedFilters, saveFilter } from "@/lib/desk/audience/saved-filters";
import { stopMail } from "@/lib/desk/audience/stop-mail";
import type { Actor } from "@/lib/readers/actor";
import { ONLY_AUTHORS, type Row } from "@/tests/support/rights/row";
import { NOW, type Person, type World } from "@/tests/support/rights/world";

const everybody = {};

/** Each function answers a Result: whether it did what it was asked for. */
const row = (
  name: string,
  tells: string,
  act: (asked: Person & { world: World }) => Promise<{ ok: boolean }>,
): Row => ({
  name,
  tells,
  act: async (person, world) => (await act({ ...person, world })).ok,
  expected: ONLY_AUTHORS,
});

export const AUDIENCE_ROWS: Row[] = [
  row("listPeople", "lists addresses", ({ actor }) => listPeople({ actor, filter: everybody })),
  row("countPeople", "counts people", ({ actor }) => countPeople({ actor, filter: everybody })),
  row("countFunnel", "counts the steps", ({ actor }) => countFunnel({ actor })),
  row("findPerson", "shows the reader's story", ({ actor, world }) =>
    findPerson({ actor, readerId: world.people.reader.readerId }),
  ),
  row("exportPeople", "takes all addresses away", ({ actor, world: { network } }) =>
    exportPeople({ actor, filter: everybody, network }),
  ),
  row("stopMail", "ends the reader's mail", ({ actor, world: { people, network } }) =>
    stopMail({ actor, readerId: people.reader.readerId, network }),
  ),
  row("listSavedFilters", "sees what was saved", ({ actor }) => listSavedFilters({ actor })),
  row("saveFilter", "saves a filter", ({ actor }) =>
    saveFilter({ actor, name: randomUUID(), filter: everybody }),
  ),
  row("deleteFilter", "deletes a filter", async ({ actor }) =>
    deleteFilter({ actor, id: await buildFilter() }),
  ),
  row("planImport", "uploads a list", ({ actor }) => upload(actor)),
  row("findImport", "sees an uploaded list", async ({ actor, world }) =>
    findImport({ actor, id: await uploadAs(world.people.author.actor) }),
  ),
  row("runImport", "imports an uploaded list", async ({ actor, world: { people, network } }) =>
    runImport({
      actor,
      id: await uploadAs(people.author.actor),
      startsCourse: false,
      network,
      now: NOW,
    }),
  ),
];

const upload = (actor: Actor) =>
  planImport({
    actor,
    fileName: "list.csv",
    bytes: new TextEncoder().encode("email\nlisted@example.com\n"),
    wording: "Letters",
    proof: "Form on example.com",
    now: NOW,
  });

async function uploadAs(author: Actor): Promise<string> {
  const planned = await upload(author);
  if (!planned.ok) throw new Error(planned.reason);
  return planned.value;
}

async function buildFilter(): Promise<string> {
  const saved = { name: randomUUID(), filter: everybody };
  const [filter] = await getDb().insert(savedFilters).values(saved).returning();
  return filter?.id ?? "";
}
