/** Says which live lessons of the course quote what a text locks: everybody with an address gets those. */
import { loadChapterWords } from "@/lib/access/find-locked-quotes";
import { quotesIn } from "@/lib/access/locked-quotes";
import type { ChapterText } from "@/lib/author/chapters/chapter-text";
import type { Finding } from "@/lib/author/chapters/check-text";
import { renderVersion } from "@/lib/author/chapters/render-version";
import { type Lesson, listLessons } from "@/lib/book/lessons";
import type { Db } from "@/lib/db/pool";

export async function checkLessons(db: Db, text: ChapterText): Promise<Finding[]> {
  const { title, slug, description = "", access } = text.head;
  if (access === "free") return [];
  const lessons = (await listLessons(db)).filter(({ isLive }) => isLive);
  if (lessons.length === 0) return [];
  const { rendered } = await renderVersion(db, text);
  const sections = { preview: rendered.preview.sections, full: rendered.full.sections };
  const chapter = { slug, title, description, access, ...sections };
  const quoting = lessons.filter((lesson) => quotesIn(saidBy(lesson), [chapter]).length > 0);
  if (quoting.length === 0) return [];
  /** What another chapter says in the open may be said by anybody. */
  const others = (await loadChapterWords(db)).filter((each) => each.slug !== slug);
  return quoting.flatMap((lesson) =>
    quotesIn(saidBy(lesson), [...others, chapter])
      .filter((quote) => quote.slug === slug)
      .map(({ words }) => ({
        level: "stop" as const,
        line: lineOf(words, text.markdown),
        message: `Locks “${cut(words)}”, which the lesson “${lesson.subject}” of the course says. Move the lock, or change that lesson first.`,
      })),
  );
}

const saidBy = ({ subject, markdown }: Pick<Lesson, "subject" | "markdown">) =>
  `${subject}\n\n${markdown}`;

/** Where the first words stand; the first line where markup hides them. */
function lineOf(words: string, markdown: string): number {
  const first = words.match(/[\p{L}\p{N}]+/gu)?.slice(0, 4) ?? [];
  const at = markdown.search(new RegExp(first.join("[^\\p{L}\\p{N}]+"), "iu"));
  return markdown.slice(0, Math.max(0, at)).split("\n").length;
}

const cut = (words: string) => (words.length > 90 ? `${words.slice(0, 90)}…` : words);
