/** The audience, newest first, a page at a time; quick wherever in a million people the page lies. */
import { and, eq, type SQL, sql } from "drizzle-orm";
import { chapters } from "@/drizzle/schema/book";
import { readers } from "@/drizzle/schema/readers";
import { enrolments } from "@/drizzle/schema/signups";
import type { Db } from "@/lib/db/pool";
import { read } from "@/lib/db/transaction";
import { type AudienceFilter, hasBook } from "@/lib/desk/audience/filter";
import { PEOPLE_PLACES } from "@/lib/desk/audience/people-places";
import { pickPeople } from "@/lib/desk/audience/pick-people";
import type { PagePlace } from "@/lib/desk/page-place";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

const PAGE = 50;

type Listing = { actor: Actor; filter: AudienceFilter; place?: PagePlace };

export type Person = Awaited<ReturnType<typeof selectPeople>>[number];

/** `older` and `newer` are the places of the next and the previous page, where there is one. */
export type PeoplePage = { people: Person[]; older?: string; newer?: string };

export async function listPeople(listing: Listing): Promise<Result<PeoplePage, "forbidden">> {
  if (!hasRight(listing.actor, "people")) return err("forbidden");
  return ok(await read((db) => findPage(db, listing)));
}

/** One more than a page holds tells whether there is another. */
async function findPage(db: Db, { filter, place = {} }: Listing): Promise<PeoplePage> {
  const newer = PEOPLE_PLACES.isBefore(place.before);
  if (newer) {
    const found = await selectPeople(db, {
      filter,
      where: newer,
      isUpwards: true,
      limit: PAGE + 1,
    });
    const people = found.slice(0, PAGE).toReversed();
    return describePage(people, { hasOlder: true, hasNewer: found.length > PAGE });
  }
  const older = PEOPLE_PLACES.isAfter(place.after);
  const found = await selectPeople(db, { filter, where: older, limit: PAGE + 1 });
  return describePage(found.slice(0, PAGE), {
    hasOlder: found.length > PAGE,
    hasNewer: older !== undefined,
  });
}

type Around = { hasOlder: boolean; hasNewer: boolean };

const describePage = (people: Person[], { hasOlder, hasNewer }: Around): PeoplePage => ({
  people,
  older: hasOlder ? people.at(-1)?.place : undefined,
  newer: hasNewer ? people[0]?.place : undefined,
});

export type Selection = {
  filter: AudienceFilter;
  where: SQL | undefined;
  isUpwards?: boolean;
  limit: number;
};

/** For whoever has asked for the right already. What is shown of people is looked up for those of the page alone. */
export async function selectPeople(db: Db, { filter, where, isUpwards, limit }: Selection) {
  const way = isUpwards ? sql`asc` : sql`desc`;
  const order = sql`enrolments.created_at ${way}, enrolments.reader_id ${way}`;
  const picked = await pickPeople(db, filter);
  const ids = sql`
    select enrolments.reader_id from ${picked.from} where ${and(picked.where, where)}
    order by ${order} limit ${limit}`;
  return db
    .select({
      readerId: enrolments.readerId,
      email: readers.email,
      source: enrolments.source,
      chapter: chapters.title,
      state: enrolments.state,
      leftReason: enrolments.leftReason,
      lessonsHad: enrolments.lessonsHad,
      confirmedAt: enrolments.confirmedAt,
      joinedAt: enrolments.createdAt,
      isBuyer: sql<boolean>`${hasBook}`,
      place: PEOPLE_PLACES.column,
    })
    .from(enrolments)
    .innerJoin(readers, eq(readers.id, enrolments.readerId))
    .leftJoin(chapters, eq(chapters.id, enrolments.chapterId))
    .where(sql`enrolments.reader_id = any(array(${ids}))`)
    .orderBy(order);
}
