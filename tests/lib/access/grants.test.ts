import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { grants } from "@/drizzle/schema/access";
import { auditLog } from "@/drizzle/schema/db";
import { readers } from "@/drizzle/schema/readers";
import { ANYBODY } from "@/lib/access/asker";
import { findGrants, grantAccess, revokeGrant } from "@/lib/access/grants";
import { getDb } from "@/lib/db/pool";
import { read, transaction } from "@/lib/db/transaction";
import { asReader, browserWith, buildGrant, buildStranger } from "@/tests/support/build-askers";
import { buildChapter, buildReader } from "@/tests/support/builders";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const newChapter = () => buildChapter({ slug: `chapter-${randomUUID()}` });
const give = (grant: Parameters<typeof grantAccess>[1]) =>
  transaction((tx) => grantAccess(tx, grant));
const revoke = (id: string, reason = "refund") =>
  transaction((tx) => revokeGrant(tx, { id, reason, actor: "author:test" }));
const idsFor = async (asker: Parameters<typeof findGrants>[1]) =>
  (await read((db) => findGrants(db, asker))).map(({ id }) => id).toSorted();

describe("giving a right", () => {
  it("happens once per cause, however many ask at the same time", async () => {
    const chapter = await newChapter();
    const grant = {
      readerId: null,
      chapterId: chapter.id,
      source: "unlock",
      cause: "once",
    } as const;
    const given = await Promise.all(Array.from({ length: 20 }, () => give(grant)));
    expect(new Set(given.map(({ id }) => id)).size).toBe(1);
    expect(await getDb().$count(grants, eq(grants.cause, "once"))).toBe(1);
  });

  it("is to the whole book where no chapter is named, and that happens once too", async () => {
    const reader = await buildReader();
    const order = {
      readerId: reader.id,
      chapterId: null,
      source: "order",
      cause: "order:1",
    } as const;
    const [first, second] = [await give(order), await give(order)];
    expect(first).toMatchObject({ scope: "book", chapterId: null, readerId: reader.id });
    expect(second.id).toBe(first.id);
  });

  it("ties a browser's right to the reader who proves it, and never moves it to another one", async () => {
    const chapter = await newChapter();
    const [mine, other] = [await buildReader(), await buildReader()];
    const cause = `signup:${randomUUID()}`;
    const to = (readerId: string | null) =>
      give({ readerId, chapterId: chapter.id, source: "unlock", cause });
    expect((await to(null)).readerId).toBeNull();
    expect((await to(mine.id)).readerId).toBe(mine.id);
    expect((await to(other.id)).readerId).toBe(mine.id);
  });

  it("does not revive what was revoked", async () => {
    const chapter = await newChapter();
    const grant = {
      readerId: null,
      chapterId: chapter.id,
      source: "unlock",
      cause: "dead",
    } as const;
    await revoke((await give(grant)).id);
    expect((await give(grant)).revokedAt).toBeInstanceOf(Date);
  });
});

describe("revoking a right", () => {
  it("keeps the row, and the first time and reason", async () => {
    const id = await buildGrant({ chapterId: (await newChapter()).id });
    await revoke(id, "first");
    const [before] = await getDb().select().from(grants).where(eq(grants.id, id));
    await revoke(id, "second");
    const [after] = await getDb().select().from(grants).where(eq(grants.id, id));
    expect(after).toEqual(before);
    expect(after).toMatchObject({ revokedReason: "first", revokedAt: expect.any(Date) });
  });

  it("writes down once who did it and why", async () => {
    const id = await buildGrant({ chapterId: (await newChapter()).id });
    await revoke(id);
    await revoke(id);
    const lines = await getDb().select().from(auditLog).where(eq(auditLog.subject, id));
    expect(lines).toMatchObject([
      { actor: "author:test", action: "grant.revoked", after: { reason: "refund" } },
    ]);
  });
});

describe("looking rights up", () => {
  it("finds those of the reader and those that the cookie names, and nobody else's", async () => {
    const chapter = await newChapter();
    const [mine, other] = [await buildReader(), await buildReader()];
    const own = await buildGrant({ chapterId: chapter.id, readerId: mine.id });
    const browsers = await buildGrant({ chapterId: chapter.id });
    await buildGrant({ chapterId: chapter.id, readerId: other.id });
    expect(await idsFor(asReader(mine.id, browsers))).toEqual([own, browsers].toSorted());
    expect(await idsFor(browserWith(browsers))).toEqual([browsers]);
    expect(await idsFor(ANYBODY)).toEqual([]);
    expect(await idsFor(await buildStranger())).toEqual([]);
    expect(await idsFor({ kind: "builder" })).toEqual([]);
  });

  it("ignores names that can be no grant", async () => {
    expect(await idsFor(browserWith("nonsense", "' or true --", ""))).toEqual([]);
  });

  it("still finds, by the cookie, what a deleted reader had", async () => {
    const reader = await buildReader();
    const id = await buildGrant({ chapterId: (await newChapter()).id, readerId: reader.id });
    await getDb().delete(readers).where(eq(readers.id, reader.id));
    expect(await idsFor(browserWith(id))).toEqual([id]);
  });
});
