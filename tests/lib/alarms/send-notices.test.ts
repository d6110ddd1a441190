import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { sendNotices } from "@/lib/alarms/notices/send-notices";
import { publishSettings } from "@/lib/config";
import { getDb } from "@/lib/db/pool";
import { useAlarmDoubles } from "@/tests/support/alarm-doubles";
import { emptyAlarms, listNotices } from "@/tests/support/alarm-table";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
const doubles = useAlarmDoubles();
beforeEach(emptyAlarms);

/** Owed by an alarm. */
const owe = (key: string, level = "serious") =>
  getDb().execute(sql`
    insert into notices (key, kind, level, text) values (${key}, 'opened', ${level}, ${`Serious: ${key}.`})`);

const update = (set: string) => getDb().execute(sql.raw(`update notices set ${set}`));

describe("a message that waits", () => {
  it("is sent once by two instances that look at the same time", async () => {
    await owe("one");
    await owe("two", "very_serious");
    await Promise.all(Array.from({ length: 6 }, sendNotices));
    expect(doubles.slack.taken).toEqual(["Serious: one."]);
    expect(doubles.twilio.taken).toHaveLength(1);
    expect(await listNotices()).toMatchObject([
      { state: "sent", channel: "slack", tries: 1, sentAt: expect.any(Date) },
      { state: "sent", channel: "sms", tries: 1, sentAt: expect.any(Date) },
    ]);
  });

  it("is left to whoever holds it, and taken up when that one died", async () => {
    await owe("one");
    await update("leased_until = now() + interval '1 minute', tries = 1");
    expect(await sendNotices()).toBe(0);
    await update("leased_until = now() - interval '1 second'");
    expect(await sendNotices()).toBe(1);
    expect(await listNotices()).toMatchObject([{ state: "sent", tries: 2 }]);
  });

  it("that no way takes stands with its reason, and is tried again later", async () => {
    await owe("one");
    doubles.slack.behave(404);
    doubles.twilio.behave(404);
    doubles.mail.state.behaviour = "451";
    await sendNotices();
    const [notice] = await listNotices();
    expect(notice).toMatchObject({ state: "waiting", tries: 1, channel: null });
    expect(notice?.lastError).toContain("slack: the answer was status 404");
    const waitMs = (notice?.leasedUntil?.getTime() ?? 0) - Date.now();
    expect(waitMs).toBeGreaterThan(10_000);
    expect(waitMs).toBeLessThan(60_000);
    doubles.slack.behave();
    expect(await sendNotices()).toBe(0);
    await update("leased_until = now()");
    await sendNotices();
    expect(await listNotices()).toMatchObject([{ state: "sent", lastError: null, tries: 2 }]);
  });

  it("is given up after a day", async () => {
    await owe("one");
    await update("created_at = now() - interval '25 hours', tries = 90");
    doubles.slack.behave(404);
    publishSettings({ ALARM_PHONE: undefined, MAIL_URL: undefined });
    await sendNotices();
    expect(await listNotices()).toMatchObject([{ state: "given_up" }]);
    expect(await sendNotices()).toBe(0);
  });

  it("that left, but could not be marked, does not leave again", async () => {
    await owe("one");
    const forbid = sql`
      create function refuse() returns trigger language plpgsql as $$ begin raise exception 'full disk'; end $$`;
    await getDb().execute(forbid);
    await getDb().execute(sql`
      create trigger refuse before update on notices for each row when (new.state = 'sent') execute function refuse()`);
    await expect(sendNotices()).rejects.toThrow();
    await getDb().execute(sql`drop trigger refuse on notices`);
    await update("leased_until = now()");
    await sendNotices();
    expect(doubles.slack.taken).toHaveLength(1);
    expect(await listNotices()).toMatchObject([{ state: "sent", channel: "slack" }]);
  });

  it("does not wait behind one whose way hangs", async () => {
    await owe("one", "very_serious");
    await owe("two");
    doubles.twilio.behave("hang");
    const sent = sendNotices();
    await expect.poll(() => doubles.slack.taken, { timeout: 4_000 }).toEqual(["Serious: two."]);
    await sent;
    expect(doubles.slack.taken).toEqual(["Serious: two.", "Serious: one."]);
  });

  it("whose answer was lost may come twice, with the same words and number", async () => {
    await owe("one");
    doubles.slack.behave("cut-after-taking", 1);
    await sendNotices();
    expect(doubles.slack.taken).toEqual(["Serious: one.", "Serious: one."]);
    expect(await listNotices()).toMatchObject([{ state: "sent", tries: 1 }]);
  });
});
