import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { grants } from "@/drizzle/schema/access";
import { auditLog } from "@/drizzle/schema/db";
import { letters, suppressions } from "@/drizzle/schema/mail";
import { readers } from "@/drizzle/schema/readers";
import { openings, signups } from "@/drizzle/schema/signups";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { isSuppressed } from "@/lib/mail/suppression";
import { sendDueLessons } from "@/lib/signups/course/send-due-lessons";
import { findCourseMail } from "@/lib/signups/find-course-mail";
import { leaveCourse } from "@/lib/signups/leave-course";
import { resumeMail } from "@/lib/signups/resume-mail";
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
