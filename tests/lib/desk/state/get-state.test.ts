import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { incidents, signalCounts } from "@/drizzle/schema/alarms";
import { numbers } from "@/drizzle/schema/desk";
import { failures, jobErrors } from "@/drizzle/schema/jobs";
import { letters } from "@/drizzle/schema/mail";
import { getDb } from "@/lib/db/pool";
import { getState } from "@/lib/desk/state/get-state";
import { AN_AUTHOR } from "@/tests/support/actors";
import { failAll, failForGood } from "@/tests/support/failures";
import { enqueue } from "@/tests/support/job-handlers";
import { emptyQueues } from "@/tests/support/job-table";
import { letPass, writeLetter } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeEach(async () => {
  await emptyQueues();
  for (const table of [failures, jobErrors, letters, signalCounts, incidents, numbers])
    await getDb().delete(table);
  await count({ hoursAgo: 0, ok: 10, failed: 0 });
  await countLook(0);
});

const HOUR_MS = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS);

async function state() {
  const got = await getState({ actor: AN_AUTHOR, now: new Date() });
  if (!got.ok) throw new Error(got.reason);
  return got.value;
}

const count = ({ hoursAgo, ...counted }: { hoursAgo: number; ok: number; failed: number }) =>
  getDb()
    .insert(signalCounts)
    .values({ signal: "answers", at: ago(hoursAgo), instance: randomUUID(), ...counted });

/** Each look of the alarms counts its own call of the database. */
const countLook = (hoursAgo: number) =>
  getDb()
    .insert(signalCounts)
    .values({ signal: "database", at: ago(hoursAgo), instance: randomUUID(), ok: 1, failed: 0 });

const send = (key: string, values: Partial<typeof letters.$inferInsert>) =>
  getDb()
    .update(letters)
    .set({ state: "sent", ...values })
    .where(eq(letters.key, key));

describe("the first sentence", () => {
  it("says that all is well where nothing is wrong", async () => {
    expect(await state()).toMatchObject({
      tone: "well",
      sentence: "All well: nothing waits, nothing failed in the last 24 hours.",
    });
  });

  it("counts letters whose time has passed, and none that may still wait", async () => {
    for (let n = 0; n < 3; n += 1) await writeLetter();
    expect(await state()).toMatchObject({
      tone: "well",
      sentence: "All well: 3 letters on their way, nothing failed in the last 24 hours.",
    });
    await letPass(61);
    await writeLetter();
    expect(await state()).toMatchObject({
      tone: "watch",
      sentence: "3 welcome letters delayed; readers unaffected.",
    });
  });

  it("counts a letter that was tried in vain as soon as the next try should have sent it", async () => {
    await writeLetter({ key: "tried" });
    await getDb().update(letters).set({ tries: 1 });
    expect((await state()).tone).toBe("well");
    await letPass(31);
    await writeLetter({ key: "untried" });
    expect((await state()).sentence).toBe("1 welcome letter delayed; readers unaffected.");
  });

  it("counts a letter that failed for good apart from those that are late", async () => {
    await writeLetter();
    await failAll();
    await letPass(301);
    expect((await state()).sentence).toBe(
      "1 welcome letter could not be sent; readers unaffected.",
    );
  });

  it("takes a broadcast for late only while none of its letters leave", async () => {
    const broadcast = { template: "broadcast" as const };
    await writeLetter({ ...broadcast, key: "left" });
    await writeLetter({ ...broadcast, key: "waits" });
    await letPass(301);
    await send("left", { sentAt: new Date() });
    expect((await state()).tone).toBe("well");
    await send("left", { sentAt: ago(1) });
    expect((await state()).sentence).toBe("1 broadcast letter delayed; readers unaffected.");
  });

  it("names the open incident, and the errors that readers saw", async () => {
    await count({ hoursAgo: 0.01, ok: 100, failed: 3 });
    const times = { firstAt: ago(1), lastAt: ago(0) };
    const words = { title: "Some readers see errors", detail: "", advice: "", link: "" };
    await getDb()
      .insert(incidents)
      .values([
        { cause: "answers", level: "serious", ...words, ...times },
        { cause: "mail", level: "warn", ...words, title: "Over", ...times, closedAt: ago(0) },
      ]);
    expect(await state()).toMatchObject({
      tone: "harm",
      sentence: "Some readers see errors; readers saw 3 errors in 5 minutes.",
    });
  });

  it("notices that the alarms stand still", async () => {
    await getDb().delete(signalCounts);
    await countLook(1);
    expect((await state()).sentence).toBe(
      "The alarms have not looked for 60 minutes; readers unaffected.",
    );
  });
});

