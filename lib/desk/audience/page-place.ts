/** Where in the table a page begins: right after or right before one person, whoever joins meanwhile. */
import { type SQL, sql } from "drizzle-orm";

export type PagePlace = { after?: string; before?: string };

const PLACE =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** To the microsecond, which a JavaScript date would cut off: two people of one moment would be told apart no more. */
export const placeColumn = sql<string>`
  to_char(enrolments.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '_' || enrolments.reader_id`;

/** Undefined for a place that is none: the table then begins at its top. */
export const isAfter = (place: string | undefined): SQL | undefined => compare(place, sql`<`);
export const isBefore = (place: string | undefined): SQL | undefined => compare(place, sql`>`);

function compare(place: string | undefined, sign: SQL): SQL | undefined {
  const [, at, readerId] = PLACE.exec(place ?? "") ?? [];
  if (!at || !readerId) return undefined;
  return sql`(enrolments.created_at, enrolments.reader_id) ${sign} (${at}::timestamptz, ${readerId}::uuid)`;
}
