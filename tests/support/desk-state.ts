/** What the desk tells of the present, and rows for it to tell. */
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach } from "vitest";
import { incidents, signalCounts } from "@/drizzle/schema/alarms";
import { numbers } from "@/drizzle/schema/desk";
import { failures, jobErrors } from "@/drizzle/schema/jobs";
import { letters } from "@/drizzle/schema/mail";
import { getDb } from "@/lib/db/pool";
import { getState } from "@/lib/desk/state/get-state";
import { AN_AUTHOR } from "@/tests/support/actors";
import { emptyQueues } from "@/tests/support/job-table";
import { useTestDatabase } from "@/tests/support/test-database";

/** An empty desk before each test: ten answers went well, and the alarms have just looked. */
export function useEmptyDesk() {
  useTestDatabase();
  beforeEach(async () => {
    await emptyQueues();
    for (const table of [failures, jobErrors, letters, signalCounts, incidents, numbers])
      await getDb().delete(table);
    await count({ hoursAgo: 0, ok: 10, failed: 0 });
    await countLook(0);
  });
}

const HOUR_MS = 3_600_000;
export const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS);

export async function state() {
  const got = await getState({ actor: AN_AUTHOR, now: new Date() });
  if (!got.ok) throw new Error(got.reason);
  return got.value;
}

export const count = ({ hoursAgo, ...counted }: { hoursAgo: number; ok: number; failed: number }) =>
  getDb()
    .insert(signalCounts)
    .values({ signal: "answers", at: ago(hoursAgo), instance: randomUUID(), ...counted });

/** Each look of the alarms counts its own call of the database. */
export const countLook = (hoursAgo: number) =>
  getDb()
    .insert(signalCounts)
    .values({ signal: "database", at: ago(hoursAgo), instance: randomUUID(), ok: 1, failed: 0 });

export const send = (key: string, values: Partial<typeof letters.$inferInsert>) =>
  getDb()
    .update(letters)
    .set({ state: "sent", ...values })
    .where(eq(letters.key, key));