describe("the figures", () => {
  it("stand beside those of the day before", async () => {
    await count({ hoursAgo: 2, ok: 90, failed: 5 });
    await count({ hoursAgo: 30, ok: 50, failed: 1 });
    await count({ hoursAgo: 50, ok: 1_000, failed: 1_000 });
    await writeLetter({ key: "today" });
    await writeLetter({ key: "yesterday" });
    await send("today", {
      notBefore: ago(3),
      sentAt: sql`now() - interval '3 hours' + interval '9 seconds'` as never,
    });
    await send("yesterday", { notBefore: ago(31), sentAt: ago(30) });
    const { day } = await state();
    expect(day.today).toMatchObject({ ok: 100, failed: 5, letters: 1, signups: 0 });
    expect(day.before).toMatchObject({ ok: 50, failed: 1, letters: 1 });
    expect(Math.round(day.today.longestWaitSeconds ?? 0)).toBe(9);
    expect(day.before.longestWaitSeconds).toBeCloseTo(3_600, 0);
    expect(day.hours).toHaveLength(24);
    expect(day.hours.at(-1)).toEqual({ ago: 0, ok: 10, failed: 0, letters: 0 });
    expect(day.hours.find((hour) => hour.ago === 2)).toMatchObject({
      ok: 90,
      failed: 5,
      letters: 1,
    });
  });

  it("of a day without a letter say nothing of waiting", async () => {
    expect((await state()).day.today.longestWaitSeconds).toBeNull();
  });
});

describe("queues and outbox", () => {
  it("tell how many wait, and how old the oldest is", async () => {
    await enqueue({ n: 1 }, "course");
    await enqueue({ n: 2 }, "course");
    await enqueue({ n: 3 }, "schedules");
    await getDb().execute(sql`
      update pgboss.job set start_after = now() - interval '90 seconds' where data->'input'->>'n' = '2'`);
    await getDb().execute(sql`
      update pgboss.job set start_after = now() + interval '1 day' where name = 'schedules'`);
    const { queues, oldestJobSeconds } = await state();
    const course = queues.find(({ queue }) => queue === "course");
    expect(course).toMatchObject({ ready: 2, later: 0, active: 0 });
    expect(oldestJobSeconds).toBeGreaterThan(89);
    expect(queues.find(({ queue }) => queue === "schedules")).toMatchObject({
      ready: 0,
      later: 1,
      oldestSeconds: null,
    });
  });

  it("tell by lane what waits, left and will not leave", async () => {
    await writeLetter({ key: "waits" });
    await writeLetter({ key: "sent" });
    await writeLetter({ key: "dead" });
    await send("sent", { sentAt: new Date() });
    await send("dead", { state: "dead" });
    const { waiting, day } = await state();
    expect(waiting.map((lane) => [lane.lane, lane.waiting])).toEqual([
      [0, 0],
      [1, 1],
      [2, 0],
      [3, 0],
    ]);
    expect(day.lanes[1]).toEqual({ lane: 1, sent: 1, dead: 1 });
  });
});

it("dependencies tell what they answered lately and what is not set", async () => {
  await failForGood();
  const { dependencies } = await state();
  expect(dependencies).toMatchObject({
    answers: { ok: 10, failed: 0 },
    database: { ok: 1, failed: 0 },
    mail: { carrier: "mailbox", restSeconds: [0, 0, 0], lastAnswer: null },
    channels: [
      { channel: "slack", isConfigured: false, sentAt: null },
      { channel: "sms", isConfigured: false, sentAt: null },
      { channel: "mail" },
    ],
    heartbeat: { isSet: false },
  });
  expect(dependencies.database.roundTripMs).toBeGreaterThan(0);
});
