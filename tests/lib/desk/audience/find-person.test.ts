import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { deliveryReports } from "@/drizzle/schema/mail";
import { readers } from "@/drizzle/schema/readers";
import { enrolments } from "@/drizzle/schema/signups";
import { ANYBODY } from "@/lib/access/asker";
import { grantAccess, revokeGrant } from "@/lib/access/grants";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { findPerson } from "@/lib/desk/audience/find-person";
import { stopMail } from "@/lib/desk/audience/stop-mail";
import { addressHashes, isSuppressed } from "@/lib/mail/suppression";
import { confirmSignup } from "@/lib/signups/confirm-signup";
import { makeConfirmUrl } from "@/lib/signups/links";
import { signUp } from "@/lib/signups/sign-up";
import { planList, pressImport } from "@/tests/support/audience-lists";
import { buildBook, buildChapter, buildReader } from "@/tests/support/builders";
import { author, buildPerson } from "@/tests/support/people";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

beforeEach(async () => {
  await getDb().delete(readers);
});

const network = "203.0.113.0/24";

async function find(readerId: string) {
  const found = await findPerson({ actor: author(), readerId });
  if (!found.ok) throw new Error(found.reason);
  return found.value;
}

async function idOf(email: string) {
  const [reader] = await getDb().select().from(readers).where(eq(readers.email, email));
  return reader?.id ?? "";
}

describe("a person's timeline", () => {
  it("tells what they asked for, agreed to, opened, confirmed, got and bought", async () => {
    await buildBook();
    const { slug, title } = await buildChapter({ slug: "first" });
    const email = "ada@example.com";
    await signUp({ email, chapter: slug, asker: ANYBODY, page: "/chapters/first", network });
    const readerId = await idOf(email);
    const { rows } = await getDb().execute<{ id: string }>("select id from signups");
    const token = new URL(await makeConfirmUrl(rows[0]?.id ?? "", new Date())).searchParams;
    await confirmSignup({ token: token.get("token") ?? "", network, now: new Date() });
    const grant = await transaction((tx) =>
      grantAccess(tx, { readerId, chapterId: null, source: "order", cause: "order:1" }),
    );
    await transaction((tx) =>
      revokeGrant(tx, { id: grant.id, reason: "refunded", actor: "author:a@example.com" }),
    );
    const { person, events } = await find(readerId);
    expect(person).toMatchObject({ email, chapter: title, isBuyer: false, isVerified: true });
    const told = events.map(({ kind }) => kind);
    expect(told).toEqual(
      expect.arrayContaining(["signed_up", "consented", "opened_chapter", "confirmed"]),
    );
    expect(told).toEqual(expect.arrayContaining(["letter", "granted", "revoked"]));
    expect(events.find(({ kind }) => kind === "signed_up")).toMatchObject({
      page: "/chapters/first",
      network,
    });
    expect(JSON.stringify(events)).not.toContain("token=");
  });

  it("is told from the last to the first", async () => {
    const { readerId } = await buildPerson({ source: "import", createdAt: new Date(0) });
    await transaction((tx) =>
      grantAccess(tx, { readerId, chapterId: null, source: "author", cause: "gift" }),
    );
    const { events } = await find(readerId);
    expect(events.map(({ kind }) => kind)).toEqual(["granted", "imported"]);
  });

  it("tells what mail servers said of the address", async () => {
    const { readerId, email } = await buildPerson();
    const [addressHash = ""] = addressHashes(email);
    const report = { id: "one", kind: "hard_bounce", detail: "550 no such user" } as const;
    await getDb()
      .insert(deliveryReports)
      .values({ ...report, addressHash });
    expect((await find(readerId)).events).toMatchObject([
      { kind: "hard_bounce", detail: "550 no such user" },
    ]);
  });

  it("shows the proof that an import came with", async () => {
    const { id } = await planList("email,consent\nada@example.com,Fair in Bern\n");
    await pressImport(id);
    const { events } = await find(await idOf("ada@example.com"));
    expect(events).toContainEqual(
      expect.objectContaining({ kind: "consented", proof: "Fair in Bern" }),
    );
  });

  it("also knows somebody who only bought", async () => {
    const { id: readerId } = await buildReader();
    await transaction((tx) =>
      grantAccess(tx, { readerId, chapterId: null, source: "order", cause: "order:2" }),
    );
    expect((await find(readerId)).person).toMatchObject({ isBuyer: true, course: null });
  });

  it.each(["nobody", "00000000-0000-4000-8000-000000000000"])("finds nobody by %s", async (id) => {
    expect(await findPerson({ actor: author(), readerId: id })).toEqual({
      ok: false,
      reason: "no_such_person",
    });
  });
});

describe("stopping all mail", () => {
  it("ends the course and suppresses the address, and doing it again changes nothing", async () => {
    const { readerId, email } = await buildPerson({ state: "active", confirmedAt: new Date() });
    await stopMail({ actor: author(), readerId, network });
    await stopMail({ actor: author(), readerId, network });
    expect(await isSuppressed(email, { isTransactional: false })).toBe(true);
    expect(await isSuppressed(email, { isTransactional: true })).toBe(false);
    const [enrolment] = await getDb().select().from(enrolments);
    expect(enrolment).toMatchObject({ state: "left", leftReason: "unsubscribed" });
    const { suppressed, events } = await find(readerId);
    expect(suppressed).toBe("unsubscribed");
    expect(events).toContainEqual(
      expect.objectContaining({ kind: "noted", actor: "author:author@example.com" }),
    );
  });

  it("says so where there is no such person", async () => {
    const readerId = "00000000-0000-4000-8000-000000000000";
    expect(await stopMail({ actor: author(), readerId, network })).toEqual({
      ok: false,
      reason: "no_such_person",
    });
  });
});
