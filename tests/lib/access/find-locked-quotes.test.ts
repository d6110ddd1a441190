import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { chapters } from "@/drizzle/schema/book";
import { findLockedQuotes } from "@/lib/access/find-locked-quotes";
import { type ChapterWords, quotesIn } from "@/lib/access/locked-quotes";
import { getDb } from "@/lib/db/pool";
import { chapterFile, removeBooksAfterwards } from "@/tests/support/book-on-disk";
import { importFiles, startEachTestWithoutBook } from "@/tests/support/imported-book";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
removeBooksAfterwards();
startEachTestWithoutBook();

/** Canary words: no two sentences share a run of twelve. */
const OPEN = "A zanzibar ferry leaves at noon with nine goats, one cook and no captain aboard.";
const LOCKED =
  "The marmalade lighthouse keeper counts seven slow pelicans before he dares to open the *brass* door.";
const AFTER =
  "Nobody in the village remembers who painted the second bell green, or why it hums at dusk.";
const PLAIN = LOCKED.replaceAll("*", "");

const BOOK = {
  "chapters/01-free.md": chapterFile(
    "Free",
    "Everybody may read these fourteen words about kites, and pass them on.",
    "access: free\n",
  ),
  "chapters/02-locked.md": chapterFile(
    "Locked",
    `${OPEN}\n\n<!-- lock -->\n\n${LOCKED}\n\n## Why the second bell of the old harbour town hums at dusk in winter\n\n${AFTER}[^1]\n\n[^1]: A footnote that says how many candles the sexton hides under his bed.`,
    "description: What a keeper does before the door opens, told in one breath to a child.\n",
  ),
};

const quotes = (text: string) => findLockedQuotes(getDb(), text);

describe("a text for everybody", () => {
  it("may not quote twelve words from behind a lock, and is told which", async () => {
    await importFiles(BOOK);
    expect(await quotes(`Dear reader,\n\n${PLAIN}\n\nGoodbye.`)).toEqual([
      { slug: "locked", title: "Locked", words: PLAIN.replace(/\.$/, "") },
    ]);
  });

  it("is found out behind other capitals, accents, punctuation, markup and line ends", async () => {
    await importFiles(BOOK);
    const disguises = [
      PLAIN.toUpperCase(),
      PLAIN.replaceAll(" ", "\n"),
      PLAIN.replaceAll(" ", " — "),
      PLAIN.replace("marmalade", "mar**mal**ade").replace(
        "pelicans",
        "[pelicans](https://x.example/y)",
      ),
      PLAIN.replace("keeper", "kee\u00ADper").replace("slow", "slo\u0301w"),
      `> - ${PLAIN}`,
      `<div>${PLAIN.replace("seven", "<b>seven</b>")}</div>`,
      `\`\`\`\n${PLAIN}\n\`\`\``,
      `![${PLAIN}](../images/x.png)`,
      `Words.[^1]\n\n[^1]: ${PLAIN}`,
      `[Words](https://x.example "${PLAIN}")`,
      `<!-- ${PLAIN} -->`,
    ];
    for (const text of disguises) {
      expect(await quotes(text), text).toMatchObject([{ slug: "locked" }]);
    }
  });

  it("may quote what is in the open: previews, free chapters, titles, headings, descriptions", async () => {
    await importFiles(BOOK);
    const open = [
      OPEN,
      "Everybody may read these fourteen words about kites, and pass them on.",
      "Why the second bell of the old harbour town hums at dusk in winter",
      "What a keeper does before the door opens, told in one breath to a child.",
    ];
    expect(await quotes(open.join("\n\n"))).toEqual([]);
  });

  it("may use eleven words as they come", async () => {
    await importFiles(BOOK);
    const eleven = PLAIN.split(" ").slice(0, 11).join(" ");
    expect(await quotes(`${eleven} stars instead.`)).toEqual([]);
    expect(await quotes(PLAIN.split(" ").slice(0, 12).join(" "))).toHaveLength(1);
  });

  it("is held to footnotes and to code behind the lock as well", async () => {
    await importFiles(BOOK);
    expect(
      await quotes("A footnote that says how many candles the sexton hides under his bed"),
    ).toMatchObject([{ slug: "locked" }]);
  });

  it("may quote what is locked in one chapter and open in another", async () => {
    await importFiles({
      ...BOOK,
      "chapters/03-again.md": chapterFile("Again", PLAIN, "access: free\n"),
    });
    expect(await quotes(PLAIN)).toEqual([]);
  });

  it("may quote a chapter that was taken out of the book", async () => {
    await importFiles(BOOK);
    await getDb()
      .update(chapters)
      .set({ deletedAt: new Date() })
      .where(eq(chapters.slug, "locked"));
    expect(await quotes(PLAIN)).toEqual([]);
  });

  it("may not quote all of a locked part that is shorter than twelve words", async () => {
    await importFiles({
      "chapters/01-short.md": chapterFile("Short", "Open.\n\n<!-- lock -->\n\nThe parrot did it."),
    });
    expect(await quotes("Guess what: the parrot did it!")).toMatchObject([
      { words: "the parrot did it" },
    ]);
    expect(await quotes("A parrot did it.")).toEqual([]);
  });

  it("is told of each quotation, and of each chapter", async () => {
    await importFiles(BOOK);
    const found = await quotes(`${PLAIN}\n\nIn between stand words of my own.\n\n${AFTER}`);
    expect(found.map(({ words }) => words.slice(0, 13))).toEqual([
      "The marmalade",
      "Nobody in the",
    ]);
  });
});

describe("a book in a script without spaces", () => {
  it("is guarded by its characters", () => {
    const words = "昔々あるところにおじいさんとおばあさんが住んでいました";
    const chapter: ChapterWords = {
      slug: "mukashi",
      title: "昔",
      description: "",
      access: "book",
      preview: [],
      full: [{ anchor: "", heading: "", words }],
    };
    expect(quotesIn(`さて、${words.slice(0, 15)}。`, [chapter])).toMatchObject([
      { slug: "mukashi" },
    ]);
    expect(quotesIn(words.slice(0, 8), [chapter])).toEqual([]);
  });
});
