import { Feed } from "feed";
import { toHtml } from "hast-util-to-html";
import { cachedOutline, cachedSettings } from "@/app/_http/cached-book";
import { getConfig } from "@/lib/config";

export const dynamic = "force-dynamic";

/** Chapters by the time of their last publishing; titles and descriptions only, which are public. */
export async function GET(): Promise<Response> {
  const { publicUrl } = getConfig();
  const [settings, outline] = await Promise.all([cachedSettings(), cachedOutline()]);
  const newest = outline.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  const feed = new Feed({
    id: `${publicUrl}/`,
    link: publicUrl,
    title: settings.title,
    description: settings.subtitle ?? settings.description ?? settings.title,
    generator: settings.title,
    copyright: settings.author?.name ?? settings.title,
    feedLinks: { atom: `${publicUrl}/feed.xml` },
    updated: newest[0] ? new Date(newest[0].updatedAt) : undefined,
  });
  for (const { slug, title, description, updatedAt } of newest) {
    const link = `${publicUrl}/chapters/${slug}`;
    feed.addItem({
      id: link,
      link,
      title: asHtml(title),
      description: asHtml(description),
      date: new Date(updatedAt),
    });
  }
  return new Response(feed.atom1(), {
    headers: {
      "content-type": "application/atom+xml; charset=utf-8",
      "cache-control": "public, max-age=0, must-revalidate",
    },
  });
}

/** The feed calls titles and summaries HTML; ours are words, in which a "<" is a "<". */
const asHtml = (value: string) => toHtml({ type: "text", value });
