import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { failedAnswers } from "@/drizzle/schema/alarms";
import { sendNotices } from "@/lib/alarms/notices/send-notices";
import { tick } from "@/lib/alarms/tick";
import { watchState } from "@/lib/alarms/watch-state";
import { getDb } from "@/lib/db/pool";
import { noteFailedAnswer } from "@/lib/signals";
import { useAlarmDoubles } from "@/tests/support/alarm-doubles";
import { countMany, emptyAlarms, listCounts, listIncidents } from "@/tests/support/alarm-table";
import { useFaultProxy } from "@/tests/support/faults/fault-proxy";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();
const doubles = useAlarmDoubles();
const proxy = useFaultProxy(database);

const HOUR_MS = 3_600_000;

beforeEach(emptyAlarms);
afterEach(() => {
  vi.useRealTimers();
});

/** From now on this process believes that it is that much later. */
function setClock(aheadMs: number) {
  vi.useRealTimers();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + aheadMs });
}

async function tickAndSend() {
  if (await tick()) await sendNotices();
}

const secondsOff = async (column: string, table: string): Promise<number[]> => {
  const { rows } = await getDb().execute<{ off: number }>(
    sql.raw(`select abs(extract(epoch from now() - ${column}))::int as off from ${table}`),
  );
  return rows.map(({ off }) => off);
};

describe.each([HOUR_MS, -HOUR_MS])("a process whose clock is %d ms off", (aheadMs) => {
  it("rings for failing answers as any other, and says that its clock is wrong", async () => {
    setClock(aheadMs);
    countMany({ ok: 20, failed: 20 });
    await tickAndSend();
    expect(doubles.twilio.taken.map(({ body }) => body.split(".")[0])).toEqual([
      "Very serious: Many readers see errors",
    ]);
    expect((await listIncidents()).map(({ cause }) => cause).toSorted()).toEqual([
      "answers",
      "clock",
    ]);
  });

  it("also where 3% fail, beside instances that keep time", async () => {
    countMany({ ok: 200, failed: 0 });
    await tick();
    setClock(aheadMs);
    await tick();
    countMany({ ok: 394, failed: 18 });
    await tickAndSend();
    expect(doubles.slack.taken.map((text) => text.split(".")[0])).toEqual([
      "Serious: Some readers see errors",
    ]);
  });

  it("writes counts and failed answers down by the database's clock, each once", async () => {
    setClock(aheadMs);
    countMany({ ok: 3, failed: 1 });
    noteFailedAnswer(
      { method: "GET", route: "/", status: 500, cause: "Error", message: "" },
      "request-one",
    );
    await tick();
    countMany({ ok: 1, failed: 0 });
    for (let turn = 0; turn < 3; turn += 1) await tick();
    const answers = (await listCounts()).filter(({ signal }) => signal === "answers");
    expect(answers.reduce((sum, { ok, failed }) => sum + ok + failed, 0)).toBe(5);
    for (const off of await secondsOff("at", "signal_counts")) expect(off).toBeLessThan(60);
    expect(await secondsOff("at", "failed_answers")).toEqual([expect.toSatisfy((off) => off < 60)]);
    expect(await getDb().$count(failedAnswers)).toBe(1);
  });

  it("goes on counting when its clock is set right", async () => {
    setClock(aheadMs);
    await tick();
    vi.useRealTimers();
    await tick();
    countMany({ ok: 20, failed: 20 });
    await tickAndSend();
    expect(doubles.twilio.taken).toHaveLength(1);
  });

  it("that began without a database puts into it what was seen when it was seen", async () => {
    setClock(aheadMs);
    proxy.down();
    countMany({ ok: 10, failed: 30 });
    await tick();
    await watchState().alone?.sending;
    expect(doubles.twilio.taken).toHaveLength(1);
    proxy.up();
    await tickAndSend();
    await tickAndSend();
    expect(doubles.twilio.taken).toHaveLength(1);
    for (const column of ["first_at", "last_at"])
      for (const off of await secondsOff(column, "incidents")) expect(off).toBeLessThan(60);
  });
});
