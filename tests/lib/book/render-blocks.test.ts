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
  it("may hold what text may hold", async () => {
    const html = await render("A[^n]\n\n[^n]: One:side[two].\n\n    ```ts {1}\n    let a\n    ```");
    expect(html).toContain('One<span class="sidenote" role="note">');
    expect(html).toContain('<span class="line line-mark">');
  });

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

describe("the words of a chapter", () => {
  it("are those a reader sees: captions and notes, but no marks of Markdown", async () => {
    const markdown =
      '> [!NOTE]\n> **In** *this*:side[beside] `site`.[^n]\n\n![A cat](../images/shelf.jpg "Its tail.")\n\n| a | b |\n| - | - |\n| c | d |\n\n[^n]: A [note](https://x.example).';
    const { full } = await renderChapter({ markdown, access: "free", links });
    expect(full.sections).toEqual([
      {
        anchor: "",
        heading: "",
        words: "In this (beside) site.\nA note.\nA cat\nIts tail.\na b\nc d",
      },
    ]);
  });
});
