import { beforeAll, describe, expect, it } from "vitest";
import { ANYBODY, type Asker } from "@/lib/access/asker";
import { search } from "@/lib/access/search";
import { browserWith, buildAuthor, buildGrant, buildStranger } from "@/tests/support/build-askers";
import { buildChapter } from "@/tests/support/builders";
import { itAsksTheGate } from "@/tests/support/gate-cases";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const NOW = new Date();
const ask = (words: string, asker: Asker = ANYBODY) => search({ asker, words, now: NOW });
const find = async (words: string, asker?: Asker) => (await ask(words, asker)).chapters;
const slugsFor = async (words: string, asker?: Asker) =>
  (await find(words, asker)).map(({ slug }) => slug);

describe("a locked word", () => {
  itAsksTheGate(async ({ slug }) => async (asker, now) => {
    const { chapters } = await search({ asker, words: `"locked words of ${slug}"`, now });
    return chapters.some((chapter) => chapter.slug === slug && chapter.hits.length > 0);
  });
});

describe("searching what is locked", () => {
  let lockedId = "";
  beforeAll(async () => {
    const { id } = await buildChapter({
      slug: "queues",
      title: "About queues",
      preview: "A baker takes orders all night.",
      locked: "The zymurgist pours seventeen amber lanterns into a crooked fjord.",
    });
    lockedId = id;
  });

  const GUESSES = [
    "zymurgist",
    "zymurg",
    "zy",
    "ZYMURGIST",
    '"seventeen amber lanterns"',
    '"amber lanterns into"',
    "seventeen lanterns fjord",
    "lantern",
    "baker zymurgist",
    '"all night. The zymurgist"',
    "zymurgist or nothing",
    "zymurgist -baker",
    "zymurgist'",
    "zymurgist:*",
    "zymurgist & baker",
    "z%",
  ];

  it.each(GUESSES)("never matches for who may not read it: %s", async (guess) => {
    for (const asker of [ANYBODY, await buildStranger()]) {
      const hits = (await find(guess, asker)).flatMap((chapter) => chapter.hits);
      expect(JSON.stringify(hits)).not.toMatch(/zymurg|lantern|fjord|seventeen/i);
      if (!guess.includes("baker")) expect(hits).toEqual([]);
    }
  });

  it("tells nothing by leaving a word out: the answer is that for a word which stands nowhere", async () => {
    for (const [locked, nowhere] of [
      ["zymurgist", "qwertyish"],
      ["baker zymurgist", "baker qwertyish"],
      ["baker -zymurgist", "baker -qwertyish"],
      ["baker or zymurgist", "baker or qwertyish"],
    ] as const) {
      expect(await find(locked), locked).toEqual(await find(nowhere));
    }
  });

  it("finds title, description, headings and preview of the same chapter", async () => {
    expect(await slugsFor("queues")).toContain("queues");
    expect(await slugsFor("baker orders")).toEqual(["queues"]);
    expect(await slugsFor("bak")).toEqual(["queues"]);
    const [chapter] = await find('"behind the lock"');
    expect(chapter?.hits).toContainEqual({
      anchor: "behind",
      heading: "Behind the lock",
      snippet: [],
    });
  });

  it("suggests public titles and headings where nothing was found, never a locked word", async () => {
    expect(await ask("quueues")).toEqual({
      chapters: [],
      suggestions: [{ slug: "queues", anchor: "", title: "About queues" }],
    });
    for (const typo of ["zymurgists", "lanternz", "fjordd"])
      expect(JSON.stringify(await ask(typo))).not.toMatch(/zymurg|lantern|fjord/i);
  });

  it("finds the words, also by their beginning or as a phrase, for who may read them", async () => {
    const holder = browserWith(await buildGrant({ chapterId: lockedId }));
    for (const words of ["zymurgist", "zymurg", '"seventeen amber lanterns"', "lantern fjords"]) {
      expect(await slugsFor(words, holder), words).toEqual(["queues"]);
      expect(await slugsFor(words, await buildAuthor()), words).toEqual(["queues"]);
    }
  });

  it("answers nonsense, nothing and far too much with no hits instead of an error", async () => {
    for (const words of [
      "",
      "   ",
      "'",
      '"',
      "((",
      "a:b|c&!",
      "\u0000",
      "\ud800",
      "x".repeat(9_000),
    ]) {
      expect(await find(words)).toEqual([]);
    }
  });
});
