/** Picks whom a filter means from the indexes alone, before anything else is looked up: quick at a million people. */
import { and, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";
import { type AudienceFilter, matchesAddress, matchesEnrolment } from "@/lib/desk/audience/filter";

/**
 * Up to so many addresses are found first, and then their people; of more, people are gone through instead. At a
 * million the two cost the same near seven thousand.
 */
const FEW = 10_000;

export type Picked = { from: SQL; where: SQL };

/**
 * The database would guess how many addresses begin so, and guess wrong by far: an address that few have would be
 * searched for among all people.
 */
export async function pickPeople(db: Db, filter: AudienceFilter): Promise<Picked> {
  const address = matchesAddress(filter);
  const isOfCourse = matchesEnrolment(filter);
  if (!address) return { from: sql`enrolments`, where: isOfCourse ?? sql`true` };
  if (await areFew(db, address)) {
    const theirs = sql`enrolments.reader_id = any(array(select readers.id from readers where ${address}))`;
    return { from: sql`enrolments`, where: and(isOfCourse, theirs) ?? theirs };
  }
  return {
    from: sql`enrolments join readers on readers.id = enrolments.reader_id`,
    where: and(isOfCourse, address) ?? address,
  };
}

async function areFew(db: Db, address: SQL): Promise<boolean> {
  const { rows } = await db.execute<{ found: number }>(sql`
    select count(*)::int as found from (
      select 1 from readers where ${address} limit ${FEW + 1}) as enough`);
  return (rows[0]?.found ?? 0) <= FEW;
}
