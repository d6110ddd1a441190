import { expect, it } from "vitest";
import { deliveryReports, mailWebhooks } from "@/drizzle/schema/mail";
import { getDb } from "@/lib/db/pool";
import { purgeReports } from "@/lib/mail/purge-reports";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

it("what providers told is forgotten in time, and nothing before it was applied", async () => {
  const event = { body: "{}", receivedAt: daysAgo(31) };
  await getDb()
    .insert(mailWebhooks)
    .values([
      { ...event, id: "old", appliedAt: daysAgo(31) },
      { ...event, id: "old, and not applied" },
      { body: "{}", id: "new", appliedAt: new Date() },
    ]);
  const report = { kind: "delivered", addressHash: "a" } as const;
  await getDb()
    .insert(deliveryReports)
    .values([
      { ...report, id: "of last year", at: daysAgo(366) },
      { ...report, id: "of this year", at: daysAgo(360) },
    ]);
  await purgeReports();
  const events = await getDb().select().from(mailWebhooks);
  expect(events.map(({ id }) => id).toSorted()).toEqual(["new", "old, and not applied"]);
  const reports = await getDb().select().from(deliveryReports);
  expect(reports.map(({ id }) => id)).toEqual(["of this year"]);
});
