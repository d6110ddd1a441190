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

/** Many of one press in one statement. */
export async function recordAudits(tx: Db, entries: Entry[]): Promise<void> {
  if (entries.length === 0) return;
  const requestId = currentRequestId();
  await tx.insert(auditLog).values(entries.map((entry) => ({ ...entry, requestId })));
}
