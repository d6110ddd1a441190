/** How many a filter means: exact up to ten thousand, beyond that only that there are more, which is honest and quick. */
import { sql } from "drizzle-orm";
import { read } from "@/lib/db/transaction";
import { type AudienceFilter, matchesFilter } from "@/lib/desk/audience/filter";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

const MOST = 10_000;

export type PeopleCount = { count: number; isMore: boolean };

export async function countPeople({
  actor,
  filter,
}: {
  actor: Actor;
  filter: AudienceFilter;
}): Promise<Result<PeopleCount, "forbidden">> {
  if (!hasRight(actor, "people")) return err("forbidden");
  const { rows } = await read((db) => db.execute<{ found: number }>(countStatement(filter)));
  const found = rows[0]?.found ?? 0;
  return ok({ count: Math.min(found, MOST), isMore: found > MOST });
}

const countStatement = (filter: AudienceFilter) => sql`
  select count(*)::int as found from (
    select 1 from enrolments join readers on readers.id = enrolments.reader_id
    where ${matchesFilter(filter)} limit ${MOST + 1}) as enough`;
