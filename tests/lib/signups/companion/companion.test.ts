import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { grants } from "@/drizzle/schema/access";
import { letters, suppressions } from "@/drizzle/schema/mail";
import { readers } from "@/drizzle/schema/readers";
import { companionDeliveries, enrolments } from "@/drizzle/schema/signups";
import { grantAccess, revokeGrant } from "@/lib/access/grants";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { isSuppressed } from "@/lib/mail/suppression";
import { actorOf } from "@/lib/readers/actor";
import { findCompanion } from "@/lib/signups/companion/find-companion";
import { sendDueCompanionChapters } from "@/lib/signups/companion/send-due-chapters";
import { startCompanion, stopCompanion } from "@/lib/signups/companion/start-companion";
import { makeUnsubscribeUrl } from "@/lib/signups/links";
import { unsubscribe } from "@/lib/signups/unsubscribe";
import { buildBook, buildChapter } from "@/tests/support/builders";
import {
  deliverAll,
  enrolmentOf,
  joinCourse,
  letDaysPass,
  subjectsTo,
  zoneAtHour,
} from "@/tests/support/course";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const zone = zoneAtHour(12);

beforeAll(async () => {
  await buildBook({ timezone: zone });
  await buildChapter({ slug: "one", title: "One", access: "free", position: 1 });
  await buildChapter({ slug: "two", title: "Two", position: 2 });
  await buildChapter({ slug: "three", title: "Three", position: 3 });
});
beforeEach(async () => {
  for (const table of [letters, suppressions, grants, readers]) await getDb().delete(table);
});

async function buildOwner() {
  const reader = await joinCourse({ state: "finished" });
  const grant = await transaction((tx) =>
    grantAccess(tx, {
      readerId: reader.id,
      chapterId: null,
      source: "order",
      cause: `order:${reader.id}`,
    }),
  );
  return { ...reader, grant, actor: actorOf(reader) };
}

const start = ({ actor }: Awaited<ReturnType<typeof buildOwner>>) =>
  startCompanion({ actor, now: new Date(), zone });

async function passDays(count: number) {
  for (let days = 0; days < count; days += 1) {
    await letDaysPass(1);
    await sendDueCompanionChapters();
    await deliverAll();
  }
}

describe("the book by mail", () => {
  it("brings the first chapter the next morning and one each three days, in order, once", async () => {
    const owner = await buildOwner();
    await start(owner);
    await sendDueCompanionChapters();
    expect(await subjectsTo(owner.email)).toEqual([]);
    await passDays(1);
    expect(await subjectsTo(owner.email)).toEqual(["One"]);
    expect(await findCompanion({ actor: owner.actor, now: new Date() })).toMatchObject({
      state: "active",
      chaptersHad: 1,
      chaptersTotal: 3,
      next: { title: "Two" },
    });
    await passDays(2);
    expect(await subjectsTo(owner.email)).toEqual(["One"]);
    await passDays(1);
    expect(await subjectsTo(owner.email)).toEqual(["One", "Two"]);
    await passDays(9);
    expect(await subjectsTo(owner.email)).toEqual(["One", "Two", "Three"]);
    expect(await findCompanion({ actor: owner.actor, now: new Date() })).toMatchObject({
      state: "finished",
      next: null,
    });
  });

  it("holds the whole chapter, its place, and is shared by all who get it", async () => {
    for (const owner of [await buildOwner(), await buildOwner()]) await start(owner);
    await passDays(4);
    const { rows } = await getDb().execute<{ props: Record<string, unknown>; letters: number }>(sql`
      select b.props, count(*)::int as letters from letters l join letter_bodies b on b.id = l.body_id
      where b.props->>'chapterTitle' = 'Two' group by b.id`);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.letters).toBe(2);
    expect(rows[0]?.props).toMatchObject({ number: 2, count: 3 });
    expect(rows[0]?.props.chapterHtml).toContain("Locked words of two.");
  });

  it("comes once, with two senders at the same time", async () => {
    for (let n = 0; n < 60; n += 1) await start(await buildOwner());
    await letDaysPass(1);
    await Promise.all([1, 2, 3].map(() => sendDueCompanionChapters()));
    expect(await getDb().$count(letters)).toBe(60);
    expect(await getDb().$count(companionDeliveries)).toBe(60);
  });

  it("is for owners alone", async () => {
    const reader = await joinCourse();
    const actor = actorOf(reader);
    expect(await startCompanion({ actor, now: new Date() })).toEqual({
      ok: false,
      reason: "no_book",
    });
    expect(await findCompanion({ actor, now: new Date() })).toMatchObject({
      state: "none",
      ownsBook: false,
    });
  });

  it("stops when the book was given back, and brings not one locked word more", async () => {
    const owner = await buildOwner();
    await start(owner);
    await passDays(1);
    const { id } = owner.grant;
    await transaction((tx) => revokeGrant(tx, { id, reason: "refund", actor: "test" }));
    await passDays(6);
    expect(await subjectsTo(owner.email)).toEqual(["One"]);
    const { rows } = await getDb().execute(sql`select state from companions`);
    expect(rows).toEqual([{ state: "stopped" }]);
  });

  it("waits for the mail server, and keeps its distance afterwards", async () => {
    const owner = await buildOwner();
    await start(owner);
    for (let days = 0; days < 8; days += 1) {
      await letDaysPass(1);
      await sendDueCompanionChapters();
    }
    expect(await subjectsTo(owner.email)).toEqual(["One"]);
    await deliverAll();
    await passDays(2);
    expect(await subjectsTo(owner.email)).toEqual(["One"]);
    await passDays(1);
    expect(await subjectsTo(owner.email)).toEqual(["One", "Two"]);
  });
});

describe("stopping the book by mail", () => {
  it("by a click ends it, and starting again goes on with the chapters not had", async () => {
    const owner = await buildOwner();
    await start(owner);
    await passDays(1);
    await stopCompanion({ actor: owner.actor });
    await passDays(6);
    expect(await subjectsTo(owner.email)).toEqual(["One"]);
    await start(owner);
    await passDays(1);
    expect(await subjectsTo(owner.email)).toEqual(["One", "Two"]);
  });

  it("by its letter's link ends nothing else", async () => {
    const owner = await buildOwner();
    await getDb().update(enrolments).set({ state: "active" });
    await start(owner);
    const url = new URL(await makeUnsubscribeUrl(owner.id, "companion"));
    const token = url.searchParams.get("token") ?? "";
    const now = new Date();
    expect(await unsubscribe({ token, network: "203.0.113.0/24", now })).toEqual({
      ok: true,
      value: { list: "companion" },
    });
    await passDays(3);
    expect(await subjectsTo(owner.email)).toEqual([]);
    expect((await enrolmentOf(owner.id)).state).toBe("active");
    expect(await isSuppressed(owner.email, { isTransactional: false })).toBe(false);
  });

  it("comes with leaving all mail, and it cannot be started until mail comes again", async () => {
    const owner = await buildOwner();
    await start(owner);
    const url = new URL(await makeUnsubscribeUrl(owner.id));
    const token = url.searchParams.get("token") ?? "";
    await unsubscribe({ token, network: "203.0.113.0/24", now: new Date() });
    await passDays(3);
    expect(await subjectsTo(owner.email)).toEqual([]);
    expect(await start(owner)).toEqual({ ok: false, reason: "no_mail" });
  });
});
