/** Makes a draft live, or a live lesson a draft again; whoever had it already is asked nothing. */
import { type By, changeLesson, mayChange } from "@/lib/author/course/change-lesson";
import { lockLesson } from "@/lib/author/course/find-lesson";
import { quotesLocked } from "@/lib/author/course/lesson-text";
import { transaction } from "@/lib/db/transaction";
import { hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

type Switch = By & { id: string; isLive: boolean };

export async function setLessonLive({
  id,
  isLive,
  ...by
}: Switch): Promise<Result<undefined, "forbidden" | "only_authors" | "not_found" | "quoting">> {
  if (!hasRight(by.actor, "write")) return err("forbidden");
  if (!mayChange(by.actor, { isLive: true })) return err("only_authors");
  return transaction(async (tx) => {
    const before = await lockLesson(tx, id);
    if (!before || before.deletedAt) return err("not_found");
    const action = isLive ? "lesson.made_live" : "lesson.made_draft";
    if (isLive && (await quotesLocked(tx, before))) return err("quoting");
    if (before.isLive !== isLive)
      await changeLesson(tx, { ...by, action, before, change: { isLive } });
    return ok(undefined);
  });
}
