/** What became of letters after they left: one row for each word of a server or provider, however often it is told. */
import { sql } from "drizzle-orm";
import { deliveryReports } from "@/drizzle/schema/mail";
import type { Db } from "@/lib/db/pool";
import { addressHashes } from "@/lib/mail/suppression";

export type ReportKind = (typeof deliveryReports.$inferSelect)["kind"];

export type Report = {
  id: string;
  kind: ReportKind;
  address: string;
  messageId: string | null;
  detail: string | null;
  at?: Date;
};

export async function recordReport(tx: Db, { address, detail, ...report }: Report): Promise<void> {
  const [addressHash] = addressHashes(address);
  if (!addressHash) throw new Error("NEXTAUTH_SECRET is not set, so nothing can be reported.");
  await tx
    .insert(deliveryReports)
    .values({ ...report, addressHash, detail: detail && withoutAddresses(detail) })
    .onConflictDoNothing();
}

export type ReportCounts = Record<ReportKind, number>;

export async function countReports(db: Db, days: number): Promise<ReportCounts> {
  const { rows } = await db.execute<{ kind: ReportKind; count: number }>(sql`
    select kind, count(*)::int as count from delivery_reports
    where at > now() - ${days} * interval '1 day' group by kind`);
  const counts = { delivered: 0, soft_bounce: 0, hard_bounce: 0, complaint: 0 };
  for (const { kind, count } of rows) counts[kind] = count;
  return counts;
}

/** Servers repeat the address in their answers; what is kept about it is a hash. */
const withoutAddresses = (detail: string) =>
  detail
    .replace(/\S+@\S+/g, "[address]")
    .replaceAll("\0", "")
    .slice(0, 500)
    .toWellFormed();
