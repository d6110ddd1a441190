/** What the queue `course` does each minute: the lessons and the companions' chapters that are due. */
import { sendDueCompanionChapters } from "@/lib/signups/companion/send-due-chapters";
import { replanEveryone } from "@/lib/signups/course/replan";
import { sendDueLessons } from "@/lib/signups/course/send-due-lessons";

type Input = { isReplan?: unknown; after?: unknown };

/** Each of them may be repeated; one that fails keeps the other from nothing. */
export async function runCourse({ isReplan, after }: Input): Promise<void> {
  if (isReplan === true)
    await replanEveryone({ after: typeof after === "string" ? after : undefined });
  const done = await Promise.allSettled([sendDueLessons(), sendDueCompanionChapters()]);
  const failed = done.find((each) => each.status === "rejected");
  if (failed) throw failed.reason;
}
