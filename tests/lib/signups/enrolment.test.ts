import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { grants } from "@/drizzle/schema/access";
import { letters, suppressions } from "@/drizzle/schema/mail";
import { readers } from "@/drizzle/schema/readers";
import { enrolments, openings, signups } from "@/drizzle/schema/signups";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { isSuppressed, suppressAddress } from "@/lib/mail/suppression";
import { dayOf } from "@/lib/signups/course/mornings";
import { sendDueLessons } from "@/lib/signups/course/send-due-lessons";
import { purgeUnconfirmed } from "@/lib/signups/purge-unconfirmed";
import { buildBook, buildChapter } from "@/tests/support/builders";
import {
  enrolmentOf,
  letDaysPass,
  subjectsTo,
  writeCourse,
  zoneAtHour,
} from "@/tests/support/course";
import { EMAIL, leaveAll, signUpFor } from "@/tests/support/signing-up";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

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
