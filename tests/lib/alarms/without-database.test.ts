import { beforeEach, describe, expect, it } from "vitest";
import { judgeAlone } from "@/lib/alarms/alone/judge-alone";
import { findAlarmProblem } from "@/lib/alarms/find-alarm-problem";
import { sendNotices } from "@/lib/alarms/notices/send-notices";
import { tick } from "@/lib/alarms/tick";
import { forgetWatch, watchState } from "@/lib/alarms/watch-state";
import { publishSettings } from "@/lib/config";
import { useAlarmDoubles } from "@/tests/support/alarm-doubles";
import {
  countMany,
  emptyAlarms,
  letAlarmsPass,
  listCounts,
  listIncidents,
  listNotices,
} from "@/tests/support/alarm-table";
import { useFaultProxy } from "@/tests/support/faults/fault-proxy";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();
const doubles = useAlarmDoubles();
const proxy = useFaultProxy(database);

beforeEach(emptyAlarms);

/** As if the outage had begun that much earlier. */
function letOutagePass(seconds: number) {
  const { alone } = watchState();
  if (alone) alone.since -= seconds * 1000;
}

async function tickAlone() {
  await tick();
  await watchState().alone?.sending;
}

const firstWords = () => doubles.slack.taken.map((text) => text.split(".")[0]);

async function tickAndSend() {
  if (await tick()) await sendNotices();
}

describe("with the database gone", () => {
  it("each instance tells by itself, once, and again when it gets worse", async () => {
    await tick();
    proxy.down();
    await tickAlone();
    expect(doubles.slack.taken).toEqual([]);
    letOutagePass(20);
    await tickAlone();
    await tickAlone();
    expect(firstWords()).toEqual(["Serious: The database does not answer"]);
    letOutagePass(100);
    await tickAlone();
    await tickAlone();
    expect(firstWords()).toHaveLength(1);
    expect(doubles.twilio.taken.map(({ body }) => body.split(".")[0])).toEqual([
      "Still, very serious: The database does not answer",
    ]);
  });

  it("what it saw and told becomes incidents when it is back, without a second message, and its end is told", async () => {
    await tick();
    proxy.down();
    countMany({ ok: 10, failed: 30 });
    await tickAlone();
    letOutagePass(20);
    await tickAlone();
    expect(doubles.twilio.taken).toHaveLength(1);
    proxy.up();
    for (let turn = 0; turn < 3; turn += 1) await tickAndSend();
    expect(doubles.slack.taken).toHaveLength(1);
    expect(doubles.twilio.taken).toHaveLength(1);
    expect((await listIncidents()).map(({ cause }) => cause).toSorted()).toEqual([
      "answers",
      "database",
    ]);
    const sent = (await listNotices()).map(({ state, channel }) => `${state} by ${channel}`);
    expect(sent.toSorted()).toEqual(["sent by slack", "sent by sms"]);
    watchState().watchedSince -= 3_600_000;
    await letAlarmsPass(6);
    await tickAndSend();
    expect(firstWords()).toHaveLength(2);
    expect(firstWords()[1]).toMatch(/^Over: /);
    expect(doubles.twilio.taken.map(({ body }) => body.split(":")[0])).toEqual([
      "Very serious",
      "Over",
    ]);
  });

  it("is quiet about what was told before, and about what somebody knows", async () => {
    countMany({ ok: 400, failed: 30, signal: "database" });
    await tickAndSend();
    expect(firstWords()).toEqual(["Serious: Database calls fail"]);
    proxy.down();
    await tickAlone();
    letOutagePass(60);
    await tickAlone();
    expect(firstWords()).toHaveLength(1);
  });

  it("what no way took is owed still when the database is back", async () => {
    await tick();
    proxy.down();
    doubles.slack.behave(404);
    publishSettings({ ALARM_PHONE: undefined, MAIL_URL: undefined });
    await tickAlone();
    letOutagePass(30);
    await tickAlone();
    doubles.slack.behave();
    proxy.up();
    await tickAndSend();
    await tickAndSend();
    expect(firstWords()).toEqual(["Serious: The database does not answer"]);
    expect(await listNotices()).toMatchObject([{ state: "sent", channel: "slack" }]);
  });

  it("two instances that told it apart share one incident afterwards, and its end is told once", async () => {
    await tick();
    const first = seeOutage();
    await first.told();
    forgetWatch();
    const second = seeOutage();
    await second.told();
    expect(doubles.slack.taken).toHaveLength(2);
    for (const { state } of [first, second]) {
      Object.assign(watchState(), { alone: undefined }, state);
      await tickAndSend();
    }
    expect(await listIncidents()).toHaveLength(1);
    watchState().watchedSince -= 3_600_000;
    await letAlarmsPass(6);
    await tickAndSend();
    expect(firstWords().filter((words) => words?.startsWith("Over"))).toHaveLength(1);
    expect(doubles.slack.taken).toHaveLength(3);
  });

  it("still watches, as the outside watcher is told", async () => {
    proxy.down();
    await tickAlone();
    expect(await findAlarmProblem()).toBeUndefined();
    expect(await findAlarmProblem(Date.now() + 121_000)).toContain("does not tell");
  });

  it("counts go on, and are written down afterwards", async () => {
    await tick();
    proxy.down();
    countMany({ ok: 5, failed: 2 });
    await tickAlone();
    proxy.up();
    await tick();
    const answers = (await listCounts()).filter(({ signal }) => signal === "answers");
    expect(answers.map(({ failed }) => failed).reduce((a, b) => a + b, 0)).toBe(2);
  });
});

/** An instance that looked alone for a while; what it remembers can be put back later. */
function seeOutage() {
  const now = Date.now();
  judgeAlone(now - 30_000);
  judgeAlone(now);
  const { alone } = watchState();
  return { state: { alone }, told: () => alone?.sending };
}
