import { beforeEach, describe, expect, it } from "vitest";
import { grants } from "@/drizzle/schema/access";
import { letters } from "@/drizzle/schema/mail";
import { readers } from "@/drizzle/schema/readers";
import { consents, openings, signups } from "@/drizzle/schema/signups";
import { ANYBODY, type Asker } from "@/lib/access/asker";
import { revokeGrant } from "@/lib/access/grants";
import { openChapter } from "@/lib/access/open-chapter";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { signUp } from "@/lib/signups/sign-up";
import { buildBook, buildChapter } from "@/tests/support/builders";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

let network = 0;
const request = (change: object = {}) => ({
  email: "ada@example.com",
  chapter: "one",
  asker: ANYBODY,
  page: "/chapters/one",
  network: `203.0.${network}.0/24`,
  ...change,
});
const browser = (...grantIds: string[]): Asker => ({ kind: "visitor", grantIds });
const unlock = async (change: object = {}) => {
  const answer = await signUp(request(change));
  if (!answer.ok || answer.value.state !== "open")
    throw new Error(`not opened: ${JSON.stringify(answer)}`);
  return answer.value;
};

beforeEach(async () => {
  network += 1;
  const db = getDb();
  await db.delete(letters);
  await db.delete(openings);
  await db.delete(signups);
  await db.delete(grants);
  await db.delete(readers);
});

describe("signing up for a chapter", () => {
  it("is set up", async () => {
    await buildBook({ openingChapter: "one", extraChapter: "two" });
    for (const [position, slug] of ["one", "two", "three", "four", "five"].entries())
      await buildChapter({ slug, position });
    await buildChapter({ slug: "free", access: "free", position: 8 });
    await buildChapter({ slug: "closed", emailUnlock: false, position: 9 });
  });

  it("opens that chapter in this browser and no other", async () => {
    const opened = await unlock();
    expect(opened).toMatchObject({ state: "open", chapter: "one", anchor: "first-locked" });
    const now = new Date();
    expect(await openChapter({ slug: "one", asker: browser(opened.grantId), now })).toMatchObject({
      value: { edition: "full", state: "unlocked" },
    });
    expect(await openChapter({ slug: "two", asker: browser(opened.grantId), now })).toMatchObject({
      value: { edition: "preview", hasFreeChapter: true },
    });
    expect(await openChapter({ slug: "one", asker: ANYBODY, now })).toMatchObject({
      value: { edition: "preview" },
    });
  });

  it("keeps the consent in its words, with page and truncated network", async () => {
    await unlock();
    const [consent] = await getDb().select().from(consents);
    expect(consent).toMatchObject({
      wordingVersion: 2,
      page: "/chapters/one",
      network: `203.0.${network}.0/24`,
    });
    expect(consent?.wording).toContain("No spam");
  });

  it("gives a repeat the first answer, one reader, one grant and one letter", async () => {
    const first = await unlock();
    const second = await unlock();
    expect(second.grantId).toBe(first.grantId);
    const db = getDb();
    expect(await db.$count(readers)).toBe(1);
    expect(await db.$count(signups)).toBe(1);
    expect(await db.$count(consents)).toBe(1);
    expect(await db.$count(grants)).toBe(1);
    expect(await db.$count(letters)).toBe(1);
  });

  it("survives twenty equal requests at once", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => unlock()));
    expect(new Set(answers.map((answer) => answer.grantId)).size).toBe(1);
    expect(await getDb().$count(letters)).toBe(1);
  });

  it("opens one free chapter per browser", async () => {
    const first = await unlock();
    const second = await signUp(request({ chapter: "two", asker: browser(first.grantId) }));
    expect(second).toEqual({ ok: false, reason: "has_free_chapter" });
    expect(await signUp(request({ asker: browser(first.grantId) }))).toMatchObject({ ok: true });
  });

  it("opens at most three different chapters a day for one network, and mails the fourth", async () => {
    for (const chapter of ["one", "two", "three"])
      await unlock({ chapter, email: `${chapter}@example.com` });
    const fourth = await signUp(request({ chapter: "four", email: "four@example.com" }));
    expect(fourth).toEqual({ ok: true, value: { state: "mailed", chapter: "four" } });
    expect(await signUp(request({ chapter: "one", email: "five@example.com" }))).toMatchObject({
      value: { state: "open" },
    });
  });

  it("beyond the three answers alike whether or not the address has opened the chapter elsewhere", async () => {
    const elsewhere = { network: "198.51.100.0/24" };
    await unlock({ chapter: "four", email: "known@example.com", ...elsewhere });
    for (const chapter of ["one", "two", "three"]) await unlock({ chapter });
    const known = await signUp(request({ chapter: "four", email: "known@example.com" }));
    const unknown = await signUp(request({ chapter: "four", email: "unknown@example.com" }));
    expect(known).toEqual({ ok: true, value: { state: "mailed", chapter: "four" } });
    expect(unknown).toEqual(known);
    const repeat = await signUp(
      request({ chapter: "four", email: "known@example.com", ...elsewhere }),
    );
    expect(repeat).toMatchObject({ value: { state: "open" } });
  });

  it("holds the three even when ten different chapters are asked for at once", async () => {
    const chapters = ["one", "two", "three", "four", "five"];
    const answers = await Promise.all(
      [...chapters, ...chapters].map((chapter, index) =>
        signUp(request({ chapter, email: `r${index}@example.com` })),
      ),
    );
    const opened = answers.flatMap((answer) =>
      answer.ok && answer.value.state === "open" ? [answer.value.chapter] : [],
    );
    expect(new Set(opened).size).toBe(3);
  });

  it("refuses a chapter that no address unlocks, and one that does not exist", async () => {
    expect(await signUp(request({ chapter: "closed" }))).toEqual({
      ok: false,
      reason: "no_form_here",
    });
    expect(await signUp(request({ chapter: "free" }))).toEqual({
      ok: false,
      reason: "no_form_here",
    });
    expect(await signUp(request({ chapter: "nowhere" }))).toEqual({
      ok: false,
      reason: "no_such_chapter",
    });
    expect(await getDb().$count(readers)).toBe(0);
  });

  it("takes the opening chapter where none is named", async () => {
    expect(await unlock({ chapter: undefined })).toMatchObject({ chapter: "one" });
  });

  it("refuses an Idempotency-Key that came with another chapter", async () => {
    await unlock({ idempotencyKey: "key-1" });
    await unlock({ idempotencyKey: "key-1" });
    expect(await signUp(request({ chapter: "two", idempotencyKey: "key-1" }))).toEqual({
      ok: false,
      reason: "key_reused",
    });
    expect(
      await signUp(request({ chapter: "two", email: "bob@example.com", idempotencyKey: "key-1" })),
    ).toMatchObject({ ok: true });
  });

  it("does not open again what was revoked", async () => {
    const opened = await unlock();
    await transaction((tx) =>
      revokeGrant(tx, { id: opened.grantId, reason: "abuse", actor: "author:test" }),
    );
    expect(
      await openChapter({ slug: "one", asker: browser(opened.grantId), now: new Date() }),
    ).toMatchObject({ value: { edition: "preview" } });
    expect(await signUp(request())).toEqual({
      ok: true,
      value: { state: "mailed", chapter: "one" },
    });
  });
});
