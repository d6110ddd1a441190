/** Saves a lesson, new or old; a second writer gets both texts, never a silent overwrite. */
import { lessons } from "@/drizzle/schema/lessons";
import {
  type By,
  changeLesson,
  lockOrder,
  mayChange,
  tellOfLesson,
} from "@/lib/author/course/change-lesson";
import { lockLesson } from "@/lib/author/course/find-lesson";
import { type LessonText, type Prepared, prepareLesson } from "@/lib/author/course/lesson-text";
import type { Lesson } from "@/lib/book/lessons";
import type { RenderedLesson } from "@/lib/book/render/render-lesson";
import type { Db } from "@/lib/db/pool";
import { read, transaction } from "@/lib/db/transaction";
import { hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

type Save = By & {
  /** Made by the page that asks, so that the same save sent twice is one lesson. */
  id: string;
  /** The version that the writer started from; 0 for a new lesson. */
  base: number;
  text: LessonText;
};

/** Only after `saved` is anything stored. `conflict`: what the other one left. */
export type Saved =
  | { kind: "saved"; lesson: Lesson }
  | { kind: "conflict"; theirs: LessonText; version: number }
  | Exclude<Prepared, { kind: "ready" }>;

/** `only_authors`: the writer may write drafts, but this is what readers get. */
export type SaveProblem = "forbidden" | "only_authors" | "not_found";

export async function saveLesson(save: Save): Promise<Result<Saved, SaveProblem>> {
  if (!hasRight(save.actor, "write")) return err("forbidden");
  if (!mayChange(save.actor, save.text)) return err("only_authors");
  const prepared = await read((db) => prepareLesson(db, save.text));
  if (prepared.kind !== "ready") return ok(prepared);
  return transaction((tx) => store(tx, { save, rendered: prepared.rendered }));
}

type Storing = { save: Save; rendered: RenderedLesson };

async function store(tx: Db, storing: Storing): Promise<Result<Saved, SaveProblem>> {
  const { id, base, text, actor, network } = storing.save;
  const before = await lockLesson(tx, id);
  if (!before && base > 0) return err("not_found");
  if (!before) return ok({ kind: "saved", lesson: await insert(tx, storing) });
  if (before.deletedAt) return err("not_found");
  if (!mayChange(actor, before)) return err("only_authors");
  /** Also after a save whose answer was lost. */
  if (isSame(before, text) && before.html === storing.rendered.html)
    return ok({ kind: "saved", lesson: before });
  if (before.version !== base)
    return ok({ kind: "conflict", theirs: textOf(before), version: before.version });
  const change = { ...text, ...storing.rendered };
  return ok({
    kind: "saved",
    lesson: await changeLesson(tx, { actor, network, action: "lesson.saved", before, change }),
  });
}

async function insert(tx: Db, { save, rendered }: Storing): Promise<Lesson> {
  const { id, text, actor, network } = save;
  await lockOrder(tx);
  const others = await tx.select({ name: lessons.name, position: lessons.position }).from(lessons);
  const [inserted] = await tx
    .insert(lessons)
    .values({
      id,
      name: freeName(text.subject, new Set(others.map(({ name }) => name))),
      position: Math.max(0, ...others.map(({ position }) => position)) + 1,
      ...text,
      ...rendered,
    })
    .returning();
  if (!inserted) throw new Error("A lesson was not stored.");
  await tellOfLesson(tx, {
    actor,
    network,
    action: "lesson.saved",
    before: undefined,
    after: inserted,
  });
  return inserted;
}

/** As a file in the book's folder would be called, without its number. */
function freeName(subject: string, taken: Set<string>): string {
  const plain = subject.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.match(/[a-z0-9]+/g)?.join("-");
  const name = words?.slice(0, 60).replace(/-+$/, "") || "lesson";
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

const textOf = ({ subject, day, isLive, markdown }: Lesson): LessonText => ({
  subject,
  day,
  isLive,
  markdown,
});

const isSame = (stored: Lesson, text: LessonText): boolean =>
  stored.subject === text.subject &&
  stored.day === text.day &&
  stored.isLive === text.isLive &&
  stored.markdown === text.markdown;
