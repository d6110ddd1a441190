import { describe, expect, it } from "vitest";
import { ANYBODY } from "@/lib/access/asker";
import { openMarkdown } from "@/lib/access/open-markdown";
import { browserWith, buildGrant } from "@/tests/support/build-askers";
import { buildChapter } from "@/tests/support/builders";
import { itAsksTheGate } from "@/tests/support/gate-cases";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const NOW = new Date();
const open = async (slug: string, asker = ANYBODY) => {
  const opened = await openMarkdown({ slug, asker, now: NOW });
  return opened.ok ? opened.value : undefined;
};

describe("a chapter's locked Markdown", () => {
  itAsksTheGate(async ({ slug }) => async (asker, now) => {
    const opened = await openMarkdown({ slug, asker, now });
    return JSON.stringify(opened).includes(`Locked words of ${slug}`);
  });
});

describe("a chapter as Markdown", () => {
  it("begins with title and address, and ends a preview with where the rest is", async () => {
    await buildChapter({ slug: "locked" });
    expect(await open("locked")).toEqual({
      edition: "preview",
      markdown: [
        "# About locked",
        "<http://localhost:3000/chapters/locked>",
        "Open words.",
        "---",
        "This is the preview. The rest of the chapter is in the book: <http://localhost:3000/chapters/locked>\n",
      ].join("\n\n"),
    });
  });

  it("is whole, and says nothing of a rest, for whoever may read it", async () => {
    const { id } = await buildChapter({ slug: "open" });
    await buildChapter({ slug: "free", access: "free" });
    const holder = browserWith(await buildGrant({ chapterId: id }));
    for (const opened of [await open("open", holder), await open("free")]) {
      expect(opened?.edition).toBe("full");
      expect(opened?.markdown).toMatch(/Locked words of (open|free)\.\n$/);
      expect(opened?.markdown).not.toContain("preview");
    }
  });

  it("does not exist for an unknown slug", async () => {
    expect(await openMarkdown({ slug: "unknown", asker: ANYBODY, now: NOW })).toEqual({
      ok: false,
      reason: "not_found",
    });
  });
});
