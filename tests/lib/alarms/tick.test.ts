import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { failedAnswers } from "@/drizzle/schema/alarms";
import type { Finding } from "@/lib/alarms/finding";
import { markKnown } from "@/lib/alarms/incidents/mark-known";
import { spentJobs } from "@/lib/alarms/ledger/spent-jobs";
import { sendNotices } from "@/lib/alarms/notices/send-notices";
import { tick } from "@/lib/alarms/tick";
import { watchState } from "@/lib/alarms/watch-state";
import { publishSettings } from "@/lib/config";
import { getDb } from "@/lib/db/pool";
import { noteFailedAnswer } from "@/lib/signals";
import { Unavailable } from "@/lib/unavailable";
import { useAlarmDoubles } from "@/tests/support/alarm-doubles";
import {
  countMany,
  emptyAlarms,
  forgetCounts,
  letAlarmsPass,
  listCounts,
  listIncidents,
  listNotices,
} from "@/tests/support/alarm-table";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
const doubles = useAlarmDoubles();
beforeEach(emptyAlarms);

const LATE: Finding = {
  cause: "letters",
  level: "serious",
  title: "Letters are late",
  detail: "3 letters wait.",
  advice: "Look at mail.",
  count: 3,
};

const checkThat = (...found: Finding[]) => [{ name: "letters", find: async () => found }];

async function tickAndSend(...found: Finding[]) {
  const hasWaiting = await tick({ checks: checkThat(...found) });
  if (hasWaiting) await sendNotices();
  return hasWaiting;
}

describe("what a tick writes down", () => {
  it("is the same however often it is written, and other instances add to it", async () => {
    countMany({ ok: 90, failed: 3 });
    await tick();
    countMany({ ok: 10, failed: 0 });
    await tick();
    await tick();
    forgetCounts();
    countMany({ ok: 7, failed: 1 });
    await tick();
    const answers = (await listCounts()).filter(({ signal }) => signal === "answers");
    expect(new Set(answers.map(({ instance }) => instance)).size).toBe(2);
    expect(answers.reduce((sum, { ok }) => sum + ok, 0)).toBe(107);
    expect(answers.reduce((sum, { failed }) => sum + failed, 0)).toBe(4);
  });

  it("holds each failed answer once, whatever stands in its address", async () => {
    const seen = { method: "GET", status: 500, cause: "Error", message: "broke" };
    noteFailedAnswer({ ...seen, route: "/search\0\ud800" }, "request-one");
    await tick();
    noteFailedAnswer({ ...seen, route: "/again" }, "request-one");
    await tick();
    const rows = await getDb().select().from(failedAnswers);
    expect(rows).toMatchObject([{ requestId: "request-one", route: "/search\ufffd" }]);
  });
});

