import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listOpenIncidents } from "@/lib/alarms/incidents/list-incidents";
import { spentJobs } from "@/lib/alarms/ledger/spent-jobs";
import { tick } from "@/lib/alarms/tick";
import { publishSettings } from "@/lib/config";
import { getDb } from "@/lib/db/pool";
import { findCause } from "@/lib/desk/failures/find-cause";
import { replayCause } from "@/lib/desk/failures/settle-failures";
import { getState } from "@/lib/desk/state/get-state";
import { listFailures } from "@/lib/jobs/failures";
import { MOST_TRIES } from "@/lib/jobs/run-job";
import { LEDGER, runScheduledWork } from "@/lib/registry";
import { AN_AUTHOR as actor } from "@/tests/support/actors";
import { makeAllDue } from "@/tests/support/job-table";
import { startMailServer } from "@/tests/support/mail-server";
import { listLetters, writeLetter } from "@/tests/support/outbox";
import { LESSON } from "@/tests/support/sample-letters";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const LETTERS = 12;
const CAUSES = ["letters-course: TurnedAway", "letters-receipts: TurnedAway"];

let server: Awaited<ReturnType<typeof startMailServer>>;
beforeAll(async () => {
  server = await startMailServer();
  publishSettings({ MAIL_URL: server.url, MAIL_FROM: "Test Book <book@example.com>" });
  /** It looks only when told to here. */
  publishSettings({ SITE_RUNTIME: "launcher" });
});
afterAll(async () => {
  publishSettings({ MAIL_URL: undefined, MAIL_FROM: undefined, SITE_RUNTIME: undefined });
  await server.close();
});

async function work(rounds: number) {
  for (let round = 0; round < rounds; round += 1) {
    await makeAllDue();
    await runScheduledWork();
  }
}

async function sentence() {
  const state = await getState({ actor, now: new Date() });
  return state.ok ? state.value.sentence : state.reason;
}

/** One story, in order. */
describe("a mail server that blocks our account for every letter", () => {
  it("is told by the rate of letters that fail and by the letters that used up their tries", async () => {
    server.state.dataAnswer = "550 5.7.1 Your account is blocked";
    for (let n = 0; n < LETTERS; n += 1) await writeLetter(n % 3 === 0 ? {} : LESSON);
    await work(MOST_TRIES);
    await tick({ checks: LEDGER });
    const rings = (await listOpenIncidents()).map(({ cause, count }) => [cause, count]);
    expect(rings.toSorted()).toEqual([
      [`failures:${CAUSES[0]}`, 8],
      [`failures:${CAUSES[1]}`, 4],
      ["mail", LETTERS * MOST_TRIES],
    ]);
    expect(server.received).toEqual([]);
  });

  it("stands in the desk's first sentence, and each cause with what a replay would do", async () => {
    expect(await sentence()).toMatch(/12 letters refused by the mail server/);
    const page = await findCause({ actor, cause: CAUSES[0] ?? "" });
    expect(page).toMatchObject({
      value: { plan: { jobs: 8, people: 8, steps: [{ template: "lesson", outcome: "leaves" }] } },
    });
  });

  it("once it is mended, takes each letter once after one press for each cause, and a second press does nothing", async () => {
    server.state.dataAnswer = undefined;
    for (const cause of CAUSES) await replayCause({ actor, cause });
    for (const cause of CAUSES)
      expect(await replayCause({ actor, cause })).toMatchObject({ value: { done: 0 } });
    await work(2);
    const letters = await listLetters();
    expect(letters.every(({ state }) => state === "sent")).toBe(true);
    expect(server.received.map(({ to }) => to).toSorted()).toEqual(
      letters.map(({ to }) => to).toSorted(),
    );
    expect(await listFailures()).toEqual([]);
    expect(await spentJobs.find()).toEqual([]);
    await getDb().execute(sql`delete from incidents`);
    expect(await sentence()).not.toContain("refused");
  });
});
