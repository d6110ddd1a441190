/** The lessons of an import: those of the folder as it has them; lessons that it does not have stay. */
import { eq, sql } from "drizzle-orm";
import { lessons } from "@/drizzle/schema/lessons";
import { lockOrder } from "@/lib/author/course/change-lesson";
import { isSchedule, recordOf } from "@/lib/author/course/lesson-record";
import type { BookFolder, FolderLesson } from "@/lib/book/folder/book-folder";
import { createBookLinks } from "@/lib/book/folder/book-links";
import type { Lesson } from "@/lib/book/lessons";
import { type RenderedLesson, renderLesson } from "@/lib/book/render/render-lesson";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { replanCourse } from "@/lib/signups/course/replan";

export type RenderedLessons = (FolderLesson & { rendered: RenderedLesson })[];

export async function renderLessons(folder: BookFolder): Promise<RenderedLessons> {
  const done: RenderedLessons = [];
  for (const lesson of folder.lessons) {
    const links = createBookLinks(folder, lesson.file);
    done.push({ ...lesson, rendered: await renderLesson({ markdown: lesson.markdown, links }) });
  }
  return done;
}

type Import = { lessons: RenderedLessons; stored: Lesson[]; author: string };

/** Answers the names of those that changed. What was edited in the workshop gives way, and stands in the audit log. */
export async function importLessons(tx: Db, { lessons: given, stored, author }: Import) {
  await lockOrder(tx);
  const changed: string[] = [];
  let isReplanned = false;
  for (const lesson of given) {
    const before = stored.find(({ name }) => name === lesson.name);
    const facts = factsOf(lesson);
    if (before && isSame(before, facts)) continue;
    const after = before ? await update(tx, { before, facts }) : await insert(tx, facts);
    await recordAudit(tx, {
      actor: author,
      action: "lesson.imported",
      subject: `lesson:${lesson.name}`,
      before: before && recordOf(before),
      after: recordOf(after),
    });
    changed.push(lesson.name);
    isReplanned ||= isSchedule(before, after);
  }
  if (isReplanned) await replanCourse(tx);
  return changed;
}

function factsOf({ name, position, frontmatter, markdown, rendered }: RenderedLessons[number]) {
  return { name, position, ...frontmatter, markdown, ...rendered };
}

type Facts = ReturnType<typeof factsOf>;

const isSame = (stored: Lesson, facts: Facts): boolean =>
  stored.deletedAt === null &&
  (Object.keys(facts) as (keyof Facts)[]).every((key) => stored[key] === facts[key]);

async function insert(tx: Db, facts: Facts): Promise<Lesson> {
  const [inserted] = await tx.insert(lessons).values(facts).returning();
  if (!inserted) throw new Error(`The lesson ${facts.name} was not stored.`);
  return inserted;
}

/** Whether it is live is the workshop's word; a deleted one comes back. */
async function update(tx: Db, { before, facts }: { before: Lesson; facts: Facts }) {
  const [updated] = await tx
    .update(lessons)
    .set({
      ...facts,
      deletedAt: null,
      version: sql`${lessons.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(eq(lessons.id, before.id))
    .returning();
  if (!updated) throw new Error(`The lesson ${facts.name} is gone.`);
  return updated;
}
