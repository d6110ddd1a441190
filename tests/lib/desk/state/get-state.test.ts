import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { letters } from "@/drizzle/schema/mail";
import { getDb } from "@/lib/db/pool";
import { ago, count, send, state, useEmptyDesk } from "@/tests/support/desk-state";
import { failForGood } from "@/tests/support/failures";
import { enqueue } from "@/tests/support/job-handlers";
import { writeLetter } from "@/tests/support/outbox";

useEmptyDesk();

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

it("what the mail server said stands there for everybody, so without the address", async () => {
  await writeLetter();
  const lastAnswer = "451 try again, ada@example.com";
  await getDb().update(letters).set({ tries: 1, lastAnswer });
  expect((await state()).dependencies.mail.lastAnswer).toBe("451 try again, …");
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
