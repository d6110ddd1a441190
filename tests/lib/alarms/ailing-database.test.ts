import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { tick } from "@/lib/alarms/tick";
import { watchState } from "@/lib/alarms/watch-state";
import { getDb } from "@/lib/db/pool";
import { useAlarmDoubles } from "@/tests/support/alarm-doubles";
import { countMany, emptyAlarms, listCounts } from "@/tests/support/alarm-table";
import { useFaultProxy } from "@/tests/support/faults/fault-proxy";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();
const doubles = useAlarmDoubles();
const proxy = useFaultProxy(database);

beforeEach(emptyAlarms);

async function tickAlone() {
  await tick();
  await watchState().alone?.sending;
}

describe("with a database that answers, but not as it should", () => {
  it("tells what it complains of", async () => {
    await tick();
    await getDb().execute(sql`alter table signal_counts rename to hidden`);
    await tickAlone();
    const { alone } = watchState();
    if (alone) alone.since -= 20_000;
    await tickAlone();
    await getDb().execute(sql`alter table hidden rename to signal_counts`);
    expect(doubles.slack.taken).toHaveLength(1);
    expect(doubles.slack.taken[0]).toMatch(
      /^Serious: The database cannot be written to\. .*relation "signal_counts" does not exist\./,
    );
  });
});

describe("three of a hundred database calls cut", () => {
  it("keep no tick from its work", async () => {
    let drawn = 0;
    proxy.faults.rate = 0.06;
    proxy.faults.random = () => {
      drawn = (drawn + 0.37) % 1;
      return drawn;
    };
    for (let turn = 0; turn < 40; turn += 1) {
      countMany({ ok: 1, failed: 0 });
      await tick();
      expect(watchState().alone).toBeUndefined();
    }
    proxy.faults.rate = 0;
    const counted = (await listCounts()).filter(({ signal }) => signal === "answers");
    expect(counted.reduce((sum, { ok }) => sum + ok, 0)).toBe(40);
    expect(proxy.cuts.before + proxy.cuts.after).toBeGreaterThan(5);
  });
});
