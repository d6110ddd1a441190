/** Everything that a push would change, decided before anything is sent. */
import type { Connection } from "@/cli/book/api/call";
import type { Base } from "@/cli/book/folder/base-versions";
import { digest } from "@/cli/book/folder/content";
import type { SiteBook, SiteChapter } from "@/cli/book/folder/site-book";
import { judge, type Verdict } from "@/cli/book/push/judge";
import { type PlannedChapter, planChapters } from "@/cli/book/push/plan-chapters";
import { type PlannedCourse, planCourse } from "@/cli/book/push/plan-course";
import { type PlannedOrder, planOrder } from "@/cli/book/push/plan-order";
import { isToPublish } from "@/cli/book/push/plan-publish";
import type { BookFolder, CheckedPicture } from "@/lib/book/folder/book-folder";

export type PlannedPicture = { path: string; sha256: string; verdict: Verdict | "create" };

export type Plan = {
  pictures: PlannedPicture[];
  chapters: PlannedChapter[];
  deletes: SiteChapter[];
  /** Chapters that stay, though the folder does not have them. */
  siteOnly: SiteChapter[];
  order: PlannedOrder;
  book: Verdict;
  course: PlannedCourse;
  /** Those that readers will see, now or at their time. */
  publish: PlannedChapter[];
};

export type LocalBook = BookFolder<CheckedPicture>;

type Question = {
  local: LocalBook;
  site: SiteBook;
  base: Base;
  isDeleting: boolean;
  isPublishing: boolean;
  now: Date;
};

export async function planPush(connection: Connection, question: Question): Promise<Plan> {
  const { local, site, base, isDeleting } = question;
  const { chapters, siteOnly } = await planChapters(connection, {
    chapters: local.chapters,
    site: site.chapters,
    base,
  });
  return {
    pictures: planPictures({ local, site, base }),
    chapters,
    deletes: isDeleting ? siteOnly : [],
    siteOnly: isDeleting ? [] : siteOnly,
    order: planOrder({
      local: chapters.filter(isSent).map(keyOf),
      site: site.chapters
        .filter((each) => !isDeleting || !siteOnly.includes(each))
        .map(({ address }) => address),
      base: base.order,
    }),
    book: judge({
      local: digest(local.settings),
      site: digest(site.book.settings),
      base: base.book?.version === site.book.etag ? digest(site.book.settings) : base.book?.digest,
    }),
    course: planCourse({ lessons: local.lessons, site, base, isDeleting }),
    publish: chapters.filter((each) => isToPublish(each, question)),
  };
}

const isSent = ({ site, verdict }: PlannedChapter) => site !== undefined || verdict === "create";

export const keyOf = ({ site, content }: PlannedChapter): string =>
  site ? site.address : `new:${content.slug}`;

function planPictures({ local, site, base }: Pick<Question, "local" | "site" | "base">) {
  return [...local.pictures.values()].map(({ path, sha256 }): PlannedPicture => {
    const there = site.pictures.get(path);
    const verdict =
      there === undefined
        ? "create"
        : judge({ local: sha256, site: there, base: base.images[path] });
    return { path, sha256, verdict };
  });
}
