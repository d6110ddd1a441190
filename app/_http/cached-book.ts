/** What everybody may see of the book, kept until a publish says otherwise; never anything behind the lock. */
import { unstable_cache } from "next/cache";
import { ANYBODY } from "@/lib/access/asker";
import { openChapter } from "@/lib/access/open-chapter";
import { listOutline, listRedirects } from "@/lib/book/outline";
import { getBookSettings } from "@/lib/book/settings";

export const BOOK_TAG = "book";

const options = { tags: [BOOK_TAG] };

/** The chapter as an anonymous reader gets it, or null. Dates come as ISO text. */
export async function cachedChapter(slug: string) {
  const isKnown = (await cachedOutline()).some((chapter) => chapter.slug === slug);
  return isKnown ? keptChapter(slug) : null;
}

/** Kept for what is in the outline only: anybody could fill the disk with chapters that do not exist. */
const keptChapter = unstable_cache(
  async (slug: string) => {
    const opened = await openChapter({ slug, asker: ANYBODY, now: new Date() });
    return opened.ok ? { ...opened.value, updatedAt: opened.value.updatedAt.toISOString() } : null;
  },
  ["chapter"],
  options,
);

export const cachedOutline = unstable_cache(
  async () => {
    const outline = await listOutline();
    return outline.map((chapter) => ({
      ...chapter,
      updatedAt: new Date(chapter.updatedAt).toISOString(),
    }));
  },
  ["outline"],
  options,
);

export const cachedSettings = unstable_cache(() => getBookSettings(), ["settings"], options);

/** The present slug of a chapter that once had this one, or null. */
export async function cachedRedirect(slug: string): Promise<string | null> {
  const redirects = await keptRedirects();
  return redirects.find(({ from }) => from === slug)?.to ?? null;
}

/** All in one entry, for the same reason. */
const keptRedirects = unstable_cache(() => listRedirects(), ["redirects"], options);
