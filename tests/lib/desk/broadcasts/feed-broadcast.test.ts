import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { publishSettings } from "@/lib/config";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { feedBroadcast } from "@/lib/desk/broadcasts/feed-broadcast";
import { tendBroadcasts } from "@/lib/desk/broadcasts/tend-broadcasts";
import { workOnce } from "@/lib/jobs/work-once";
import { suppressAddress } from "@/lib/mail/suppression";
import { leaveCourse } from "@/lib/signups/leave-course";
import {
  buildAuthor,
  buildPeople,
  deliverAll,
  emptyAudience,
  FEEDER,
  feedAndDeliver,
  findRow,
  letTimePass,
  start,
  workUntilDone,
} from "@/tests/support/broadcasts";
import { buildBook } from "@/tests/support/builders";
import { listJobs } from "@/tests/support/job-table";
import { headerOf, startMailServer } from "@/tests/support/mail-server";
import { listLetters } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
let server: Awaited<ReturnType<typeof startMailServer>>;
beforeAll(async () => {
  server = await startMailServer();
  publishSettings({ MAIL_URL: server.url });
  await buildBook();
});
afterAll(() => server.close());
beforeEach(async () => {
  await emptyAudience();
  server.received.length = 0;
});

/** Each letter goes over a real connection; a busy machine takes its time. */
vi.setConfig({ testTimeout: 120_000 });

const sentTo = () => server.received.map(({ to }) => to).toSorted();
const cursorOf = async (id: string) => (await findRow(id)).cursor;
const stepOf = async (id: string) => ({ broadcastId: id, cursor: await cursorOf(id) });

describe("a broadcast", () => {
  it("reaches everybody who confirmed, each once, with their own link to leave", async () => {
    const people = await buildPeople({ many: 60 });
    const id = await start(await buildAuthor());
    await workUntilDone(id);
    expect(sentTo()).toEqual(people.toSorted());
    const links = server.received.map(({ raw }) => headerOf(raw, "List-Unsubscribe"));
    expect(new Set(links).size).toBe(60);
    expect(server.received[0]?.raw).toContain("Subject: News");
    expect(await findRow(id)).toMatchObject({
      state: "done",
      recipients: 60,
      enqueued: 60,
      sent: 60,
      undelivered: 0,
      doneAt: expect.any(Date),
    });
  });

  it("goes only to those whom its filter means", async () => {
    await buildPeople({ many: 5, name: "new" });
    const far = await buildPeople({ many: 4, name: "far", lessons: 3 });
    const id = await start(await buildAuthor(), { filter: { lessons: 3 } });
    await workUntilDone(id);
    expect(sentTo()).toEqual(far.toSorted());
  });

  it("writes to nobody who joined after it started", async () => {
    const people = await buildPeople({ many: 260 });
    const id = await start(await buildAuthor());
    await feedBroadcast(await stepOf(id));
    await buildPeople({ many: 50, name: "late" });
    const reached = await feedAndDeliver(id);
    expect(reached.toSorted()).toEqual(people.toSorted());
  });

  it("writes to nobody who left, complained or bounced meanwhile, but to those who bought", async () => {
    const people = await buildPeople({ many: 260 });
    const id = await start(await buildAuthor());
    await feedBroadcast(await stepOf(id));
    const written = new Set((await listLetters()).map(({ to }) => to));
    const [left, silent, bought] = people.filter((email) => !written.has(email));
    const [unsent] = written;
    if (!left || !silent || !bought || !unsent) throw new Error("There are too few people.");
    await transaction(async (tx) => {
      await leaveCourse(tx, { email: left, reason: "unsubscribed" });
      await leaveCourse(tx, { email: bought, reason: "bought" });
      await suppressAddress(tx, { address: silent, reason: "bounced" });
      await suppressAddress(tx, { address: unsent, reason: "unsubscribed" });
    });
    await workUntilDone(id);
    const expected = people.filter((email) => ![left, silent, unsent].includes(email));
    expect(sentTo()).toEqual(expected.toSorted());
    expect(await findRow(id)).toMatchObject({ enqueued: 258, sent: 257, undelivered: 1 });
  });

  it("keeps few letters waiting, whatever the crowd, and goes on when they leave", async () => {
    const people = await buildPeople({ many: 1_200 });
    const id = await start(await buildAuthor());
    for (let look = 0; look < 2; look += 1) {
      await letTimePass();
      await workOnce([FEEDER], { deadlineMs: 10_000 });
    }
    expect(await listLetters()).toHaveLength(500);
    const reached = [...(await deliverAll()), ...(await feedAndDeliver(id))];
    expect(reached.toSorted()).toEqual(people.toSorted());
  });

  it("that cannot be written stands still with the reason instead of trying for ever", async () => {
    await buildPeople({ many: 3 });
    const id = await start(await buildAuthor());
    await getDb().execute(sql`update broadcasts set filter = '{"moon":"full"}'`);
    await workOnce([FEEDER], { deadlineMs: 10_000 });
    await getDb().execute(sql`update broadcasts set filter = '{}'`);
    expect(await findRow(id)).toMatchObject({
      state: "paused",
      enqueued: 0,
      pausedBecause: expect.stringContaining("could not be written"),
    });
  });
});

describe("a step", () => {
  it("that comes twice writes nothing the second time", async () => {
    await buildPeople({ many: 300 });
    const id = await start(await buildAuthor());
    const step = await stepOf(id);
    await feedBroadcast(step);
    await feedBroadcast(step);
    expect(await listLetters()).toHaveLength(250);
    expect((await findRow(id)).enqueued).toBe(250);
  });

  it("taken by two workers at once is one", async () => {
    const people = await buildPeople({ many: 700 });
    const id = await start(await buildAuthor());
    const step = await stepOf(id);
    await Promise.all(Array.from({ length: 5 }, () => feedBroadcast(step)));
    expect(await listLetters()).toHaveLength(250);
    const [one, other] = await Promise.all([feedAndDeliver(id), feedAndDeliver(id)]);
    expect([...one, ...other].toSorted()).toEqual(people.toSorted());
    expect((await findRow(id)).enqueued).toBe(700);
  });

  it("and the clock's own look become one chain of steps", async () => {
    await buildPeople({ many: 600 });
    await start(await buildAuthor());
    for (let minute = 0; minute < 4; minute += 1) {
      await tendBroadcasts({});
      await workOnce([FEEDER], { deadlineMs: 10_000 });
    }
    await letTimePass();
    await workOnce([FEEDER], { deadlineMs: 10_000 });
    const alive = (await listJobs("broadcasts")).filter(({ state }) => state === "created");
    expect(alive).toHaveLength(1);
  });

  it("that was lost is found again by the clock", async () => {
    const people = await buildPeople({ many: 300 });
    const id = await start(await buildAuthor());
    await getDb().execute(sql`delete from pgboss.job`);
    await tendBroadcasts({});
    const reached = await feedAndDeliver(id);
    expect(reached.toSorted()).toEqual(people.toSorted());
  });
});
