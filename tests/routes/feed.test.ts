// First, because Next looks for Node's own context at import.
import "next/dist/server/node-environment-baseline.js";
import { expect, it } from "vitest";
import { GET } from "@/app/feed.xml/route";
import { useBookCache } from "@/tests/support/book-cache";
import { buildBook, buildChapter } from "@/tests/support/builders";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
useBookCache();

it("a feed shows the signs of a title as signs, and no markup that stands in it", async () => {
  await buildBook({ title: "Books </title><script>alert(1)</script>" });
  await buildChapter({ slug: "one", title: "Map<K, V> ]]><img src=x onerror=alert(1)>" });
  const feed = await (await GET()).text();
  expect(feed).toContain("Map&#x3C;K, V>");
  expect(feed).not.toMatch(/<(script|img)\b/);
});
