import type { MetadataRoute } from "next";
import { getConfig } from "@/lib/config";

export const dynamic = "force-dynamic";

export default function robots(): MetadataRoute.Robots {
  const closed = [
    "/api/",
    "/author",
    "/library",
    "/login",
    "/confirm",
    "/unsubscribe",
    "/mailbox",
    "/live/",
    "/fixed/",
  ];
  return {
    rules: { userAgent: "*", allow: "/", disallow: closed },
    sitemap: `${getConfig().publicUrl}/sitemap.xml`,
  };
}
