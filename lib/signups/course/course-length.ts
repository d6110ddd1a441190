/** Says how long the course is, such as "six short lessons over eleven days"; counted, so that it stays true. */
import { type SQL, sql } from "drizzle-orm";

export type CourseLength = { lessons: number; lastDay: number };

/** For a query that reads something else anyway and has no round trip to spare. */
export const courseLengthColumn: SQL<CourseLength> = sql`(
  select jsonb_build_object('lessons', count(*), 'lastDay', coalesce(max(day), 0))
  from lessons where is_live and deleted_at is null)`;

/** Null while there is no lesson yet. */
export function describeLength({ lessons, lastDay }: CourseLength): string | null {
  if (lessons === 0) return null;
  const amount = lessons === 1 ? "one short lesson" : `${inWords(lessons)} short lessons`;
  return lessons === 1 || lastDay < 2 ? amount : `${amount} over ${inWords(lastDay)} days`;
}

const WORDS =
  "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split(" ");

const inWords = (count: number): string => WORDS[count] ?? String(count);
