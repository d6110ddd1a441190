// First, because Next looks for Node's own context at import.
import "next/dist/server/node-environment-baseline.js";
import { beforeEach, describe, expect, it } from "vitest";
import { cachedChapter, cachedRedirect } from "@/app/_http/cached-book";
import { useBookCache } from "@/tests/support/book-cache";
import { chapterFile } from "@/tests/support/book-on-disk";
import { importFiles, startEachTestWithoutBook } from "@/tests/support/imported-book";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
startEachTestWithoutBook();

const kept = useBookCache();

const BOOK = {
  "chapters/01-one.md": chapterFile("One", "Words.", "access: free\n"),
};
beforeEach(() => kept.clear());

describe("what is kept of the book", () => {
  it("is the chapter that exists, and where a former slug leads", async () => {
    await importFiles({
      "chapters/01-one.md": BOOK["chapters/01-one.md"].replace("title", "was: [old]\ntitle"),
    });
    expect((await cachedChapter("one"))?.title).toBe("One");
    expect(await cachedChapter("old")).toBeNull();
    expect(await cachedRedirect("old")).toBe("one");
    expect([...kept].filter((key) => key.includes('"one"'))).toHaveLength(1);
  });

  it("does not grow with addresses that do not exist, however many are asked for", async () => {
    await importFiles(BOOK);
    await cachedChapter("nowhere");
    await cachedRedirect("nowhere");
    const before = kept.size;
    for (const slug of ["nowhere-1", "nowhere-2", "a\u0000b", "constructor", "__proto__"]) {
      expect(await cachedChapter(slug), slug).toBeNull();
      expect(await cachedRedirect(slug), slug).toBeNull();
    }
    expect(kept.size).toBe(before);
    expect([...kept].join()).not.toContain("nowhere");
  });
});
