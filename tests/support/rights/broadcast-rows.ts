/** lib/desk: who writes and sends a broadcast. */
import { eq } from "drizzle-orm";
import { broadcasts } from "@/drizzle/schema/desk";
import { enrolments } from "@/drizzle/schema/signups";
import { getDb } from "@/lib/db/pool";
import { getBroadcast } from "@/lib/desk/broadcasts/get-broadcast";
import { listBroadcasts } from "@/lib/desk/broadcasts/list-broadcasts";
import { previewBroadcast, sendTestBroadcast } from "@/lib/desk/broadcasts/preview-broadcast";
import {
  createDraft,
  deleteDraft,
  duplicateBroadcast,
  saveDraft,
} from "@/lib/desk/broadcasts/save-draft";
import { scheduleBroadcast, sendNow, unschedule } from "@/lib/desk/broadcasts/send-broadcast";
import {
  cancelBroadcast,
  pauseBroadcast,
  resumeBroadcast,
} from "@/lib/desk/broadcasts/steer-broadcast";
import { ONLY_AUTHORS, type Row } from "@/tests/support/rights/row";
import type { Person, World } from "@/tests/support/rights/world";

const TEXT = { subject: "News", markdown: "There is news.", filter: {} };

type State = (typeof broadcasts.$inferSelect)["state"];

/** A broadcast of somebody else's in this state. */
async function stored(state: State = "draft"): Promise<string> {
  const startedAt = state === "sending" || state === "paused" ? new Date() : null;
  const [row] = await getDb()
    .insert(broadcasts)
    .values({ ...TEXT, state, startedAt, author: "test" })
    .returning();
  if (!row) throw new Error("No broadcast was made.");
  return row.id;
}

const stateOf = async (id: string) =>
  (await getDb().select().from(broadcasts).where(eq(broadcasts.id, id)))[0]?.state;

/** Somebody has to get it. */
const confirm = ({ people: { reader } }: World) =>
  getDb()
    .insert(enrolments)
    .values({ readerId: reader.readerId, source: "form", confirmedAt: new Date() })
    .onConflictDoUpdate({ target: enrolments.readerId, set: { confirmedAt: new Date() } });

type Named = { actor: Person["actor"]; id: string };

/** Does it change the state of a broadcast from one to another? */
const turns = (
  name: string,
  turn: (named: Named) => Promise<unknown>,
  [from, to]: [State, State],
): Row => ({
  name,
  tells: `turns a broadcast from ${from} to ${to}`,
  act: async ({ actor }, world) => {
    await confirm(world);
    const id = await stored(from);
    await turn({ actor, id });
    return (await stateOf(id)) === to;
  },
  expected: ONLY_AUTHORS,
});

const answers = (name: string, ask: (named: Named) => Promise<{ ok: boolean }>): Row => ({
  name,
  tells: "is done",
  act: async ({ actor }) => (await ask({ actor, id: await stored() })).ok,
  expected: ONLY_AUTHORS,
});

const AT = `${new Date().getFullYear() + 1}-07-01T09:00`;

export const BROADCAST_ROWS: Row[] = [
  answers("listBroadcasts", ({ actor }) => listBroadcasts(actor)),
  answers("getBroadcast", ({ actor, id }) => getBroadcast(actor, id)),
  answers("previewBroadcast", previewBroadcast),
  answers("sendTestBroadcast", sendTestBroadcast),
  answers("createDraft", ({ actor }) => createDraft({ actor, text: TEXT })),
  answers("duplicateBroadcast", duplicateBroadcast),
  answers("saveDraft", (named) =>
    saveDraft({ ...named, version: 1, text: { ...TEXT, markdown: "Other news." } }),
  ),
  {
    name: "deleteDraft",
    tells: "the draft is gone",
    act: async ({ actor }) => {
      const id = await stored();
      await deleteDraft({ actor, id });
      return (await stateOf(id)) === undefined;
    },
    expected: ONLY_AUTHORS,
  },
  turns("sendNow", (named) => sendNow({ ...named, version: 1 }), ["draft", "sending"]),
  turns("scheduleBroadcast", (named) => scheduleBroadcast({ ...named, version: 1, at: AT }), [
    "draft",
    "scheduled",
  ]),
  turns("unschedule", unschedule, ["scheduled", "draft"]),
  turns("pauseBroadcast", (named) => pauseBroadcast({ ...named, reason: "" }), [
    "sending",
    "paused",
  ]),
  turns("resumeBroadcast", resumeBroadcast, ["paused", "sending"]),
  turns("cancelBroadcast", cancelBroadcast, ["sending", "cancelled"]),
];
