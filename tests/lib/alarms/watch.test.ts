import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as alarmsHealth } from "@/app/api/health/alarms/route";
import { failedAnswers } from "@/drizzle/schema/alarms";
import { jobErrors } from "@/drizzle/schema/jobs";
import { beatHeart } from "@/lib/alarms/heartbeat";
import { purgeAlarms } from "@/lib/alarms/purge-alarms";
import { tick } from "@/lib/alarms/tick";
import { startWatch, watchOnce } from "@/lib/alarms/watch";
import { watchState } from "@/lib/alarms/watch-state";
import { publishSettings } from "@/lib/config";
import { getDb } from "@/lib/db/pool";
import { useAlarmDoubles } from "@/tests/support/alarm-doubles";
import {
  countMany,
  emptyAlarms,
  forgetCounts,
  listCounts,
  listIncidents,
  listNotices,
} from "@/tests/support/alarm-table";
import { startPretendedSite } from "@/tests/support/pretended-site";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
const doubles = useAlarmDoubles();
let watcher: Awaited<ReturnType<typeof startPretendedSite>>;
beforeAll(async () => {
  watcher = await startPretendedSite();
});
beforeEach(async () => {
  await emptyAlarms();
  watcher.asked.length = 0;
  publishSettings({ HEARTBEAT_URL: `${watcher.url}/ping` });
});
afterAll(() => watcher.close());

const watched = { timezone: async () => "Europe/Berlin", checks: [] };

describe("the heartbeat", () => {
  it("calls the outside watcher while the alarms look, and stays away when they do not", async () => {
    await beatHeart(Date.now());
    expect(watcher.asked).toEqual([]);
    await tick();
    await beatHeart(Date.now());
    expect(watcher.asked.map(({ path }) => path)).toEqual(["/ping"]);
    await beatHeart(Date.now() + 40_000);
    expect(watcher.asked).toHaveLength(1);
  });

  it("without a database goes on only once somebody was told", async () => {
    await tick();
    const notice = {
      key: "k",
      incidentId: null,
      kind: "opened" as const,
      level: "serious" as const,
    };
    const owed = { ...notice, text: "", onlyChannel: null, sentAt: null };
    watchState().alone = { since: 0, incidents: [], notices: [{ ...owed, channel: null }] };
    await beatHeart(Date.now());
    expect(watcher.asked).toEqual([]);
    watchState().alone = { since: 0, incidents: [], notices: [{ ...owed, channel: "slack" }] };
    await beatHeart(Date.now());
    expect(watcher.asked).toHaveLength(1);
  });
});

describe("the address for an outside watcher", () => {
  const ask = async () => {
    const answer = await alarmsHealth(new Request("http://localhost:3000/api/health/alarms"));
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("x-request-id")).toBeTruthy();
    return { status: answer.status, ...(await answer.json()) };
  };

  it("is 503 with a sentence before anybody looked, and 200 afterwards", async () => {
    expect(await ask()).toMatchObject({
      status: 503,
      watching: false,
      problem: expect.stringContaining("nobody would ring"),
    });
    await tick();
    expect(await ask()).toEqual({ status: 200, watching: true });
  });

  it("believes the database where another process looks", async () => {
    await tick();
    /** The first has nothing to write down yet. */
    await tick();
    watchState().tickedAt = 0;
    expect(await ask()).toMatchObject({ status: 200 });
    await getDb().execute(sql`update signal_counts set at = at - interval '3 minutes'`);
    expect(await ask()).toMatchObject({ status: 503 });
  });
});

/** After nine in the morning a daily proof comes along. */
const listRings = () => doubles.twilio.taken.filter(({ body }) => !body.startsWith("Daily"));

describe("the loop", () => {
  const stops: (() => Promise<void>)[] = [];
  afterEach(() => Promise.all(stops.splice(0).map((stop) => stop())));

  it("tells within seconds of the first tick, and writes the last counts when it stops", async () => {
    countMany({ ok: 10, failed: 20 });
    const stop = startWatch(watched);
    stops.push(stop);
    await expect.poll(() => listRings().length, { timeout: 8_000 }).toBe(1);
    await sleep(50);
    countMany({ ok: 5, failed: 0 });
    await stop();
    const answers = (await listCounts()).filter(({ signal }) => signal === "answers");
    expect(answers.reduce((sum, { ok }) => sum + ok, 0)).toBe(15);
  });

  it("on a host is one call, which also ends what is over", async () => {
    countMany({ ok: 10, failed: 20 });
    await watchOnce(watched);
    expect(listRings()).toHaveLength(1);
    expect(watcher.asked).toHaveLength(1);
    await getDb().execute(sql`update incidents set last_at = last_at - interval '6 minutes'`);
    await getDb().execute(sql`delete from signal_counts`);
    forgetCounts();
    await watchOnce(watched);
    expect(await listIncidents()).toMatchObject([{ closedAt: expect.any(Date) }]);
  });
});

describe("housekeeping", () => {
  it("forgets what nobody looks at any more, and keeps what is open or owed", async () => {
    const db = getDb();
    await db.execute(sql`
      insert into signal_counts select 'mail', now() - days * interval '1 day', gen_random_uuid(), 1, 0 from unnest(array[2, 4]) days`);
    await db.execute(sql`
      insert into failed_answers select 'request-' || days, now() - days * interval '1 day', 'GET', '/', 500, 'Error', ''
      from unnest(array[29, 31]) days`);
    await db.execute(sql`
      insert into job_errors select gen_random_uuid(), 1, 'course', 'Error', '', now() - days * interval '1 day' from unnest(array[13, 15]) days`);
    await db.execute(sql`
      insert into incidents (cause, level, title, detail, advice, link, first_at, last_at, closed_at)
      select coalesce('closed ' || days, 'open'), 'warn', '', '', '', '', now() - interval '100 days', now() - interval '100 days', now() - days * interval '1 day'
      from unnest(array[89, 91, null]) days`);
    await db.execute(sql`
      insert into notices (key, incident_id, kind, level, text, state, created_at)
      select cause, id, 'opened', 'serious', '', 'sent', first_at from incidents where closed_at is not null
      union all values ('proof old', null::uuid, 'proof', 'serious', '', 'sent', now() - interval '91 days'),
        ('proof owed', null, 'proof', 'serious', '', 'waiting', now() - interval '91 days')`);
    await purgeAlarms();
    expect(await listCounts()).toHaveLength(1);
    expect(await db.$count(failedAnswers)).toBe(1);
    expect(await db.$count(jobErrors)).toBe(1);
    expect((await listIncidents()).map(({ cause }) => cause).toSorted()).toEqual([
      "closed 89",
      "open",
    ]);
    expect((await listNotices()).map(({ key }) => key).toSorted()).toEqual([
      "closed 89",
      "proof owed",
    ]);
  });
});
