import { eq } from "drizzle-orm";
import Papa from "papaparse";
import { beforeEach, expect, it } from "vitest";
import { auditLog } from "@/drizzle/schema/db";
import { readers } from "@/drizzle/schema/readers";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { exportPeople } from "@/lib/desk/audience/export-people";
import type { AudienceFilter } from "@/lib/desk/audience/filter";
import { suppressAddress } from "@/lib/mail/suppression";
import { planList } from "@/tests/support/audience-lists";
import { author, buildPerson } from "@/tests/support/people";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

beforeEach(async () => {
  await getDb().delete(readers);
});

async function takeChunks(filter: AudienceFilter = {}) {
  const taken = await exportPeople({ actor: author(), filter, network: "203.0.113.0/24" });
  if (!taken.ok) throw new Error(taken.reason);
  const chunks: string[] = [];
  for await (const chunk of taken.value) chunks.push(chunk);
  return chunks;
}

async function take(filter?: AudienceFilter) {
  const text = (await takeChunks(filter)).join("");
  return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
}

it("holds whom the filter finds, and says who gets no mail any more", async () => {
  const stopped = { email: "stopped@example.com", state: "left", isBuyer: true } as const;
  await buildPerson({ ...stopped, leftReason: "unsubscribed" });
  await buildPerson({ email: "other@example.com" });
  await transaction((tx) =>
    suppressAddress(tx, { address: "stopped@example.com", reason: "unsubscribed" }),
  );
  const rows = await take({ state: "left" });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    email: "stopped@example.com",
    status: "left",
    left_reason: "unsubscribed",
    buyer: "yes",
    mail_stopped: "yes",
  });
});

it("writes no cell that a spreadsheet would run, and an import understands it again", async () => {
  await buildPerson({ email: "+ada@example.com" });
  const text = (await takeChunks()).join("");
  expect(text).toContain("'+ada@example.com");
  const { report } = await planList(text);
  expect(report.leftOut).toMatchObject([{ address: "+ada@example.com", reason: "pending" }]);
});

it("comes batch by batch, each person once", async () => {
  await getDb().execute(
    `insert into readers (id, email) select gen_random_uuid(), n || '@example.com' from generate_series(1, 4500) n`,
  );
  await getDb().execute(
    `insert into enrolments (reader_id, source) select id, 'form' from readers`,
  );
  expect(await takeChunks()).toHaveLength(6);
  const rows = await take();
  expect(new Set(rows.map(({ email }) => email)).size).toBe(4500);
});

it("is written down before the first line leaves", async () => {
  await takeChunks({ buyer: "yes" });
  const noted = await getDb()
    .select()
    .from(auditLog)
    .where(eq(auditLog.action, "audience.exported"));
  expect(noted.at(-1)).toMatchObject({
    actor: "author:author@example.com",
    after: { filter: { buyer: "yes" } },
    network: "203.0.113.0/24",
  });
});