describe("an alarm from its first error to its last", () => {
  it("rings on Slack once, with what to do and where, and once when it is over", async () => {
    countMany({ ok: 400, failed: 20 });
    await tickAndSend();
    countMany({ failed: 3 });
    await tickAndSend();
    const [incident] = await listIncidents();
    expect(doubles.slack.taken).toHaveLength(1);
    expect(doubles.slack.taken[0]).toMatch(
      /^Serious: Some readers see errors\. 20 of 420 answers failed \(4\.8%\) in the last 5 minutes, .* Open the desk: .* https:\/\/book\.example\.com\/author\/desk\/incidents\/[0-9a-f-]{36} \(No\. [0-9A-F]{6}\)$/,
    );
    expect(doubles.slack.taken[0]).toContain(incident?.link);
    watchState().watchedSince -= 3_600_000;
    await letAlarmsPass(6);
    await tickAndSend();
    await tickAndSend();
    expect(doubles.slack.taken).toHaveLength(2);
    expect(doubles.slack.taken[1]).toMatch(
      /^Over: Some readers see errors\. From \d\d:\d\d to \d\d:\d\d UTC\./,
    );
    expect(await listIncidents()).toMatchObject([{ closedAt: expect.any(Date), count: 23 }]);
  });

  it("goes to a phone when it is very serious, and to the same phone when it is over", async () => {
    countMany({ ok: 20, failed: 20 });
    await tickAndSend();
    watchState().watchedSince -= 3_600_000;
    await letAlarmsPass(6);
    await tickAndSend();
    expect(doubles.twilio.taken.map(({ body }) => body.split(":")[0])).toEqual([
      "Very serious",
      "Over",
    ]);
    expect(doubles.slack.taken).toEqual([]);
  });

  it("500 equal errors are one message", async () => {
    await getDb().execute(sql`
      insert into failures (queue, job_id, input, cause, message, tries)
      select 'course', gen_random_uuid(), '{}', 'course: TypeError', 'reader@example.com broke', 8 from generate_series(1, 500)`);
    for (let turn = 0; turn < 3; turn += 1)
      if (await tick({ checks: [spentJobs] })) await sendNotices();
    expect(doubles.slack.taken).toHaveLength(1);
    expect(doubles.slack.taken[0]).toContain("500 jobs used up all tries");
    expect(doubles.slack.taken[0]).not.toContain("@");
  });

  it("comes back within half an hour without a second message", async () => {
    await tickAndSend(LATE);
    watchState().watchedSince -= 3_600_000;
    await letAlarmsPass(6);
    await tickAndSend();
    await letAlarmsPass(20);
    await tickAndSend(LATE);
    expect(doubles.slack.taken.map((text) => text.split(":")[0])).toEqual(["Serious", "Over"]);
    expect(await listIncidents()).toMatchObject([{ closedAt: null }]);
  });

  it("is quiet once somebody knows, until it gets worse", async () => {
    await tick({ checks: checkThat(LATE) });
    const [incident] = await listIncidents();
    const known = { id: incident?.id ?? "", actor: "author@example.com" };
    expect(await markKnown(known)).toEqual({ ok: true, value: undefined });
    expect(await markKnown(known)).toEqual({ ok: true, value: undefined });
    expect(await sendNotices()).toBe(0);
    await tickAndSend({ ...LATE, level: "very_serious" });
    expect(doubles.slack.taken).toEqual([]);
    expect(doubles.twilio.taken).toHaveLength(1);
    expect(await listIncidents()).toMatchObject([{ knownBy: null, level: "very_serious" }]);
    expect(await markKnown({ id: randomUUID(), actor: "author@example.com" })).toMatchObject({
      reason: "gone",
    });
  });

  it("is not called over by an instance that has only just begun to look", async () => {
    await tickAndSend(LATE);
    await letAlarmsPass(60);
    await tickAndSend();
    expect(await listIncidents()).toMatchObject([{ closedAt: null }]);
  });

  it("where nothing is set up stands on the desk, and nothing waits to be sent", async () => {
    publishSettings({ SLACK_WEBHOOK_URL: undefined, ALARM_PHONE: undefined });
    expect(await tickAndSend({ ...LATE, level: "very_serious" })).toBe(false);
    expect(await listIncidents()).toMatchObject([{ level: "very_serious" }]);
    expect(await listNotices()).toEqual([]);
  });
});

describe("several instances at once", () => {
  it("make one incident and one message of one cause", async () => {
    await Promise.all(Array.from({ length: 8 }, () => tick({ checks: checkThat(LATE) })));
    await Promise.all(Array.from({ length: 8 }, sendNotices));
    expect(await listIncidents()).toHaveLength(1);
    expect(await listNotices()).toMatchObject([{ state: "sent", channel: "slack", tries: 1 }]);
    expect(doubles.slack.taken).toHaveLength(1);
  });
});

describe("a ledger check", () => {
  it("that breaks is told itself, and keeps none of the others from looking", async () => {
    const broken = { name: "grants", find: () => Promise.reject(new Error("no such column")) };
    await tick({ checks: [broken, ...checkThat(LATE)] });
    expect((await listIncidents()).map(({ cause, level }) => [cause, level])).toEqual(
      expect.arrayContaining([
        ["check:grants", "warn"],
        ["letters", "serious"],
      ]),
    );
  });

  it("that finds the database gone is no mistake of its own", async () => {
    const gone = { name: "grants", find: () => Promise.reject(new Unavailable("gone")) };
    await tick({ checks: [gone] });
    expect(await listIncidents()).toEqual([]);
  });
});
