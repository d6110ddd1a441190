import { beforeEach, describe, expect, it } from "vitest";
import { sendNotices } from "@/lib/alarms/notices/send-notices";
import { tick } from "@/lib/alarms/tick";
import { watchState } from "@/lib/alarms/watch-state";
import { findIncident, findIncidents } from "@/lib/desk/incidents/incidents";
import { isAway, isAwayNow, seeAway } from "@/lib/desk/while-away";
import { type Actor, NOBODY } from "@/lib/readers/actor";
import { useAlarmDoubles } from "@/tests/support/alarm-doubles";
import { countMany, emptyAlarms } from "@/tests/support/alarm-table";
import { useFaultProxy } from "@/tests/support/faults/fault-proxy";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();
const doubles = useAlarmDoubles();
const proxy = useFaultProxy(database);

const AUTHOR: Actor = { role: "author", readerId: "r", email: "author@example.com" };

beforeEach(emptyAlarms);

/** As if it had been gone for that long. */
async function loseDatabase(seconds: number) {
  proxy.down();
  await tick();
  const { alone } = watchState();
  if (alone) alone.since -= seconds * 1000;
  await tick();
  await watchState().alone?.sending;
}

/** What went wrong just before may keep calls from being made for another moment. */
async function tickAndLook() {
  await tick();
  return isAwayNow();
}

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("while the database is away, the desk", () => {
  it("knows it by the error, and tells a writer since when, what rings and who was told", async () => {
    await tick();
    await loseDatabase(30);
    expect(isAway(await errorOf(findIncidents({ actor: AUTHOR })))).toBe(true);
    const seen = seeAway({ actor: AUTHOR });
    expect(seen).toMatchObject({
      ok: true,
      value: {
        since: expect.any(Date),
        incidents: [
          {
            cause: "database",
            level: "serious",
            title: "The database does not answer",
            told: [{ channel: "slack", at: expect.any(Date) }],
          },
        ],
      },
    });
  });

  it("tells nothing to whoever cannot be known", async () => {
    await loseDatabase(30);
    expect(seeAway({ actor: NOBODY })).toMatchObject({ reason: "forbidden" });
    const reader: Actor = { role: "reader", readerId: "r", email: "reader@example.com" };
    expect(seeAway({ actor: reader })).toMatchObject({ reason: "forbidden" });
  });

  it("is no excuse for an error while the database answers", async () => {
    await expect.poll(tickAndLook, { timeout: 10_000 }).toBe(false);
    expect(isAway(new Error("a mistake of ours"))).toBe(false);
    expect(seeAway({ actor: AUTHOR })).toEqual({
      ok: true,
      value: { since: undefined, incidents: [] },
    });
  });
});

describe("the link in a message that was sent without a database", () => {
  const linkOf = (text: string) => /https:\S+/.exec(text)?.[0];

  it("leads to a page that is there, also when the cause was stored before", async () => {
    countMany({ ok: 10, failed: 30, signal: "answers" });
    if (await tick()) await sendNotices();
    const [before] = doubles.twilio.taken;
    const id =
      linkOf(before?.body ?? "")
        ?.split("/")
        .at(-1) ?? "";
    expect(await findIncident({ actor: AUTHOR, id })).toMatchObject({ ok: true });
    /** Another instance, which never looked before the database went. */
    watchState().known = [];
    await loseDatabase(130);
    const alone = [
      ...doubles.slack.taken,
      ...doubles.twilio.taken.slice(1).map((each) => each.body),
    ];
    expect(alone.map(linkOf)).toEqual(alone.map(() => "https://book.example.com/author/desk"));
    expect(alone.length).toBeGreaterThan(0);
  });
});
