import type { MetadataRoute } from "next";
import { cachedOutline } from "@/app/_http/cached-book";
import { getConfig } from "@/lib/config";

export const dynamic = "force-dynamic";

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const { publicUrl } = getConfig();
  const pages = ["/", "/contents", "/privacy", "/terms", "/contact", "/developers"].map((path) => ({
    url: `${publicUrl}${path}`,
  }));
  const chapters = (await cachedOutline()).map(({ slug, updatedAt }) => ({
    url: `${publicUrl}/chapters/${slug}`,
    lastModified: updatedAt,
  }));
  return [...pages, ...chapters];
}
