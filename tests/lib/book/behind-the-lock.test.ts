import fc from "fast-check";
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

describe("what is behind the lock", () => {
  const markdown = `
## Open heading

A claim[^open] and a [link][near].

<!-- lock -->

## Locked ${CANARY} heading

Words ${CANARY}[^shut] and a [place][far] ![${CANARY}](../images/shut.png "${CANARY}").

[^open]: Open note with [nested][deep] and a further one[^nested].
[^nested]: Nested note.
[^shut]: ${CANARY} note.

[near]: https://near.example
[deep]: https://deep.example
[far]: https://far.example/${CANARY}

> [^quoted]: ${CANARY} in a quotation
`;

  it("leaves no byte in the preview: text, footnotes, addresses, pictures, ids, sections", async () => {
    const { preview, full } = await render(markdown);
    expect(JSON.stringify({ ...preview, firstLockedBlock: null })).not.toContain(CANARY);
    expect(preview.html).not.toMatch(/far\.example|shut/);
    expect(preview.pictureIds).toEqual([]);
    expect(full.pictureIds).toHaveLength(1);
    expect(JSON.stringify(full.sections)).toContain(CANARY);
  });

  it("does not take away what the preview refers to", async () => {
    const { preview } = await render(markdown);
    for (const words of [
      "https://near.example",
      "Open note with",
      "https://deep.example",
      "Nested note.",
    ])
      expect(preview.html).toContain(words);
    expect(preview.sections).toEqual([
      {
        anchor: "open-heading",
        heading: "Open heading",
        words: expect.stringContaining("Nested note."),
      },
    ]);
  });

  it("stays out of the preview's Markdown, which keeps what it refers to", async () => {
    const { preview, full } = await render(markdown);
    expect(preview.markdown).toBe(
      "## Open heading\n\nA claim[^open] and a [link][near].\n\n[deep]: https://deep.example\n\n[near]: https://near.example\n\n[^open]: Open note with [nested][deep] and a further one[^nested].\n\n[^nested]: Nested note.",
    );
    expect(full.markdown).toContain(`Words ${CANARY}[^shut]`);
    expect(full.markdown).not.toContain("lock -->");
  });

  it("has public headings", async () => {
    expect((await render(markdown)).headings).toEqual([
      { depth: 2, anchor: "open-heading", title: "Open heading", locked: false },
      {
        depth: 2,
        anchor: `locked-${CANARY}-heading`,
        title: `Locked ${CANARY} heading`,
        locked: true,
      },
    ]);
  });
});

describe("block ids", () => {
  const ids = (html: string) => [...html.matchAll(/ id="(b-[^"]+|[a-z-]+)"/g)].map(([, id]) => id);

  it("are the same in both editions", async () => {
    const { preview, full } = await render(
      "One.\n\n> Two.\n\n- three\n\n```\nfour\n```\n\n| a |\n| - |\n\n## Five\n\nOne.\n\n<!-- lock -->\n\nSix.\n\nOne.",
    );
    expect(ids(preview.html)).toHaveLength(7);
    expect(ids(full.html).slice(0, 7)).toEqual(ids(preview.html));
    expect(new Set(ids(full.html)).size).toBe(9);
  });

  it("stay when other blocks change", async () => {
    const before = await render("One.\n\nTwo.\n\nThree.", "free");
    const after = await render("Zero.\n\nOne.\n\nTwo\nand more.\n\nThree.", "free");
    expect(ids(after.full.html)).toContain(ids(before.full.html)[0]);
    expect(ids(after.full.html)).toContain(ids(before.full.html)[2]);
    expect(ids(after.full.html)).not.toContain(ids(before.full.html)[1]);
  });
});

describe("for any chapter", () => {
  const word = fc.constantFrom("alpha", "beta", "gamma");
  const sentence = (prefix: string) =>
    fc
      .array(word, { minLength: 1, maxLength: 40 })
      .map((all) => all.map((each) => prefix + each).join(" "));
  const block = (prefix: string) =>
    sentence(prefix).chain((text) =>
      fc.constantFrom(
        text,
        `## ${text}`,
        `> [!TIP]\n> ${text}`,
        `- ${text}\n- ${text}`,
        `\`\`\`ts title="${text}"\n${text}\n\`\`\``,
        `| ${text} |\n| - |\n| ${text} |`,
        `<div>${text}</div>`,
        `<div>\n\n${text}`,
        `${text}:side[${text}]`,
        `${text}[^${prefix}]\n\n[^${prefix}]: ${text}`,
        `[${text}][${prefix}r]\n\n[${prefix}r]: https://x.example/${prefix}`,
        `![${text}](../images/${prefix}.png "${text}")`,
        `$$\n\\text{${text}}\n$$`,
        `<!-- ${text} -->`,
        `\`<!-- lock -->\` ${text}`,
      ),
    );

  it("the preview holds only words from before the mark, headings aside", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(block("open"), { maxLength: 6 }),
        fc.array(block("shut"), { minLength: 1, maxLength: 6 }),
        async (open, shut) => {
          const { preview, full } = await render([...open, "<!-- lock -->", ...shut].join("\n\n"));
          expect(JSON.stringify({ ...preview, firstLockedBlock: null })).not.toContain("shut");
          expect(full.html.length).toBeGreaterThanOrEqual(preview.html.length);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("without a mark something stays locked, and the preview is a beginning of the whole", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(sentence(""), { minLength: 1, maxLength: 12 }),
        async (paragraphs) => {
          const { preview, full } = await render(paragraphs.join("\n\n"));
          expect(full.html.startsWith(preview.html.trimEnd())).toBe(true);
          expect(preview.html).not.toContain(`id="${full.firstLockedBlock}"`);
          expect(full.html).toContain(`id="${full.firstLockedBlock}"`);
        },
      ),
      { numRuns: 100 },
    );
  });
});
