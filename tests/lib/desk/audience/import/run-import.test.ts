import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditLog } from "@/drizzle/schema/db";
import { audienceImports } from "@/drizzle/schema/desk";
import { readers } from "@/drizzle/schema/readers";
import { consents, enrolments } from "@/drizzle/schema/signups";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { findImport } from "@/lib/desk/audience/import/find-import";
import { purgeImports } from "@/lib/desk/audience/import/purge-imports";
import { suppressAddress } from "@/lib/mail/suppression";
import { purgeUnconfirmed } from "@/lib/signups/purge-unconfirmed";
import { planList, pressImport } from "@/tests/support/audience-lists";
import { buildBook } from "@/tests/support/builders";
import { author, buildPerson } from "@/tests/support/people";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

beforeEach(async () => {
  await getDb().delete(readers);
  await getDb().delete(audienceImports);
});

const listAddresses = async () =>
  (await getDb().select({ email: readers.email }).from(readers))
    .map(({ email }) => email)
    .toSorted();

describe("the import", () => {
  it("writes people with their consent, proves no address, and starts no course unasked", async () => {
    const { id } = await planList(
      "email,consent,consented_at\na@example.com,Fair in Bern,2025-03-04\nb@example.com,,\n",
    );
    expect(await pressImport(id)).toEqual({ ok: true, value: { imported: 2, wasDone: false } });
    const people = await getDb()
      .select()
      .from(enrolments)
      .innerJoin(readers, eq(readers.id, enrolments.readerId))
      .innerJoin(consents, eq(consents.readerId, readers.id))
      .orderBy(readers.email);
    expect(people).toMatchObject([
      {
        readers: { email: "a@example.com", emailVerified: null },
        enrolments: {
          source: "import",
          state: "none",
          confirmedAt: new Date("2025-03-04"),
          startedOn: null,
          nextDueAt: null,
        },
        consents: { proof: "Fair in Bern", wording: "Letters about the book", page: "import" },
      },
      { consents: { proof: "Form on example.com" } },
    ]);
    expect(people[1]?.enrolments.confirmedAt).toBeInstanceOf(Date);
  });

  it("starts the course when it is told to, today in the author's zone", async () => {
    await buildBook({ timezone: "Pacific/Auckland" });
    const { id } = await planList("email\na@example.com\n");
    await pressImport(id, true);
    const [enrolment] = await getDb().select().from(enrolments);
    expect(enrolment).toMatchObject({ state: "active", startedOn: "2026-11-20" });
    expect(enrolment?.nextDueAt).toBeInstanceOf(Date);
  });

  it("is done once, however often the button is pressed, and leaves no list behind", async () => {
    const { id } = await planList("email\na@example.com\nb@example.com\n");
    const pressed = await Promise.all([pressImport(id), pressImport(id), pressImport(id)]);
    expect(pressed.map((answer) => answer.ok && answer.value.imported)).toEqual([2, 2, 2]);
    expect(pressed.filter((answer) => answer.ok && !answer.value.wasDone)).toHaveLength(1);
    expect(await getDb().$count(consents)).toBe(2);
    const [kept] = await getDb().select().from(audienceImports);
    expect(kept?.rows).toEqual([]);
    const noted = await getDb().select().from(auditLog).where(eq(auditLog.subject, id));
    expect(noted).toMatchObject([{ action: "audience.imported", after: { imported: 2 } }]);
  });

  it("leaves alone who left or signed up since the dry run", async () => {
    const { id } = await planList("email\ngone@example.com\njoined@example.com\nnew@example.com\n");
    await transaction((tx) =>
      suppressAddress(tx, { address: "gone@example.com", reason: "complained" }),
    );
    await buildPerson({ email: "joined@example.com" });
    expect(await pressImport(id)).toMatchObject({ value: { imported: 1 } });
    expect(await listAddresses()).toEqual(["joined@example.com", "new@example.com"]);
    const found = await findImport({ actor: author(), id });
    expect(found).toMatchObject({ value: { report: { ready: 3, imported: 1 } } });
  });

  it("outlives the cleaning up of those who never confirmed", async () => {
    const { id } = await planList("email\na@example.com\n");
    await pressImport(id);
    await getDb().execute("update readers set created_at = now() - interval '40 days'");
    await purgeUnconfirmed();
    expect(await listAddresses()).toEqual(["a@example.com"]);
  });

  it("takes twenty thousand people at once", async () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => `person${n}@example.com`);
    const { id } = await planList(`email\n${lines.join("\n")}`);
    expect(await pressImport(id)).toMatchObject({ value: { imported: 20_000 } });
  });

  it("forgets uploaded lists after a week", async () => {
    await planList("email\na@example.com\n");
    await purgeImports();
    expect(await getDb().$count(audienceImports)).toBe(1);
    await getDb().execute("update audience_imports set created_at = now() - interval '8 days'");
    await purgeImports();
    expect(await getDb().$count(audienceImports)).toBe(0);
  });
});
