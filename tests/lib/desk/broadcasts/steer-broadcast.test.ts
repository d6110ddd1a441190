import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { publishSettings } from "@/lib/config";
import { feedBroadcast } from "@/lib/desk/broadcasts/feed-broadcast";
import { getBroadcast } from "@/lib/desk/broadcasts/get-broadcast";
import {
  cancelBroadcast,
  pauseBroadcast,
  resumeBroadcast,
} from "@/lib/desk/broadcasts/steer-broadcast";
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
  SENDER,
  start,
  workUntilDone,
} from "@/tests/support/broadcasts";
import { buildBook } from "@/tests/support/builders";
import { makeAllDue } from "@/tests/support/job-table";
import { startMailServer } from "@/tests/support/mail-server";
import { listLetters } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
let server: Awaited<ReturnType<typeof startMailServer>>;
let actor: Actor;
beforeAll(async () => {
  server = await startMailServer();
  publishSettings({ MAIL_URL: server.url });
  await buildBook();
});
afterAll(() => server.close());
beforeEach(async () => {
  await emptyAudience();
  server.received.length = 0;
  server.state.delayMs = 0;
  actor = await buildAuthor();
});

/** Each letter goes over a real connection; a busy machine takes its time. */
vi.setConfig({ testTimeout: 120_000 });

const sentTo = () => server.received.map(({ to }) => to).toSorted();
const pause = (id: string) => pauseBroadcast({ actor, id, reason: "A wrong date" });
const resume = (id: string) => resumeBroadcast({ actor, id });
const statesOf = async () => [...new Set((await listLetters()).map(({ state }) => state))];
const send = () => workOnce([SENDER], { deadlineMs: 30_000 });

describe("a pause", () => {
  it("keeps back what is written, writes nothing more, and says why", async () => {
    await buildPeople({ many: 300 });
    const id = await start(actor);
    await feedBroadcast({ broadcastId: id, cursor: null });
    expect(await pause(id)).toMatchObject({ ok: true });
    await makeAllDue();
    await workOnce([SENDER, FEEDER], { deadlineMs: 30_000 });
    expect(server.received).toEqual([]);
    expect(await statesOf()).toEqual(["held"]);
    expect(await findRow(id)).toMatchObject({ state: "paused", pausedBecause: "A wrong date" });
    const page = await getBroadcast(actor, id);
    expect(page.ok && page.value.broadcast.numbers).toMatchObject({ recipients: 300, toGo: 300 });
  });

  it("ends where it began: everybody gets it once, whatever jobs came meanwhile", async () => {
    const people = await buildPeople({ many: 40 });
    const id = await start(actor);
    await feedBroadcast({ broadcastId: id, cursor: null });
    await pause(id);
    await send();
    await resume(id);
    await workUntilDone(id);
    expect(sentTo()).toEqual(people.toSorted());
  });

  it("lifted before any job noticed sends nothing twice", async () => {
    const people = await buildPeople({ many: 40 });
    const id = await start(actor);
    await feedBroadcast({ broadcastId: id, cursor: null });
    for (let turn = 0; turn < 3; turn += 1) {
      await pause(id);
      await resume(id);
    }
    await workUntilDone(id);
    expect(sentTo()).toEqual(people.toSorted());
  });

  it("lifted while letters are being handed over sends none of them again", async () => {
    const people = await buildPeople({ many: 20 });
    const id = await start(actor);
    await feedBroadcast({ broadcastId: id, cursor: null });
    server.state.delayMs = 400;
    const sending = send();
    await expect.poll(() => server.state.attempts).toBeGreaterThan(0);
    await pause(id);
    await sleep(50);
    await resume(id);
    await sending;
    server.state.delayMs = 0;
    await workUntilDone(id);
    expect(sentTo()).toEqual(people.toSorted());
  });

  it("in the middle of everything, many times, skips and repeats nobody", async () => {
    const people = await buildPeople({ many: 900 });
    const id = await start(actor);
    const reached = await feedAndDeliver(id, {
      onRound: async () => {
        await pause(id);
        await resume(id);
      },
    });
    expect(reached.toSorted()).toEqual(people.toSorted());
  });
});

describe("a cancelled broadcast", () => {
  it("reaches nobody else, for good, and keeps its numbers", async () => {
    await buildPeople({ many: 30 });
    const id = await start(actor);
    await feedBroadcast({ broadcastId: id, cursor: null });
    expect(await cancelBroadcast({ actor, id })).toMatchObject({ ok: true });
    expect(await resume(id)).toEqual({ ok: false, reason: "wrong_state" });
    await makeAllDue();
    await workOnce([SENDER, FEEDER], { deadlineMs: 30_000 });
    expect(server.received).toEqual([]);
    const page = await getBroadcast(actor, id);
    expect(page.ok && page.value.broadcast.numbers).toEqual({
      recipients: 30,
      sent: 0,
      undelivered: 0,
      toGo: 0,
      missed: 30,
    });
  });
});

describe("what does not fit", () => {
  it("is refused: a draft can be neither paused nor cancelled", async () => {
    const id = await draft(actor);
    expect(await pause(id)).toEqual({ ok: false, reason: "wrong_state" });
    expect(await cancelBroadcast({ actor, id })).toEqual({ ok: false, reason: "wrong_state" });
    expect(await resume(id)).toEqual({ ok: false, reason: "wrong_state" });
  });

  it("names what was never there", async () => {
    expect(await pause("not-an-id")).toEqual({ ok: false, reason: "not_found" });
  });
});
