/** What becomes of the mail course, which is sent whole; whether a lesson is sent to readers is decided on the site. */
import type { LessonAnswer } from "@/cli/book/api/answers";
import type { Base } from "@/cli/book/folder/base-versions";
import { digest, lessonOfAnswer, lessonOfFile } from "@/cli/book/folder/content";
import { mergeOrders } from "@/cli/book/folder/merge-order";
import type { SiteBook } from "@/cli/book/folder/site-book";
import { judge, type Verdict } from "@/cli/book/push/judge";
import type { FolderLesson } from "@/lib/book/folder/book-folder";

export type PlannedCourse = {
  verdict: Verdict;
  lessons: LessonAnswer[];
  changed: { create: string[]; update: string[]; delete: string[] };
};

type Course = { lessons: FolderLesson[]; site: SiteBook; base: Base; isDeleting: boolean };

export function planCourse({ lessons, site, base, isDeleting }: Course): PlannedCourse {
  const there = new Map(site.course.lessons.map((lesson) => [lesson.name, lesson]));
  const mine = new Map(lessons.map((each) => [each.name, lessonOfFile(each)]));
  const names = isDeleting ? [...mine.keys()] : mergeOrders([...mine.keys()], [...there.keys()]);
  const wanted = names.flatMap((name) => {
    const own = mine.get(name);
    const known = there.get(name);
    if (!own) return known ? [known] : [];
    return [{ ...own, isLive: known?.isLive ?? true }];
  });
  const siteDigest = digest(site.course.lessons.map(lessonOfAnswer));
  const isAsBefore = digest([...mine.values()]) === base.course?.digest;
  const verdict = judge({
    local: digest(wanted.map(lessonOfAnswer)),
    site: siteDigest,
    base: base.course?.version === site.course.etag ? siteDigest : base.course?.digest,
  });
  const isChanged = ({ name, isLive: _, ...lesson }: LessonAnswer) => {
    const known = there.get(name);
    return known && digest({ name, ...lesson }) !== digest(lessonOfAnswer(known));
  };
  return {
    verdict: verdict === "conflict" && isAsBefore ? "behind" : verdict,
    lessons: wanted,
    changed: {
      create: wanted.filter(({ name }) => !there.has(name)).map(({ name }) => name),
      update: wanted.filter(isChanged).map(({ name }) => name),
      delete: [...there.keys()].filter((name) => !names.includes(name)),
    },
  };
}
