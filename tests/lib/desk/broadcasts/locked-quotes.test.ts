import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { grants } from "@/drizzle/schema/access";
import { getDb } from "@/lib/db/pool";
import { getBroadcast } from "@/lib/desk/broadcasts/get-broadcast";
import { scheduleBroadcast, sendNow, unschedule } from "@/lib/desk/broadcasts/send-broadcast";
import { resumeBroadcast } from "@/lib/desk/broadcasts/steer-broadcast";
import { tendBroadcasts } from "@/lib/desk/broadcasts/tend-broadcasts";
import { workOnce } from "@/lib/jobs/work-once";
import type { Actor } from "@/lib/readers/actor";
import {
  buildAuthor,
  buildPeople,
  draft,
  emptyAudience,
  FEEDER,
  feedAndDeliver,
  findRow,
} from "@/tests/support/broadcasts";
import { buildBook, buildChapter } from "@/tests/support/builders";
import { listLetters } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
const LOCKED = "the quick brown fox jumps over the lazy dog while nobody in the house is looking";
const QUOTING = { markdown: `As I wrote: ${LOCKED}.` };
const LATER = `${new Date().getFullYear() + 1}-07-01T09:00`;
let actor: Actor;
beforeAll(async () => {
  await buildBook();
  await buildChapter({ slug: "foxes", title: "Foxes", locked: LOCKED });
});
beforeEach(async () => {
  await emptyAudience();
  await lock(true);
  actor = await buildAuthor();
  await buildPeople({ many: 600 });
});

/** As if the author had published the chapter for everybody, or behind the lock again. */
const lock = (isLocked: boolean) =>
  getDb().execute(sql`update chapters set access = ${isLocked ? "book" : "free"}`);

async function buyAll() {
  const { rows } = await getDb().execute<{ id: string }>(sql`select id from readers`);
  await getDb()
    .insert(grants)
    .values(
      rows.map(({ id }) => ({
        readerId: id,
        scope: "book" as const,
        source: "order" as const,
        cause: randomUUID(),
      })),
    );
}

describe("a broadcast that quotes from behind a lock", () => {
  it("is neither sent nor scheduled, and its page says which words", async () => {
    const id = await draft(actor, QUOTING);
    const refused = { ok: false, reason: "quotes_locked" };
    expect(await sendNow({ actor, id, version: 1 })).toEqual(refused);
    expect(await scheduleBroadcast({ actor, id, version: 1, at: LATER })).toEqual(refused);
    const page = await getBroadcast(actor, id);
    expect(page.ok && page.value.quotes).toMatchObject([{ title: "Foxes" }]);
    expect(await listLetters()).toEqual([]);
  });

  it("may go to those who have the book", async () => {
    await buyAll();
    const id = await draft(actor, { ...QUOTING, filter: { buyer: "yes" } });
    expect(await sendNow({ actor, id, version: 1 })).toMatchObject({ ok: true });
    expect(await feedAndDeliver(id)).toHaveLength(600);
  });

  it("since the author locked the chapter meanwhile stands still, and goes on when it is open again", async () => {
    await lock(false);
    const id = await draft(actor, QUOTING);
    await sendNow({ actor, id, version: 1 });
    await workOnce([FEEDER], { deadlineMs: 10_000 });
    await lock(true);
    await tendBroadcasts({ broadcastId: id, cursor: (await findRow(id)).cursor });
    expect(await findRow(id)).toMatchObject({
      state: "paused",
      pausedBecause: expect.stringContaining("“Foxes”"),
    });
    const states = (await listLetters()).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(["held"]));
    expect(await resumeBroadcast({ actor, id })).toEqual({ ok: false, reason: "quotes_locked" });
    await lock(false);
    expect(await resumeBroadcast({ actor, id })).toMatchObject({ ok: true });
    expect(await feedAndDeliver(id)).toHaveLength(600);
  });

  it("when its time comes does not start, and can become a draft again", async () => {
    await lock(false);
    const id = await draft(actor, QUOTING);
    await scheduleBroadcast({ actor, id, version: 1, at: LATER });
    await lock(true);
    await getDb().execute(sql`update broadcasts set scheduled_at = now() - interval '1 minute'`);
    await tendBroadcasts({});
    expect(await findRow(id)).toMatchObject({ state: "paused", startedAt: null });
    expect(await unschedule({ actor, id })).toMatchObject({ ok: true });
    expect(await findRow(id)).toMatchObject({ state: "draft", pausedBecause: null });
    expect(await listLetters()).toEqual([]);
  });
});
