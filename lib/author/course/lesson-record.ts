/** What the audit log keeps of a lesson, whole, so that no text is ever lost; and which changes move readers. */
import type { Lesson } from "@/lib/book/lessons";

export const recordOf = ({ subject, day, position, isLive, markdown, version }: Lesson) => ({
  subject,
  day,
  position,
  isLive,
  markdown,
  version,
});

/** Whether readers under way have to be looked at again: words alone change no schedule. */
export function isSchedule(before: Lesson | undefined, after: Lesson): boolean {
  if (!before) return after.isLive;
  return (
    before.day !== after.day ||
    before.position !== after.position ||
    before.isLive !== after.isLive ||
    (before.deletedAt === null) !== (after.deletedAt === null)
  );
}
