import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { grants } from "@/drizzle/schema/access";
import { letters } from "@/drizzle/schema/mail";
import { readers } from "@/drizzle/schema/readers";
import { grantAccess, revokeGrant } from "@/lib/access/grants";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { sendDueLessons } from "@/lib/signups/course/send-due-lessons";
import { buildBook } from "@/tests/support/builders";
import {
  deliverAll,
  enrolmentOf,
  joinCourse,
  letDaysPass,
  subjectsTo,
  writeCourse,
} from "@/tests/support/course";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

beforeAll(() => buildBook());
beforeEach(async () => {
  for (const table of [letters, grants, readers]) await getDb().delete(table);
  await writeCourse([
    { name: "first", day: 0 },
    { name: "second", day: 2 },
    { name: "third", day: 3 },
  ]);
});

/** A day passes, the scheduler runs, and the mail server takes what it wrote. */
async function nextDay() {
  await letDaysPass(1);
  await sendDueLessons();
  await deliverAll();
}

const buyBook = (readerId: string) =>
  transaction((tx) =>
    grantAccess(tx, { readerId, chapterId: null, source: "order", cause: `order:${readerId}` }),
  );

describe("whoever has the book", () => {
  const OFFER = { name: "offer", day: 1, html: "", offerHtml: "<p>Buy it.</p>" };
  const offers = async (email: string) => {
    const { rows } = await getDb().execute<{ offer: string | null }>(sql`
      select b.props->>'offerHtml' as offer from letters l join letter_bodies b on b.id = l.body_id
      where l.to_address = ${email} order by l.created_at`);
    return rows.map(({ offer }) => offer);
  };

  it("leaves the course by buying it under way", async () => {
    const { id, email } = await joinCourse();
    await sendDueLessons();
    await deliverAll();
    await buyBook(id);
    for (let days = 0; days < 3; days += 1) await nextDay();
    expect(await subjectsTo(email)).toEqual(["On first"]);
    expect(await enrolmentOf(id)).toMatchObject({ state: "left", leftReason: "bought" });
  });

  it("and bought it before gets the lessons, without the invitations", async () => {
    await writeCourse([
      { name: "first", day: 0, offerHtml: "<p>Buy it.</p>" },
      OFFER,
      { name: "third", day: 2 },
    ]);
    const reader = await joinCourse();
    const owner = await joinCourse();
    await buyBook(owner.id);
    await getDb().update(grants).set({ createdAt: sql`now() - interval '1 hour'` });
    await sendDueLessons();
    await deliverAll();
    for (let days = 0; days < 3; days += 1) await nextDay();
    expect(await subjectsTo(reader.email)).toEqual(["On first", "On offer", "On third"]);
    expect(await offers(reader.email)).toEqual(["<p>Buy it.</p>", "<p>Buy it.</p>", null]);
    expect(await subjectsTo(owner.email)).toEqual(["On first", "On third"]);
    expect(await offers(owner.email)).toEqual([null, null]);
    expect(await enrolmentOf(owner.id)).toMatchObject({ state: "finished" });
  });

  it("and gave it back is a reader like any other", async () => {
    const { id, email } = await joinCourse();
    const grant = await buyBook(id);
    await transaction((tx) => revokeGrant(tx, { id: grant.id, reason: "refund", actor: "test" }));
    await sendDueLessons();
    expect(await subjectsTo(email)).toEqual(["On first"]);
  });
});
