import { describe, expect, it } from "vitest";
import type { BookLinks } from "@/lib/book/render/links";
import { renderChapter } from "@/lib/book/render/render-chapter";

const links: BookLinks = {
  chapterAddress: (href) => (href.startsWith("/chapters/") ? href : undefined),
  picture: (source) =>
    source === "../images/shelf.jpg"
      ? { kind: "raster", id: "abc123", width: 1600, height: 900, widths: [640, 1280, 1600] }
      : undefined,
  glossarySlug: "glossary",
};

const render = async (markdown: string) =>
  (await renderChapter({ markdown, access: "free", links })).full.html;

describe("a sidenote", () => {
  it("stands in the sentence with a spoken name", async () => {
    expect(await render("Queues stutter:side[They *do*.] at night.")).toContain(
      'Queues stutter<span class="sidenote" role="note"><span class="sr-only"> (Side note: </span>They <em>do</em>.<span class="sr-only">)</span></span> at night.',
    );
  });

  it.each([
    "At 12:30 the train leaves, by the :side door.",
    "Use ::side[x] and :foo[bar] and a:b.",
    "An open one :side[without an end",
    "::: side",
    "A ratio of 3:2[1] and :smile:",
  ])("leaves ordinary text alone: %s", async (text) => {
    expect(await render(text)).toMatch(
      new RegExp(`<p[^>]*>${text.replace(/[[\]:.]/g, "\\$&")}</p>`),
    );
  });

  it("is code inside code", async () => {
    expect(await render("Write `:side[note]`.")).toContain("<code>:side[note]</code>");
  });
});

describe("a callout", () => {
  it.each(["note", "tip", "important", "warning", "caution"])(
    "of the kind %s has its label",
    async (kind) => {
      const html = await render(`> [!${kind.toUpperCase()}]\n> **In this site.** See \`lib\`.`);
      expect(html).toMatch(
        new RegExp(
          `<aside class="callout callout-${kind}" id="b-[0-9a-f]{8}" role="note"><p class="callout-label">${kind}</p>`,
          "i",
        ),
      );
      expect(html).toContain("<p><strong>In this site.</strong> See <code>lib</code>.</p>");
      expect(html).not.toContain("[!");
    },
  );

  it("of an unknown kind stays a quotation", async () => {
    expect(await render("> [!SHOUT]\n> Hey")).toContain("<blockquote");
  });
});

describe("an image", () => {
  it("alone with a title is a figure with a caption", async () => {
    const html = await render('![A full shelf](../images/shelf.jpg "The shelf.")');
    expect(html).toMatch(/^<figure class="picture" id="b-[0-9a-f]{8}"><img /);
    expect(html).toContain(
      'src="/images/abc123/1280" srcset="/images/abc123/640 640w, /images/abc123/1280 1280w, /images/abc123/1600 1600w"',
    );
    expect(html).toContain(
      'width="1600" height="900" loading="lazy" decoding="async" alt="A full shelf"',
    );
    expect(html).toContain("<figcaption>The shelf.</figcaption></figure>");
    expect(html).not.toContain("title=");
  });

  it("inside a sentence is no figure", async () => {
    const html = await render('See ![it](../images/shelf.jpg "Tip").');
    expect(html).not.toContain("figure");
    expect(html).toContain('title="Tip"');
  });

  it("that the book does not hold is its words", async () => {
    expect(await render("![A cat](https://example.com/cat.png)")).toMatch(/<p[^>]*>A cat<\/p>/);
  });
});

describe("links and tables", () => {
  it("marks other sites and terms of the glossary", async () => {
    const html = await render(
      "[x](https://example.com) [y](/chapters/glossary#queue) [z](/chapters/other)",
    );
    expect(html).toContain('<a href="https://example.com" rel="external noopener">x</a>');
    expect(html).toContain('<a href="/chapters/glossary#queue" class="term">y</a>');
    expect(html).toContain('<a href="/chapters/other">z</a>');
  });

  it("puts a table into a scroll region, and names a task's box", async () => {
    const html = await render(
      "| a | b |\n| - | -: |\n| 1 | 2[^n] |\n\n- [x] done\n- [ ] open\n\n[^n]: note",
    );
    expect(html).toMatch(
      /<div class="table-scroll" tabindex="0" role="group" aria-label="Table" id="b-[0-9a-f]{8}"><table>/,
    );
    expect(html).toContain(
      '<td align="right">2<sup><a href="#fn-n" id="fnref-n" aria-describedby="footnote-label" class="footnote-ref">',
    );
    expect(html).toContain('<input type="checkbox" checked disabled aria-label="Done"> done');
    expect(html).toContain('<input type="checkbox" disabled aria-label="To do"> open');
  });

  it("lets harmless raw HTML pass", async () => {
    expect(
      await render(
        "Press <kbd>S</kbd>.\n\n<details><summary>More</summary>\n\n*yes*\n\n</details>",
      ),
    ).toMatch(
      /Press <kbd>S<\/kbd>\.<\/p>\n<details><summary>More<\/summary>\n<p id="b-\w+"><em>yes<\/em><\/p>\n<\/details>/,
    );
  });
});
