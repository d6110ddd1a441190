import { describe, expect, it } from "vitest";
import type { BookLinks } from "@/lib/book/render/links";
import { renderChapter } from "@/lib/book/render/render-chapter";

const links: BookLinks = {
  chapterAddress: () => undefined,
  picture: (source) => ({
    kind: "raster",
    id: source.replace(/\W/g, ""),
    width: 800,
    height: 600,
    widths: [640, 800],
  }),
  glossarySlug: undefined,
};

const render = (markdown: string, access: "free" | "book" = "book") =>
  renderChapter({ markdown, access, links });

const CANARY = "zanzibar";

describe("the author's mark", () => {
  it("ends the preview, and names the first block behind it", async () => {
    const { preview, full } = await render(
      `Open words.\n\n<!-- lock -->\n\n${CANARY} words.\n\nMore.`,
    );
    expect(preview.html).toMatch(/^<p id="b-[0-9a-f]{8}">Open words\.<\/p>\s*$/);
    expect(full.html).toContain(`<p id="${full.firstLockedBlock}">${CANARY} words.</p>`);
    expect(preview.firstLockedBlock).toBe(full.firstLockedBlock);
    expect(full.html).not.toContain("lock --");
  });

  it("counts only where it stands alone at the top", async () => {
    const inside = [
      "`<!-- lock -->`",
      "A sentence <!-- lock --> goes on.",
      "```\n<!-- lock -->\n```",
      "> <!-- lock -->",
      "- <!-- lock -->",
      "    <!-- lock -->",
    ];
    const { preview } = await render(
      `${inside.join("\n\n")}\n\nStill open.\n\n<!--lock-->\n\n${CANARY}`,
    );
    expect(preview.html).toContain("Still open.");
    expect(preview.html).not.toContain(CANARY);
  });

  it("counts the first time only", async () => {
    const { preview } = await render(
      `One.\n\n<!-- lock -->\n\n${CANARY}.\n\n<!-- lock -->\n\nThree.`,
    );
    expect(preview.html).not.toMatch(/zanzibar|Three/);
  });

  it("is ignored in a free chapter", async () => {
    const { preview, full, headings } = await render("One.\n\n<!-- lock -->\n\n## Two", "free");
    expect(preview).toEqual(full);
    expect(full.firstLockedBlock).toBeNull();
    expect(headings[0]?.locked).toBe(false);
  });

  it("at the very end locks nothing, at the very beginning all", async () => {
    expect((await render("One.\n\n<!-- lock -->\n")).full.firstLockedBlock).toBeNull();
    expect((await render(`<!-- lock -->\n\n${CANARY}`)).preview).toMatchObject({
      html: "",
      sections: [],
      words: 0,
    });
  });

  it("works where only raw HTML is behind it", async () => {
    const { full, preview } = await render(`One.\n\n<!-- lock -->\n\n<div>${CANARY}</div>`);
    expect(preview.html).not.toContain(CANARY);
    expect(full.html).toContain(`<div id="${full.firstLockedBlock}"></div>`);
  });

  it("locks HTML between two comments, which is no comment", async () => {
    const { preview } = await render(`One.\n\n<!-- lock -->\n\n<!-- a --> ${CANARY} <!-- b -->`);
    expect(preview.html).not.toContain(CANARY);
  });

  it("works inside an element that the author left open", async () => {
    const { preview } = await render(
      `<details>\n\nOpen.\n\n<!-- lock -->\n\n${CANARY}\n\n</details>`,
    );
    expect(preview.html).toContain("Open.");
    expect(preview.html).not.toContain(CANARY);
  });
});

describe("without a mark", () => {
  const words = (count: number, word = "word") => Array(count).fill(word).join(" ");

  it("whole blocks are open while they sum to at most 300 words", async () => {
    const { preview } = await render(
      [words(200), words(100), words(1, CANARY), words(50)].join("\n\n"),
    );
    expect(preview.words).toBe(300);
    expect(preview.html).not.toContain(CANARY);
  });

  it("the first block is open, however long", async () => {
    expect((await render(`${words(500)}\n\n${CANARY}`)).preview.words).toBe(500);
  });

  it("the last block is locked, however short", async () => {
    const { preview, full } = await render(`One.\n\nTwo.\n\n${CANARY}`);
    expect(preview.html).toContain("Two.");
    expect(preview.html).not.toContain(CANARY);
    expect(full.html).toContain(`<p id="${full.firstLockedBlock}">${CANARY}</p>`);
  });

  it("a lone block is locked: a gate that cannot decide stays shut", async () => {
    expect((await render(CANARY)).preview.html).toBe("");
    expect(
      (await render(`<!-- a comment -->\n\n${CANARY}\n\n***\n\n<!-- end -->`)).preview.html.trim(),
    ).toBe("");
  });

  it("raw HTML counts with its words", async () => {
    const { preview } = await render(`One.\n\n<div>${words(400)}</div>\n\n${CANARY}\n\nEnd.`);
    expect(preview.html).not.toContain(CANARY);
  });
});
