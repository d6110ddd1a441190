/** Each text of a chapter is kept for ever; saving the same text again makes no new version. */
import { isDeepStrictEqual } from "node:util";
import { versions } from "@/drizzle/schema/book";
import type { StoredVersion } from "@/lib/author/stored-book";
import type { ChapterFrontmatter } from "@/lib/book/chapter-frontmatter";
import type { Db } from "@/lib/db/pool";

export type Author = { author: string; door: "import" | "web" | "api" | "cli" };

type Text = {
  chapterId: string;
  latest: StoredVersion | undefined;
  frontmatter: ChapterFrontmatter & { slug: string };
  markdown: string;
  by: Author;
  about?: { note?: string; saveId?: string; writer?: string };
};

export async function saveVersion(
  tx: Db,
  { chapterId, latest, frontmatter, markdown, by, about }: Text,
): Promise<{ id: string; number: number; isNew: boolean }> {
  const head: unknown = JSON.parse(JSON.stringify(frontmatter));
  if (latest && latest.markdown === markdown && isDeepStrictEqual(latest.frontmatter, head))
    return { id: latest.id, number: latest.number, isNew: false };
  const { author, door } = by;
  const [saved] = await tx
    .insert(versions)
    .values({
      chapterId,
      number: (latest?.number ?? 0) + 1,
      baseVersionId: latest?.id,
      frontmatter: head,
      markdown,
      author,
      door,
      ...about,
    })
    .returning({ id: versions.id, number: versions.number });
  if (!saved) throw new Error("A version was not saved.");
  return { ...saved, isNew: true };
}
