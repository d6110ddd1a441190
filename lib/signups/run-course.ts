/** What the queue `course` does each minute: lessons and companion chapters that are due. */
import { replanEveryone } from "@/lib/signups/course/replan";
import { sendDueLessons } from "@/lib/signups/course/send-due-lessons";

/** Each of them may be repeated; one that fails keeps the other from running no longer than this minute. */
export async function runCourse({ isReplan }: { isReplan?: unknown }): Promise<void> {
  if (isReplan === true) await replanEveryone();
  const done = await Promise.allSettled([sendDueLessons()]);
  const failed = done.find((each) => each.status === "rejected");
  if (failed) throw failed.reason;
}
