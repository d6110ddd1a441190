/** The course as its authors see it: all lessons in order, drafts too, and those that can still be put back. */
import { desc } from "drizzle-orm";
import { lessons } from "@/drizzle/schema/lessons";
import { restorable } from "@/lib/author/course/delete-lesson";
import { lessonOpening } from "@/lib/author/course/lesson-opening";
import { type Lesson, listLessons } from "@/lib/book/lessons";
import { getBookSettings } from "@/lib/book/settings";
import { read } from "@/lib/db/transaction";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

export type CourseLesson = Pick<
  Lesson,
  "id" | "subject" | "day" | "isLive" | "version" | "updatedAt"
> & {
  /** What an inbox shows beside the subject. */
  opening: string;
  hasOffer: boolean;
  /** It is sent after the day it asks for, since one before it comes later. */
  isHeldUp: boolean;
};

export type Course = {
  title: string | null;
  /** The author's zone. */
  zone: string;
  lessons: CourseLesson[];
  deleted: { id: string; subject: string; deletedAt: Date }[];
};

export async function listCourse({
  actor,
}: {
  actor: Actor;
}): Promise<Result<Course, "forbidden">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  const { course, timezone } = await getBookSettings();
  const all = await read(listLessons);
  return ok({
    title: course?.title ?? null,
    zone: timezone,
    lessons: all.map(toCourseLesson),
    deleted: await listDeleted(),
  });
}

function toCourseLesson(lesson: Lesson, index: number, all: Lesson[]): CourseLesson {
  const { id, subject, day, isLive, version, updatedAt, offerHtml } = lesson;
  const isHeldUp = isLive && day <= lastDayOf(all.slice(0, index));
  const shown = { opening: lessonOpening(lesson), hasOffer: offerHtml !== null, isHeldUp };
  return { id, subject, day, isLive, version, updatedAt, ...shown };
}

/** At most one lesson a day: each waits for the one before it. */
const lastDayOf = (earlier: Lesson[]): number =>
  earlier
    .filter(({ isLive }) => isLive)
    .reduce((last, { day }) => Math.max(day, last + 1), Number.NEGATIVE_INFINITY);

async function listDeleted() {
  const rows = await read((db) =>
    db
      .select({ id: lessons.id, subject: lessons.subject, deletedAt: lessons.deletedAt })
      .from(lessons)
      .where(restorable)
      .orderBy(desc(lessons.deletedAt)),
  );
  return rows.flatMap(({ deletedAt, ...row }) => (deletedAt ? [{ ...row, deletedAt }] : []));
}
