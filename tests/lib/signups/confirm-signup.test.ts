import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { grants } from "@/drizzle/schema/access";
import { letters } from "@/drizzle/schema/mail";
import { readers } from "@/drizzle/schema/readers";
import { consents, openings, signups } from "@/drizzle/schema/signups";
import { ANYBODY } from "@/lib/access/asker";
import { openChapter } from "@/lib/access/open-chapter";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { adoptSignups } from "@/lib/signups/adopt-signups";
import { confirmSignup } from "@/lib/signups/confirm-signup";
import { makeConfirmUrl } from "@/lib/signups/links";
import { purgeUnconfirmed } from "@/lib/signups/purge-unconfirmed";
import { signUp } from "@/lib/signups/sign-up";
import { buildBook, buildChapter } from "@/tests/support/builders";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const NETWORK = "203.0.113.0/24";

beforeAll(async () => {
  await buildBook({ openingChapter: "one", extraChapter: "two" });
  await buildChapter({ slug: "one" });
  await buildChapter({ slug: "two", position: 2 });
});

beforeEach(async () => {
  const db = getDb();
  for (const table of [letters, openings, signups, grants, readers]) await db.delete(table);
});

async function signUpAda() {
  await signUp({
    email: "ada@example.com",
    chapter: "one",
    asker: ANYBODY,
    page: "/",
    network: NETWORK,
  });
  const [signup] = await getDb().select().from(signups);
  if (!signup) throw new Error("no signup");
  const url = await makeConfirmUrl(signup.id, signup.createdAt);
  return { signup, token: new URL(url).searchParams.get("token") ?? "" };
}

const confirm = (token: string, now = new Date()) =>
  confirmSignup({ token, network: NETWORK, now });
const asReader = (readerId: string) => ({ kind: "reader" as const, readerId, grantIds: [] });

describe("confirming a signup", () => {
  it("gives the reader this chapter and the extra one, and mails the extra one once", async () => {
    const { signup, token } = await signUpAda();
    const first = await confirm(token);
    const second = await confirm(token);
    expect(first).toMatchObject({ ok: true, value: { chapter: "one", extra: "two" } });
    expect(second).toEqual(first);
    const now = new Date();
    for (const slug of ["one", "two"]) {
      expect(await openChapter({ slug, asker: asReader(signup.readerId), now })).toMatchObject({
        value: { edition: "full", state: "signed-in" },
      });
    }
    expect(await getDb().$count(letters, eq(letters.template, "extra-chapter"))).toBe(1);
  });

  it("opens both in the browser that pressed, and signs nobody in", async () => {
    const { token } = await signUpAda();
    const confirmed = await confirm(token);
    if (!confirmed.ok) throw new Error("not confirmed");
    const asker = { kind: "visitor" as const, grantIds: confirmed.value.grantIds };
    for (const slug of ["one", "two"]) {
      expect(await openChapter({ slug, asker, now: new Date() })).toMatchObject({
        value: { edition: "full", state: "unlocked" },
      });
    }
  });

  it("refuses a forged, foreign or old link", async () => {
    const { token } = await signUpAda();
    expect(await confirm(`${token}x`)).toEqual({ ok: false, reason: "ended" });
    expect(await confirm("nonsense")).toEqual({ ok: false, reason: "ended" });
    expect(await confirm(token, new Date(Date.now() + 31 * 86_400_000))).toEqual({
      ok: false,
      reason: "ended",
    });
  });

  it("happens once, however many press at the same time", async () => {
    const { token } = await signUpAda();
    await Promise.all(Array.from({ length: 20 }, () => confirm(token)));
    expect(await getDb().$count(letters, eq(letters.template, "extra-chapter"))).toBe(1);
    expect(await getDb().$count(grants)).toBe(3);
  });
});

describe("a proven address", () => {
  it("owns what was unlocked with it, and not the course", async () => {
    const { signup } = await signUpAda();
    await transaction((tx) => adoptSignups(tx, { readerId: signup.readerId }));
    expect(
      await openChapter({ slug: "one", asker: asReader(signup.readerId), now: new Date() }),
    ).toMatchObject({ value: { edition: "full" } });
    const [after] = await getDb().select().from(signups);
    expect(after?.confirmedAt).toBeNull();
  });
});

describe("30 days without confirmation", () => {
  const age = (days: number) => sql`now() - ${days} * interval '1 day'`;

  it("end the address and the consent, while the browser keeps its chapter", async () => {
    const opened = await signUp({
      email: "ada@example.com",
      chapter: "one",
      asker: ANYBODY,
      page: "/",
      network: NETWORK,
    });
    await getDb()
      .update(signups)
      .set({ createdAt: age(31) });
    await getDb()
      .update(readers)
      .set({ createdAt: age(31) });
    expect(await purgeUnconfirmed()).toBe(1);
    expect(await getDb().$count(readers)).toBe(0);
    expect(await getDb().$count(consents)).toBe(0);
    if (!opened.ok || opened.value.state !== "open") throw new Error("not opened");
    const asker = { kind: "visitor" as const, grantIds: [opened.value.grantId] };
    expect(await openChapter({ slug: "one", asker, now: new Date() })).toMatchObject({
      value: { edition: "full" },
    });
  });

  it("do nothing to a confirmed signup, nor to a young one", async () => {
    const { token } = await signUpAda();
    expect(await purgeUnconfirmed()).toBe(0);
    await confirm(token);
    await getDb()
      .update(signups)
      .set({ createdAt: age(99) });
    expect(await purgeUnconfirmed()).toBe(0);
    expect(await getDb().$count(readers)).toBe(1);
  });
});
