/** What becomes of each chapter of the folder, and which chapters only the site has. */
import type { Connection } from "@/cli/book/api/call";
import type { Base } from "@/cli/book/folder/base-versions";
import { type ChapterContent, contentOfFile, digest } from "@/cli/book/folder/content";
import { matchChapters } from "@/cli/book/folder/match-chapters";
import type { SiteChapter } from "@/cli/book/folder/site-book";
import { judge, type Verdict } from "@/cli/book/push/judge";
import { tellWhoWrote, wroteElsewhere } from "@/cli/book/push/who-wrote";
import type { FolderChapter } from "@/lib/book/folder/book-folder";

export type PlannedChapter = {
  chapter: FolderChapter;
  content: ChapterContent;
  digest: string;
  site: SiteChapter | undefined;
  verdict: Verdict | "create";
  /** Of a conflict: who wrote; of an update without a common version: whose text it replaces. */
  why?: string;
};

export type PlannedChapters = { chapters: PlannedChapter[]; siteOnly: SiteChapter[] };

type Question = { chapters: FolderChapter[]; site: SiteChapter[]; base: Base };

export async function planChapters(
  connection: Connection,
  { chapters, site, base }: Question,
): Promise<PlannedChapters> {
  const contents = chapters.map(contentOfFile);
  const found = matchChapters(contents, site);
  const planned: PlannedChapter[] = [];
  for (const [index, chapter] of chapters.entries()) {
    const content = contents[index] ?? contentOfFile(chapter);
    const at = found[index];
    const known = at === undefined ? undefined : site[at];
    const seen = { chapter, content, digest: digest(content), site: known };
    planned.push({ ...seen, ...(await decide(connection, { ...seen, base })) });
  }
  return { chapters: planned, siteOnly: site.filter((_, index) => !found.includes(index)) };
}

type Seen = Omit<PlannedChapter, "verdict" | "why"> & { base: Base };
type Decision = Pick<PlannedChapter, "verdict" | "why">;

async function decide(connection: Connection, seen: Seen): Promise<Decision> {
  const { site, base, chapter, content } = seen;
  if (!site) return decideNew(base, { slug: content.slug, file: chapter.file });
  const known = base.chapters[site.address];
  const wasWritten = known !== undefined && known.version !== site.version;
  const verdict = judge({
    local: seen.digest,
    site: site.digest,
    base: wasWritten ? known.digest : known && site.digest,
  });
  if (verdict === "conflict") return { verdict, why: await tellWhoWrote(connection, site.address) };
  if (verdict !== "update" || known) return { verdict };
  const isElsewhere = await wroteElsewhere(connection, site.address);
  const who = await tellWhoWrote(connection, site.address);
  return isElsewhere
    ? { verdict: "conflict", why: `${who}; this folder never had that text` }
    : { verdict, why: `replaces what the site has: ${who}` };
}

/** What was there and is gone was taken out by somebody: it does not come back by accident. */
function decideNew(base: Base, { slug, file }: { slug: string; file: string }): Decision {
  const isGone =
    base.chapters[slug] || Object.values(base.chapters).some((known) => known.file === file);
  return isGone ? { verdict: "conflict", why: "was deleted on the site" } : { verdict: "create" };
}
