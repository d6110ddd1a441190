/** Puts a lesson before or after another one; pressed twice it is moved once. */
import { eq } from "drizzle-orm";
import { lessons } from "@/drizzle/schema/lessons";
import { type By, lockOrder, mayChange } from "@/lib/author/course/change-lesson";
import { type Lesson, listLessons } from "@/lib/book/lessons";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";
import { replanCourse } from "@/lib/signups/course/replan";

/** `before` and `after` name the other lesson; exactly one of them is given. */
type Move = By & { id: string } & ({ before: string } | { after: string });

export async function moveLesson(
  move: Move,
): Promise<Result<undefined, "forbidden" | "only_authors" | "not_found">> {
  if (!hasRight(move.actor, "write")) return err("forbidden");
  return transaction(async (tx) => {
    await lockOrder(tx);
    const list = await listLessons(tx);
    const moved = list.find(({ id }) => id === move.id);
    const order = moved && orderAfter({ list, moved, move });
    if (!order) return err("not_found");
    if (!mayChange(move.actor, moved)) return err("only_authors");
    if (order.some(({ id }, index) => id !== list[index]?.id))
      await store(tx, { list, order, move });
    return ok(undefined);
  });
}

type Moving = { list: Lesson[]; moved: Lesson; move: Move };

function orderAfter({ list, moved, move }: Moving): Lesson[] | undefined {
  const others = list.filter(({ id }) => id !== moved.id);
  const anchor = others.findIndex(({ id }) => id === ("before" in move ? move.before : move.after));
  if (anchor === -1) return undefined;
  return others.toSpliced("before" in move ? anchor : anchor + 1, 0, moved);
}

type Reordered = { list: Lesson[]; order: Lesson[]; move: Move };

/** The numbers stay those of the list where each has its own, so that an import of the same folder finds them. */
async function store(tx: Db, { list, order, move }: Reordered) {
  const numbers = list.map(({ position }) => position);
  const isDistinct = new Set(numbers).size === numbers.length;
  for (const [index, { id, position }] of order.entries()) {
    const next = (isDistinct && numbers[index]) || index + 1;
    if (next !== position)
      await tx.update(lessons).set({ position: next }).where(eq(lessons.id, id));
  }
  await recordAudit(tx, {
    actor: nameOf(move.actor),
    action: "lesson.moved",
    subject: `lesson:${list.find(({ id }) => id === move.id)?.name}`,
    before: list.map(({ name }) => name),
    after: order.map(({ name }) => name),
    network: move.network,
  });
  await replanCourse(tx);
}
