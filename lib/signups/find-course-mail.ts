/** Which mail of the course a reader gets, for their own library page. */
import { getBookSettings } from "@/lib/book/settings";
import type { Db } from "@/lib/db/pool";
import { read } from "@/lib/db/transaction";
import { findSuppression } from "@/lib/mail/suppression";
import { lessonsFor, listLiveLessons } from "@/lib/signups/course/live-lessons";
import { dayOf } from "@/lib/signups/course/mornings";
import { planLesson } from "@/lib/signups/course/plan-lesson";
import { findStandings, type Standing } from "@/lib/signups/course/standing";
import { makeUnsubscribeUrl } from "@/lib/signups/links";

/** `none`: never signed up; `unconfirmed`: the letter's button was not pressed yet; `left`: no such mail any more. */
export type CourseMail = {
  state: "none" | "unconfirmed" | "active" | "paused" | "finished" | "left";
  /** Why they left. Whoever `bought` the book left the course alone and gets other mail; else `resumeMail` brings it back. */
  leftReason: Standing["leftReason"];
  /** Of the lessons that are for them; a lesson they skipped counts as had. */
  lessonsHad: number;
  lessonsTotal: number;
  /** The lesson that comes next, and its day in their zone, such as 2026-11-27; while the course is paused, no day. */
  next: { lessonId: string; subject: string; day: string | null } | null;
  /** The page with the button to leave. */
  unsubscribeUrl: string;
};

type Reader = { id: string; email: string };

/** Who asks is known: it is called with the session's own reader. */
export async function findCourseMail({ id, email }: Reader): Promise<CourseMail> {
  const [{ timezone }, unsubscribeUrl] = await Promise.all([
    getBookSettings(),
    makeUnsubscribeUrl(id),
  ]);
  return read(async (db) => {
    const reason = await findSuppression(db, email);
    const [standing] = await findStandings(db, { readerIds: [id], authorsZone: timezone });
    const state = standing?.state ?? "none";
    const progress = await describeProgress(db, standing);
    if (reason || state === "left") {
      const leftReason = reason ?? standing?.leftReason ?? null;
      return { ...progress, next: null, state: "left", leftReason, unsubscribeUrl };
    }
    return { ...progress, state, leftReason: null, unsubscribeUrl };
  });
}

type CourseProgress = Pick<CourseMail, "lessonsHad" | "lessonsTotal" | "next">;

async function describeProgress(db: Db, standing: Standing | undefined): Promise<CourseProgress> {
  const all = await listLiveLessons(db);
  if (!standing) return { lessonsHad: 0, lessonsTotal: all.length, next: null };
  const lessons = lessonsFor(standing, all);
  const counts = {
    lessonsHad: lessons.filter(({ id }) => standing.had.has(id)).length,
    lessonsTotal: lessons.length,
  };
  const isUnderWay = standing.state === "active" || standing.state === "paused";
  return { ...counts, next: isUnderWay ? describeNext(standing, lessons) : null };
}

function describeNext(
  standing: Standing,
  lessons: ReturnType<typeof lessonsFor>,
): CourseMail["next"] {
  const { now, zone, state } = standing;
  const plan = planLesson({ lessons, progress: standing, now });
  if (plan.kind !== "due" && plan.kind !== "wait") return null;
  const at = plan.kind === "wait" ? plan.until : now;
  const day = state === "paused" ? null : dayOf(at, zone);
  return { lessonId: plan.lesson.id, subject: plan.lesson.subject, day };
}
