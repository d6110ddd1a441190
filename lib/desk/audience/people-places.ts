/** Where a page of the audience begins: by when somebody joined. */
import { sql } from "drizzle-orm";
import { placesBy } from "@/lib/desk/page-place";

export const PEOPLE_PLACES = placesBy({
  at: sql`enrolments.created_at`,
  id: sql`enrolments.reader_id`,
});
