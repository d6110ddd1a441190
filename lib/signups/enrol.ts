/** The button was pressed: the course begins today, in the reader's zone, unless the address may get no mail. */
import { sql } from "drizzle-orm";
import { enrolments } from "@/drizzle/schema/signups";
import type { Db } from "@/lib/db/pool";
import { findSuppression } from "@/lib/mail/suppression";
import { dayOf, zoneOr } from "@/lib/signups/course/mornings";

type Confirmed = {
  readerId: string;
  email: string;
  chapterId: string;
  /** Of the browser in which the button was pressed; it beats that of the form. */
  zone: string | null;
};

/**
 * Who is in the course, has finished or left stays so: confirming once more begins nothing anew, and no click lifts a
 * suppression. The scheduler finds the first lesson's day within a minute.
 */
export async function enrol(tx: Db, { readerId, email, chapterId, zone }: Confirmed) {
  const reason = await findSuppression(tx, email);
  const startedOn = await findToday(tx, { readerId, zone });
  const begun = reason
    ? { state: "left" as const, leftReason: reason, nextDueAt: null }
    : { state: "active" as const, leftReason: null, nextDueAt: sql`now()` };
  const row = { readerId, source: "form" as const, chapterId, zone, startedOn, ...begun };
  const isNew = sql`${enrolments.state} in ('unconfirmed', 'none')`;
  const unlessBegun = (column: keyof typeof begun, name: string) =>
    sql`case when ${isNew} then ${sql.raw(`excluded.${name}`)} else ${enrolments[column]} end`;
  await tx
    .insert(enrolments)
    .values({ ...row, confirmedAt: sql`now()` })
    .onConflictDoUpdate({
      target: enrolments.readerId,
      set: {
        state: unlessBegun("state", "state"),
        leftReason: unlessBegun("leftReason", "left_reason"),
        nextDueAt: unlessBegun("nextDueAt", "next_due_at"),
        zone: sql`coalesce(excluded.zone, ${enrolments.zone})`,
        confirmedAt: sql`coalesce(${enrolments.confirmedAt}, excluded.confirmed_at)`,
        startedOn: sql`coalesce(${enrolments.startedOn}, excluded.started_on)`,
      },
    });
}

type Place = { readerId: string; zone: string | null };

type Row = { now: Date | string; authors_zone: string; known_zone: string | null };

/** On the database's clock. */
async function findToday(tx: Db, { readerId, zone }: Place): Promise<string> {
  const { rows } = await tx.execute<Row>(sql`
    select now() as now, coalesce((select settings->>'timezone' from books), 'UTC') as authors_zone,
      (select zone from enrolments where reader_id = ${readerId}::uuid) as known_zone`);
  const [row] = rows;
  if (!row) throw new Error("The database did not tell the time.");
  return dayOf(new Date(row.now), zoneOr(zone ?? row.known_zone, row.authors_zone));
}
