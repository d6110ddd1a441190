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
          `<aside id="b-[0-9a-f]{8}" class="callout callout-${kind}" role="note"><p class="callout-label">${kind}</p>`,
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

describe("code", () => {
  const fence = (meta: string, code: string) => render(`\`\`\`${meta}\n${code}\n\`\`\``);

  it("is highlighted by classes, in a scroll region that the keyboard reaches", async () => {
    const html = await fence(
      'ts title="lib/a.ts" {1,3-4}',
      "const a = 1;\nlet b;\nb = 2;\n// done",
    );
    expect(html).toMatch(
      /^<figure class="code-figure" id="b-[0-9a-f]{8}"><figcaption>lib\/a.ts<\/figcaption><pre tabindex="0" role="group" aria-label="Code: lib\/a.ts"><code class="language-ts">/,
    );
    expect(html).toContain('<span class="line line-mark"><span class="code-keyword">const</span>');
    expect(html).toContain('<span class="line"><span class="code-keyword">let</span>');
    expect(html.match(/line-mark/g)).toHaveLength(3);
    expect(html).not.toContain("style=");
  });

  it("shows what was added and removed, without the marks", async () => {
    const html = await fence("sh", "npm start # [!code --]\nnpm test # [!code ++]");
    expect(html).toContain('<del class="line line-removed">');
    expect(html).toContain('<ins class="line line-added">');
    expect(html).not.toContain("[!code");
    expect(html).toContain('aria-label="Code: Shell"');
  });

  it("in a language nobody knows, or none, stays plain", async () => {
    expect(await fence("klingon", "a < b")).toContain(
      '<code class="language-klingon"><span class="line">a &#x3C; b</span></code>',
    );
    expect(await fence("", "plain")).toContain(
      'aria-label="Code"><code class="language-text"><span class="line">plain</span>',
    );
  });

  it("with a title that tries to break out is text", async () => {
    expect(await fence('ts title="<img src=x onerror=alert(1)>"', "1")).toContain(
      "&#x3C;img src=x onerror=alert(1)>",
    );
  });

  it("with a silly range does not run for ever", async () => {
    expect(await fence("ts {1-9999,3-1}", "let a")).toContain("line-mark");
  });
});

describe("maths", () => {
  it("is drawn, and kept as MathML for those who listen", async () => {
    const html = await render("The number $L = \\lambda W$ and\n\n$$\nx^2\n$$");
    expect(html).toContain('<span class="katex"><span class="katex-mathml"><math');
    expect(html).toMatch(
      /<div class="math-scroll" tabindex="0" role="group" aria-label="Formula" id="b-[0-9a-f]{8}"><span class="katex-display">/,
    );
  });

  it("does not mistake prices for formulas", async () => {
    expect(await render("From $5 to $10, or $3/$4.")).toContain("From $5 to $10, or $3/$4.");
  });

  it("that is wrong shows its source instead of failing", async () => {
    expect(await render("$\\frac{1}$")).toContain("katex-error");
  });
});

describe("footnotes", () => {
  it("lead there and back", async () => {
    const html = await render("A claim.[^why]\n\n[^why]: Because.");
    expect(html).toContain(
      '<a href="#fn-why" id="fnref-why" aria-describedby="footnote-label" class="footnote-ref">1</a>',
    );
    expect(html).toContain('<li id="fn-why">');
    expect(html).toContain(
      '<a href="#fnref-why" aria-label="Back to reference 1" class="footnote-back">',
    );
  });
});

describe("headings", () => {
  it("have GitHub's anchors, each once, and a link beside them", async () => {
    const { headings, full } = await renderChapter({
      markdown: "## Write it `down` first!\n\n## Same\n\n### Same\n\ntext",
      access: "free",
      links,
    });
    expect(headings).toEqual([
      { depth: 2, anchor: "write-it-down-first", title: "Write it down first!", locked: false },
      { depth: 2, anchor: "same", title: "Same", locked: false },
      { depth: 3, anchor: "same-1", title: "Same", locked: false },
    ]);
    expect(full.html).toContain(
      '<div class="heading"><h2 id="write-it-down-first">Write it <code>down</code> first!</h2><a class="heading-link" href="#write-it-down-first" aria-label="Link to “Write it down first!”"><span aria-hidden="true">#</span></a></div>',
    );
  });

  it("move down by one where a chapter uses the page's own level", async () => {
    expect(await render("# One\n\n## Two")).toMatch(/<h2 id="one">.*<h3 id="two">/s);
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

describe("reading time", () => {
  it("counts 230 words a minute and never less than one", async () => {
    const { full } = await renderChapter({
      markdown: Array(690).fill("word").join(" "),
      access: "free",
      links,
    });
    expect(full).toMatchObject({ words: 690, minutes: 3 });
    expect((await renderChapter({ markdown: "Hi.", access: "free", links })).full.minutes).toBe(1);
  });
});
