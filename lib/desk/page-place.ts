/** Where in a table a page begins: right after or right before one row, whatever is added meanwhile. */
import { type SQL, sql } from "drizzle-orm";

export type PagePlace = { after?: string; before?: string };

const PLACE =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The columns that order the table, as the database reads them; together they name one row. */
type Order = { at: SQL; id: SQL };

export function placesBy({ at, id }: Order) {
  /** Undefined for a place that is none: the table then begins at its top. */
  const compare = (place: string | undefined, sign: SQL): SQL | undefined => {
    const [, when, which] = PLACE.exec(place ?? "") ?? [];
    if (!when || !which) return undefined;
    return sql`(${at}, ${id}) ${sign} (${when}::timestamptz, ${which}::uuid)`;
  };
  return {
    /** To the microsecond, which a JavaScript date would cut off: two rows of one moment would be told apart no more. */
    column: sql<string>`to_char(${at} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '_' || ${id}`,
    isAfter: (place: string | undefined) => compare(place, sql`<`),
    isBefore: (place: string | undefined) => compare(place, sql`>`),
  };
}
