import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { grants } from "@/drizzle/schema/access";
import { auditLog } from "@/drizzle/schema/db";
import { letters, suppressions } from "@/drizzle/schema/mail";
import { readers } from "@/drizzle/schema/readers";
import { enrolments, openings, signups } from "@/drizzle/schema/signups";
import { ANYBODY } from "@/lib/access/asker";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { isSuppressed, suppressAddress } from "@/lib/mail/suppression";
import { actorOf } from "@/lib/readers/actor";
import { confirmSignup } from "@/lib/signups/confirm-signup";
import { dayOf } from "@/lib/signups/course/mornings";
import { sendDueLessons } from "@/lib/signups/course/send-due-lessons";
import { findCourseMail } from "@/lib/signups/find-course-mail";
import { leaveCourse } from "@/lib/signups/leave-course";
import { makeConfirmUrl, makeUnsubscribeUrl } from "@/lib/signups/links";
import { purgeUnconfirmed } from "@/lib/signups/purge-unconfirmed";
import { resumeMail } from "@/lib/signups/resume-mail";
import { signUp } from "@/lib/signups/sign-up";
import { unsubscribe } from "@/lib/signups/unsubscribe";
import { buildBook, buildChapter } from "@/tests/support/builders";
import {
  enrolmentOf,
  letDaysPass,
  subjectsTo,
  writeCourse,
  zoneAtHour,
} from "@/tests/support/course";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const NETWORK = "203.0.113.0/24";
const EMAIL = "ada@example.com";
const FAR_EAST = "Pacific/Kiritimati";

beforeAll(async () => {
  await buildBook({ openingChapter: "one", timezone: zoneAtHour(12) });
  await buildChapter({ slug: "one" });
  await buildChapter({ slug: "two", position: 2 });
  await writeCourse([
    { name: "first", day: 0 },
    { name: "second", day: 2 },
    { name: "third", day: 4 },
  ]);
});
beforeEach(async () => {
  for (const table of [letters, suppressions, openings, signups, grants, readers])
    await getDb().delete(table);
});

async function signUpFor(chapter = "one", change: { zone?: string; source?: "api" } = {}) {
  await signUp({ email: EMAIL, chapter, asker: ANYBODY, page: "/", network: NETWORK, ...change });
  const [signup] = await getDb().select().from(signups).orderBy(sql`created_at desc`).limit(1);
  if (!signup) throw new Error("no signup");
  const token = tokenOf(await makeConfirmUrl(signup.id, signup.createdAt));
  const { readerId } = signup;
  const confirm = (zone?: string) =>
    confirmSignup({ token, network: NETWORK, now: new Date(), zone });
  return { readerId, confirm, actor: actorOf({ id: readerId, email: EMAIL }) };
}

const tokenOf = (url: string) => new URL(url).searchParams.get("token") ?? "";

async function leaveAll(readerId: string) {
  const token = tokenOf(await makeUnsubscribeUrl(readerId));
  await unsubscribe({ token, network: NETWORK, now: new Date() });
}

describe("an enrolment", () => {
  it("stands from the first signup on, with door, chapter and zone, and gets no lesson", async () => {
    const { readerId } = await signUpFor("one", { zone: FAR_EAST, source: "api" });
    await signUpFor("two", { zone: "Europe/Berlin" });
    await letDaysPass(20);
    await sendDueLessons();
    const [one] = await getDb().query.chapters.findMany({ where: (c) => eq(c.slug, "one") });
    expect(await enrolmentOf(readerId)).toMatchObject({
      source: "api",
      chapterId: one?.id,
      zone: FAR_EAST,
      state: "unconfirmed",
      confirmedAt: null,
      nextDueAt: null,
    });
    expect(await subjectsTo(EMAIL)).toEqual([]);
  });

  it("begins with the button: today, in the zone of the browser that pressed it", async () => {
    const { readerId, confirm } = await signUpFor("one", { zone: "Europe/Berlin" });
    await confirm(FAR_EAST);
    expect(await enrolmentOf(readerId)).toMatchObject({
      state: "active",
      zone: FAR_EAST,
      startedOn: dayOf(new Date(), FAR_EAST),
    });
  });

  it("keeps the zone of the form where the button came without one", async () => {
    const { readerId, confirm } = await signUpFor("one", { zone: FAR_EAST });
    await confirm();
    expect((await enrolmentOf(readerId)).zone).toBe(FAR_EAST);
  });

  it("is not begun anew by another signup, nor by pressing again", async () => {
    const { readerId, confirm } = await signUpFor();
    await confirm();
    await letDaysPass(3);
    const before = await enrolmentOf(readerId);
    await confirm();
    await (await signUpFor("two")).confirm();
    expect(await enrolmentOf(readerId)).toEqual(before);
  });

  it("goes with the last signup that nobody confirmed for 30 days", async () => {
    const { readerId } = await signUpFor();
    await getDb().update(readers).set({ createdAt: sql`now() - interval '31 days'` });
    await letDaysPass(31);
    await purgeUnconfirmed();
    expect(await getDb().$count(enrolments, eq(enrolments.readerId, readerId))).toBe(0);
    expect(await getDb().$count(readers)).toBe(0);
  });

  it("of an import is nobody's to purge", async () => {
    const { readerId } = await signUpFor();
    await getDb().delete(signups);
    await getDb().update(enrolments).set({ source: "import", state: "none" });
    await getDb()
      .update(readers)
      .set({ emailVerified: null, createdAt: sql`now() - interval '31 days'` });
    await purgeUnconfirmed();
    expect((await enrolmentOf(readerId)).state).toBe("none");
  });
});

