/** How many a filter means: exact up to ten thousand, beyond that only that there are more, which is honest and quick. */
import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";
import { read } from "@/lib/db/transaction";
import type { AudienceFilter } from "@/lib/desk/audience/filter";
import { pickPeople } from "@/lib/desk/audience/pick-people";
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
  const found = await read((db) => countSome(db, filter));
  return ok({ count: Math.min(found, MOST), isMore: found > MOST });
}

async function countSome(db: Db, filter: AudienceFilter): Promise<number> {
  const { from, where } = await pickPeople(db, filter);
  const { rows } = await db.execute<{ found: number }>(sql`
    select count(*)::int as found from (
      select 1 from ${from} where ${where} limit ${MOST + 1}) as enough`);
  return rows[0]?.found ?? 0;
}
