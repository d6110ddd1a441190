/** What sample letters are made from: the real book, so that they show what really arrives. */
import type { Asker } from "@/lib/access/asker";
import { openChapter } from "@/lib/access/open-chapter";
import { type Lesson, listLessons } from "@/lib/book/lessons";
import { listOutline } from "@/lib/book/outline";
import { type BookSettings, getBookSettings } from "@/lib/book/settings";
import { getConfig } from "@/lib/config";
import { read } from "@/lib/db/transaction";
import type { CourseLength } from "@/lib/signups/course/course-length";

type SampleChapter = { title: string; url: string; html: string; number: number; count: number };

export type SampleBook = {
  book: BookSettings;
  opening: SampleChapter | undefined;
  extra: SampleChapter | undefined;
  /** The first that only buyers get. */
  owned: SampleChapter | undefined;
  lesson: Lesson | undefined;
  course: CourseLength;
};

export async function loadSampleBook(readerId: string): Promise<SampleBook> {
  const [book, outline, lessons] = await Promise.all([
    getBookSettings(),
    listOutline(),
    read(listLessons),
  ]);
  const live = lessons.filter(({ isLive }) => isLive);
  const open = async (slug: string | undefined) => {
    const place = outline.findIndex((chapter) => chapter.slug === slug);
    const chapter = outline[place];
    if (!chapter) return undefined;
    const asker: Asker = { kind: "author", readerId, grantIds: [] };
    const opened = await openChapter({ slug: chapter.slug, asker, now: new Date() });
    if (!opened.ok) return undefined;
    const url = `${getConfig().publicUrl}/chapters/${chapter.slug}`;
    const { title, html } = opened.value;
    return { title, url, html, number: place + 1, count: outline.length };
  };
  return {
    book,
    opening: await open(book.openingChapter ?? outline[0]?.slug),
    extra: await open(book.extraChapter),
    owned: await open(outline.find(({ access }) => access === "book")?.slug),
    lesson: live[0] ?? lessons[0],
    course: { lessons: live.length, lastDay: live.at(-1)?.day ?? 0 },
  };
}
