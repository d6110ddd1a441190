/** The lessons of the mail course, in the order in which they are sent. */
import { asc, isNull } from "drizzle-orm";
import { lessons } from "@/drizzle/schema/lessons";
import type { Db } from "@/lib/db/pool";

export type Lesson = typeof lessons.$inferSelect;

/** Where two have one number, the older one comes first. */
export const lessonOrder = [asc(lessons.position), asc(lessons.createdAt), asc(lessons.id)];

/** Drafts too, deleted ones not. */
export const listLessons = (db: Db): Promise<Lesson[]> =>
  db
    .select()
    .from(lessons)
    .where(isNull(lessons.deletedAt))
    .orderBy(...lessonOrder);
