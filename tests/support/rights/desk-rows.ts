/** lib/desk/{state,story,incidents,outbox,while-away}: who sees how the site is doing and what happened, and who says that they know. */
import { breakOnPurpose, findFaults, mend } from "@/lib/desk/faults";
import { findIncident, findIncidents, knowIncident } from "@/lib/desk/incidents/incidents";
import { listOutbox } from "@/lib/desk/outbox/list-outbox";
import { getState } from "@/lib/desk/state/get-state";
import { findStory } from "@/lib/desk/story/find-story";
import { seeAway } from "@/lib/desk/while-away";
import { buildFailure, buildIncident } from "@/tests/support/failed-things";
import { ONLY_AUTHORS, ONLY_WRITERS, type Row } from "@/tests/support/rights/row";
import { NOW } from "@/tests/support/rights/world";

/** Here is no launcher to answer whoever may ask. */
const isPassedOn = (answer: { ok: boolean; reason?: string }) => answer.reason === "not_available";

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
    name: "listOutbox",
    tells: "lists letters",
    act: async ({ actor }) => (await listOutbox({ actor })).ok,
    expected: ONLY_WRITERS,
  },
  {
    name: "listOutbox",
    tells: "shows whom letters are to",
    act: async ({ actor }) => {
      await buildFailure();
      return JSON.stringify(await listOutbox({ actor })).includes("ada@");
    },
    expected: ONLY_AUTHORS,
  },
  {
    name: "listOutbox",
    tells: "finds letters by an address",
    act: async ({ actor }) => (await listOutbox({ actor, filter: { q: "ada@example.com" } })).ok,
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
  {
    name: "seeAway",
    tells: "tells what the alarms see without a database",
    act: async ({ actor }) => seeAway({ actor }).ok,
    expected: ONLY_WRITERS,
  },
  {
    name: "findFaults",
    tells: "asks the launcher what is broken on purpose",
    act: async ({ actor }) => isPassedOn(await findFaults(actor)),
    expected: ONLY_AUTHORS,
  },
  {
    name: "breakOnPurpose",
    tells: "has the launcher break something",
    act: async ({ actor }) => isPassedOn(await breakOnPurpose({ actor, what: "mail" })),
    expected: ONLY_AUTHORS,
  },
  {
    name: "mend",
    tells: "has the launcher mend it",
    act: async ({ actor }) => isPassedOn(await mend({ actor, what: "mail" })),
    expected: ONLY_AUTHORS,
  },
];
