/** Append-only record of who did what, written in the transaction that did it. */
import { auditLog } from "@/drizzle/schema/db";
import type { Db } from "@/lib/db/pool";
import { currentRequestId } from "@/lib/request-context";

type Entry = {
  actor: string;
  action: string;
  subject: string;
  before?: unknown;
  after?: unknown;
  network?: string;
};

export async function recordAudit(tx: Db, entry: Entry): Promise<void> {
  await tx.insert(auditLog).values({ ...entry, requestId: currentRequestId() });
}
