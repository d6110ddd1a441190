import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { getDb } from "@/lib/db/pool";
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
import { buildBook } from "@/tests/support/builders";
import { listJobs, makeAllDue } from "@/tests/support/job-table";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
let actor: Actor;
beforeAll(() => buildBook({ timezone: "Europe/Berlin" }));
beforeEach(async () => {
  await emptyAudience();
  actor = await buildAuthor();
});

const YEAR = new Date().getFullYear() + 1;
const schedule = (id: string, at = `${YEAR}-07-01T09:00`) =>
  scheduleBroadcast({ actor, id, version: 1, at });
/** As if the time had come, also in the queue. */
const letTimeCome = async () => {
  await getDb().execute(sql`update broadcasts set scheduled_at = now() - interval '1 second'`);
  await makeAllDue();
};

describe("a scheduled broadcast", () => {
  it("starts by itself when its time has come, not before, and once", async () => {
    const people = await buildPeople({ many: 20 });
    const id = await draft(actor);
    await schedule(id);
    await makeAllDue();
    await workOnce([FEEDER], { deadlineMs: 10_000 });
    await tendBroadcasts({});
    expect((await findRow(id)).state).toBe("scheduled");
    await getDb().execute(sql`delete from pgboss.job`);
    await schedule(id, `${YEAR}-07-02T09:00`);
    await letTimeCome();
    const reached = await feedAndDeliver(id);
    expect(reached.toSorted()).toEqual(people.toSorted());
  });

  it("starts after a long downtime, by the clock alone", async () => {
    const people = await buildPeople({ many: 20 });
    const id = await draft(actor);
    await schedule(id);
    await getDb().execute(sql`delete from pgboss.job`);
    await getDb().execute(sql`update broadcasts set scheduled_at = now() - interval '3 days'`);
    await Promise.all([tendBroadcasts({}), tendBroadcasts({}), tendBroadcasts({})]);
    const reached = await feedAndDeliver(id);
    expect(reached.toSorted()).toEqual(people.toSorted());
  });

  it("means nine o'clock where the book is, in summer and in winter", async () => {
    await buildPeople({ many: 1 });
    const id = await draft(actor);
    expect(await schedule(id)).toEqual({ ok: true, value: new Date(`${YEAR}-07-01T07:00:00Z`) });
    expect(await schedule(id, `${YEAR}-12-01T09:00`)).toEqual({
      ok: true,
      value: new Date(`${YEAR}-12-01T08:00:00Z`),
    });
    expect(await schedule(id, "2020-01-01T09:00")).toEqual({ ok: false, reason: "past" });
  });

  it("that was taken back, or moved, does not start at its old time", async () => {
    await buildPeople({ many: 3 });
    const id = await draft(actor);
    await schedule(id);
    expect(await unschedule({ actor, id })).toMatchObject({ ok: true });
    await makeAllDue();
    await workOnce([FEEDER], { deadlineMs: 10_000 });
    expect((await findRow(id)).state).toBe("draft");
    await schedule(id, `${YEAR}-08-01T09:00`);
    await schedule(id, `${YEAR}-09-01T09:00`);
    expect((await listJobs("broadcasts")).filter(({ state }) => state === "created")).toHaveLength(
      2,
    );
    await makeAllDue();
    await workOnce([FEEDER], { deadlineMs: 10_000 });
    expect((await findRow(id)).state).toBe("scheduled");
  });

  it("may still be sent at once", async () => {
    const people = await buildPeople({ many: 3 });
    const id = await draft(actor);
    await schedule(id);
    expect(await sendNow({ actor, id, version: 1 })).toMatchObject({ ok: true });
    await letTimeCome();
    const reached = await feedAndDeliver(id);
    expect(reached.toSorted()).toEqual(people.toSorted());
    expect(await resumeBroadcast({ actor, id })).toEqual({ ok: false, reason: "wrong_state" });
  });
});