describe("a suppressed address", () => {
  it.each(["unsubscribed", "bounced", "complained"] as const)(
    "(%s) stays out however often it signs up and confirms",
    async (reason) => {
      await transaction((tx) => suppressAddress(tx, { address: EMAIL, reason }));
      const { readerId, confirm } = await signUpFor();
      await confirm();
      await confirm();
      expect(await enrolmentOf(readerId)).toMatchObject({ state: "left", leftReason: reason });
      await letDaysPass(5);
      await sendDueLessons();
      expect(await subjectsTo(EMAIL)).toEqual([]);
      expect(await isSuppressed(EMAIL, { isTransactional: false })).toBe(true);
    },
  );

  it("that left before it confirmed stays out too", async () => {
    const { readerId, confirm } = await signUpFor();
    await leaveAll(readerId);
    await confirm();
    expect(await enrolmentOf(readerId)).toMatchObject({
      state: "left",
      leftReason: "unsubscribed",
    });
  });
});

describe("coming back", () => {
  it("is the person's own act: the lessons go on at their distance, from tomorrow", async () => {
    const { readerId, confirm, actor } = await signUpFor();
    await confirm();
    await sendDueLessons();
    await getDb().update(letters).set({ state: "sent", sentAt: sql`now()` });
    await leaveAll(readerId);
    expect(await findCourseMail({ id: readerId, email: EMAIL })).toMatchObject({
      state: "left",
      leftReason: "unsubscribed",
      lessonsHad: 1,
      next: null,
    });
    await letDaysPass(30);
    await resumeMail({ actor, readerId });
    await resumeMail({ actor, readerId });
    expect(await isSuppressed(EMAIL, { isTransactional: false })).toBe(false);
    await sendDueLessons();
    expect(await subjectsTo(EMAIL)).toEqual(["On first"]);
    const seen: string[][] = [];
    for (let days = 0; days < 3; days += 1) {
      await letDaysPass(1);
      await sendDueLessons();
      await getDb().update(letters).set({ state: "sent", sentAt: sql`coalesce(sent_at, now())` });
      seen.push(await subjectsTo(EMAIL));
    }
    const two = ["On first", "On second"];
    expect(seen).toEqual([two, two, [...two, "On third"]]);
    expect(await getDb().$count(auditLog, eq(auditLog.action, "mail.resumed"))).toBe(2);
  });

  it("starts no course for whoever never confirmed, nor one that was left by buying", async () => {
    const { readerId, actor, confirm } = await signUpFor();
    await leaveAll(readerId);
    await resumeMail({ actor, readerId });
    expect((await enrolmentOf(readerId)).state).toBe("unconfirmed");
    await confirm();
    await transaction((tx) => leaveCourse(tx, { email: EMAIL, reason: "bought" }));
    await resumeMail({ actor, readerId });
    expect(await enrolmentOf(readerId)).toMatchObject({ state: "left", leftReason: "bought" });
  });

  it("is not for an author to do", async () => {
    const { readerId } = await signUpFor();
    await leaveAll(readerId);
    const author = {
      role: "author" as const,
      readerId: crypto.randomUUID(),
      email: "a@example.com",
    };
    expect(await resumeMail({ actor: author, readerId })).toEqual({
      ok: false,
      reason: "forbidden",
    });
    expect(await isSuppressed(EMAIL, { isTransactional: false })).toBe(true);
  });
});
