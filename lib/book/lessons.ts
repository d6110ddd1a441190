/** The lessons of the mail course, in the order in which they are sent. */
import { asc, isNull } from "drizzle-orm";
import { lessons } from "@/drizzle/schema/lessons";
import type { Db } from "@/lib/db/pool";

export type Lesson = typeof lessons.$inferSelect;

/** Drafts too, deleted ones not. */
export const listLessons = (db: Db): Promise<Lesson[]> =>
  db
    .select()
    .from(lessons)
    .where(isNull(lessons.deletedAt))
    .orderBy(asc(lessons.position), asc(lessons.name));

/** Deleted ones too. */
export const listAllLessons = (db: Db): Promise<Lesson[]> => db.select().from(lessons);
