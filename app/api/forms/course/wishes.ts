/** What a reader can do about their mail in the library: the call that does it, and the words for how it went. */
import type { Actor } from "@/lib/readers/actor";
import type { Result } from "@/lib/result";
import { startCompanion, stopCompanion } from "@/lib/signups/companion/start-companion";
import { pauseCourse, resumeCourse } from "@/lib/signups/course/pause-course";
import { skipLesson } from "@/lib/signups/course/skip-lesson";
import { resumeMail } from "@/lib/signups/resume-mail";

export const COURSE_WISHES = [
  "pause",
  "resume",
  "skip",
  "restart",
  "companion-start",
  "companion-stop",
] as const;

export type CourseWish = (typeof COURSE_WISHES)[number];

type Request = { actor: Actor; readerId: string; lessonId?: string; zone?: string; now: Date };
type Problem = "forbidden" | "not_in_course" | "nothing_to_skip" | "no_book" | "no_mail";
type Wish = { run: (request: Request) => Promise<Result<unknown, Problem>>; notice: string };

export const WISHES: Record<CourseWish, Wish> = {
  pause: { run: pauseCourse, notice: "The course rests. It waits for you where you left it." },
  resume: { run: resumeCourse, notice: "The course goes on where it stopped." },
  skip: {
    run: skipLesson,
    notice: "That lesson is skipped. The one after it comes on its own day.",
  },
  restart: {
    run: resumeMail,
    notice: "Our letters come to you again. You can leave whenever you like.",
  },
  "companion-start": {
    run: startCompanion,
    notice: "A chapter every three days it is. One click here ends it.",
  },
  "companion-stop": {
    run: stopCompanion,
    notice: "No more chapters by mail. The book stays yours, here and whole.",
  },
};

export const PROBLEMS: Record<Problem, { status: number; sentence: string }> = {
  forbidden: {
    status: 403,
    sentence: "This is not your mail, so nothing has changed. Log in as the one whose mail it is.",
  },
  not_in_course: {
    status: 409,
    sentence: "The course was no longer under way, so nothing has changed. Below is how it stands.",
  },
  nothing_to_skip: {
    status: 409,
    sentence: "Another lesson comes next by now, so none was skipped. Below is how it stands.",
  },
  no_book: {
    status: 403,
    sentence: "Only whoever owns the book can have its chapters mailed. Nothing has changed.",
  },
  no_mail: {
    status: 409,
    sentence:
      "You once left our mail, so no chapter would reach you. Press “Send me letters again” first.",
  },
};
