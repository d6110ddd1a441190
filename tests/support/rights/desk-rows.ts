/** lib/desk/{state,story,incidents}: who sees how the site is doing and what happened, and who says that they know. */
import { randomUUID } from "node:crypto";
import { incidents } from "@/drizzle/schema/alarms";
import { getDb } from "@/lib/db/pool";
import { findIncident, findIncidents, knowIncident } from "@/lib/desk/incidents/incidents";
import { getState } from "@/lib/desk/state/get-state";
import { findStory } from "@/lib/desk/story/find-story";
import { ONLY_AUTHORS, ONLY_WRITERS, type Row } from "@/tests/support/rights/row";
import { NOW } from "@/tests/support/rights/world";

async function buildIncident(): Promise<string> {
  const words = { title: "Readers see errors", detail: "3%", advice: "Look", link: "/author/desk" };
  const times = { firstAt: NOW, lastAt: NOW };
  const [incident] = await getDb()
    .insert(incidents)
    .values({ cause: randomUUID(), level: "serious", ...words, ...times })
    .returning();
  return incident?.id ?? "";
}

export const DESK_ROWS: Row[] = [
  {
    name: "getState",
    tells: "tells how the site is doing",
    act: async ({ actor }) => (await getState({ actor, now: NOW })).ok,
    expected: ONLY_WRITERS,
  },
  {
    name: "findStory",
    tells: "tells what a reference leads to",
    act: async ({ actor }, { signupId }) => (await findStory({ actor, query: signupId })).ok,
    expected: ONLY_WRITERS,
  },
  {
    name: "findStory",
    tells: "finds a person by their address",
    act: async ({ actor }, { people }) =>
      (await findStory({ actor, query: people.reader.email })).ok,
    expected: ONLY_AUTHORS,
  },
  {
    name: "findIncidents",
    tells: "lists what rings",
    act: async ({ actor }) => (await findIncidents({ actor })).ok,
    expected: ONLY_WRITERS,
  },
  {
    name: "findIncident",
    tells: "shows what rings",
    act: async ({ actor }) => (await findIncident({ actor, id: await buildIncident() })).ok,
    expected: ONLY_WRITERS,
  },
  {
    name: "knowIncident",
    tells: "keeps it from ringing on",
    act: async ({ actor }) => (await knowIncident({ actor, id: await buildIncident() })).ok,
    expected: ONLY_AUTHORS,
  },
];
