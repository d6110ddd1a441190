/** The mail course as one text: all lessons read and replaced together, never over somebody else's change. */
import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { lessons } from "@/drizzle/schema/lessons";
import { lockOrder, tellOfLesson } from "@/lib/author/course/change-lesson";
import { type LessonText, type Prepared, prepareLesson } from "@/lib/author/course/lesson-text";
import { type Lesson, listAllLessons, listLessons } from "@/lib/book/lessons";
import type { RenderedLesson } from "@/lib/book/render/render-lesson";
import type { Db } from "@/lib/db/pool";
import { read, transaction } from "@/lib/db/transaction";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

/** `name` is the file's name without number and ending; it stays when the lesson moves. */
export type CourseLessonText = LessonText & { name: string };

export type CourseText = {
  lessons: CourseLessonText[];
  /** Changes whenever the lessons do. */
  version: string;
};

export async function readCourse(actor: Actor): Promise<Result<CourseText, "forbidden">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  return ok(await read(loadCourse));
}

async function loadCourse(db: Db): Promise<CourseText> {
  const texts = (await listLessons(db)).map(textOf);
  const version = createHash("sha256").update(JSON.stringify(texts)).digest("hex").slice(0, 16);
  return { lessons: texts, version };
}

const textOf = ({ name, subject, day, isLive, markdown }: Lesson): CourseLessonText => ({
  name,
  subject,
  day,
  isLive,
  markdown,
});

type Replacement = {
  actor: Actor;
  lessons: CourseLessonText[];
  /** The version that the writer has seen. */
  base: string;
  network?: string;
};

export type Replaced =
  | ({ state: "saved" } & CourseText)
  | ({ state: "conflict" } & CourseText)
  /** Nothing was saved: this lesson is the reason. */
  | { state: "refused"; name: string; why: Exclude<Prepared, { kind: "ready" }> };

const DEADLINE_MS = 15_000;

/** Whole or not at all; lessons that are left out are taken out of the course, and can be put back for thirty days. */
export async function replaceCourse(
  replacement: Replacement,
): Promise<Result<Replaced, "forbidden">> {
  if (!hasRight(replacement.actor, "publish")) return err("forbidden");
  const rendered: Ready[] = [];
  for (const text of replacement.lessons) {
    const prepared = await read((db) => prepareLesson(db, text), DEADLINE_MS);
    if (prepared.kind !== "ready") return ok({ state: "refused", name: text.name, why: prepared });
    rendered.push({ ...text, rendered: prepared.rendered });
  }
  return transaction(async (tx) => {
    await lockOrder(tx);
    await tx.select({ id: lessons.id }).from(lessons).for("update");
    const stored = await loadCourse(tx);
    if (isSameCourse(stored.lessons, replacement.lessons)) return ok({ state: "saved", ...stored });
    if (stored.version !== replacement.base) return ok({ state: "conflict", ...stored });
    await store(tx, { replacement, rendered });
    return ok({ state: "saved", ...(await loadCourse(tx)) });
  }, DEADLINE_MS);
}

type Ready = CourseLessonText & { rendered: RenderedLesson };

const isSameCourse = (one: CourseLessonText[], other: CourseLessonText[]): boolean =>
  JSON.stringify(one) ===
  JSON.stringify(
    other.map(({ name, subject, day, isLive, markdown }) => ({
      name,
      subject,
      day,
      isLive,
      markdown,
    })),
  );

type Storing = { replacement: Replacement; rendered: Ready[] };

async function store(tx: Db, { replacement, rendered }: Storing): Promise<void> {
  const { actor, network } = replacement;
  const all = await listAllLessons(tx);
  const by = { actor, network, action: "lesson.replaced" };
  for (const [index, { rendered: made, ...text }] of rendered.entries()) {
    const before = all.find(({ name }) => name === text.name);
    const wanted = { ...text, ...made, position: index + 1, deletedAt: null };
    if (before && isSame(before, wanted)) continue;
    const after = await put(tx, { before, wanted });
    await tellOfLesson(tx, { ...by, before, after });
  }
  const kept = new Set(rendered.map(({ name }) => name));
  for (const before of all.filter(({ name, deletedAt }) => !deletedAt && !kept.has(name))) {
    const after = await change(tx, { id: before.id, set: { deletedAt: sql`now()` } });
    await tellOfLesson(tx, { ...by, action: "lesson.deleted", before, after });
  }
}

type Wanted = CourseLessonText & RenderedLesson & { position: number; deletedAt: null };

const isSame = (stored: Lesson, wanted: Wanted): boolean =>
  (Object.keys(wanted) as (keyof Wanted)[]).every((key) => stored[key] === wanted[key]);

async function put(tx: Db, { before, wanted }: { before: Lesson | undefined; wanted: Wanted }) {
  if (before) return change(tx, { id: before.id, set: wanted });
  const [inserted] = await tx.insert(lessons).values(wanted).returning();
  if (!inserted) throw new Error(`The lesson ${wanted.name} was not stored.`);
  return inserted;
}

type Change = { id: string; set: PgUpdateSetSource<typeof lessons> };

async function change(tx: Db, { id, set }: Change): Promise<Lesson> {
  const [changed] = await tx
    .update(lessons)
    .set({ ...set, version: sql`${lessons.version} + 1`, updatedAt: sql`now()` })
    .where(eq(lessons.id, id))
    .returning();
  if (!changed) throw new Error("A lesson is gone.");
  return changed;
}
