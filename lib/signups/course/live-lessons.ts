/** The lessons that are sent, in their order; a draft or a removed one is sent to nobody. */
import { and, asc, eq, isNull } from "drizzle-orm";
import { lessons } from "@/drizzle/schema/lessons";
import type { Db } from "@/lib/db/pool";

export type LiveLesson = Awaited<ReturnType<typeof listLiveLessons>>[number];

export async function listLiveLessons(db: Db) {
  return db
    .select({
      id: lessons.id,
      day: lessons.day,
      subject: lessons.subject,
      html: lessons.html,
      offerHtml: lessons.offerHtml,
    })
    .from(lessons)
    .where(and(eq(lessons.isLive, true), isNull(lessons.deletedAt)))
    .orderBy(asc(lessons.position), asc(lessons.name));
}

/** Who has the book is offered none: the invitation falls away, and with it a lesson that is nothing else. */
export const lessonsFor = (
  { hasBook }: { hasBook: boolean },
  all: readonly LiveLesson[],
): readonly LiveLesson[] => (hasBook ? all.filter(({ html }) => html.trim() !== "") : all);
