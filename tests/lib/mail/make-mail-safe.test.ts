import { describe, expect, it } from "vitest";
import { renderChapter } from "@/lib/book/render/render-chapter";
import { makeMailSafe } from "@/lib/mail/chapter/make-mail-safe";

const chapterUrl = "https://book.example.com/chapters/two";
const safe = (html: string) => makeMailSafe({ html, chapterUrl });

/** What a chapter really looks like, by the renderer that makes it. */
async function mailed(markdown: string) {
  const links = {
    chapterAddress: (href: string) => (href.startsWith("/chapters/") ? href : undefined),
    picture: (source: string) =>
      source === "shelf.jpg"
        ? { kind: "raster" as const, id: "abc123", width: 1600, height: 900, widths: [640] }
        : undefined,
    glossarySlug: "glossary",
  };
  return safe((await renderChapter({ markdown, access: "free", links })).full.html);
}

describe("a chapter in a letter", () => {
  it("has whole addresses, also for its own anchors", async () => {
    const html = await mailed(
      "See [one](/chapters/one#why) and [below](#more).\n\n## More\n\ntext",
    );
    expect(html).toContain('href="https://book.example.com/chapters/one#why"');
    expect(html).toContain('href="https://book.example.com/chapters/two#more"');
    expect(html).not.toMatch(/href="[/#]/);
  });

  it("keeps code as it was typed, with signs where colours would be", async () => {
    const html = await mailed(
      '```ts title="a.ts"\nlet a = 1; // [!code --]\nlet a = 2; // [!code ++]\nrun(a);\n```',
    );
    expect(html).toContain("- let a = 1;\n+ let a = 2;\nrun(a);");
    expect(html).toContain("a.ts");
    expect(html).not.toContain("code-keyword");
  });

  it("shows formulas as they were typed", async () => {
    const html = await mailed("So $L = \\lambda W$ and\n\n$$\nx^2\n$$");
    expect(html).toMatch(/<code[^>]*>L = \\lambda W<\/code>/);
    expect(html).toMatch(/<code[^>]*>x\^2<\/code>/);
    expect(html).not.toContain("katex");
  });

  it("tells what pictures show and where to see them, and leaves decoration out", async () => {
    expect(await mailed("![A cat on a shelf.](shelf.jpg)")).toMatch(
      /Picture: A cat on a shelf\. <a href="https:\/\/book\.example\.com\/chapters\/two"[^>]*>See it on the site<\/a>/,
    );
    const drawing =
      '<svg role="img"><title>Retries</title><desc>Three steps.</desc><text>x</text></svg>';
    expect(safe(drawing)).toContain("Picture: Retries. Three steps. <a");
    expect(safe('<svg aria-label="A ladder"><text>x</text></svg>')).toContain(
      "Picture: A ladder. <a",
    );
    expect(safe('<svg aria-hidden="true"><text>x</text></svg>')).toBe("");
    expect(safe('<img src="/images/abc/640" alt="">')).toBe("");
  });

  it("keeps side notes, callouts, tables, lists and footnotes readable", async () => {
    const html = await mailed(
      "> [!NOTE]\n> Mind:side[the gap] this.[^n]\n\n- [x] done\n- [ ] not\n\n| a | b |\n| - | -: |\n| c | d |\n\n[^n]: Because.",
    );
    expect(html).toContain("(Side note: the gap)");
    expect(html).toContain(">Note</p>");
    expect(html).toContain("☑ done");
    expect(html).toContain("☐ not");
    expect(html).toMatch(/<td[^>]*align="right"/);
    expect(html).toContain("Because.");
  });

  it("has none of the site's ids, classes, roles and data", async () => {
    const html = await mailed("## A\n\ntext:side[b]\n\n```ts\nlet a;\n```");
    expect(html.replaceAll('class="box"', "")).not.toMatch(/ (id|class|role|tabindex|aria-|data-)/);
  });

  it("lets nothing through that runs, loads or leads astray", () => {
    const hostile = `<p onclick="a()" style="position:fixed">Hi<script>x()</script><iframe src="//evil"></iframe>
      <a href="javascript:alert(1)">j</a><a href="data:text/html,x">d</a><form><input name="p"><button>b</button></form>
      <style>p{}</style><object data="x"></object><math><mi>y</mi></math><video src="x"></video><base href="//evil"></p>`;
    const html = safe(hostile);
    expect(html).not.toMatch(
      /script|iframe|javascript:|data:|form|button|object|video|onclick|fixed|base/i,
    );
    expect(html).toContain("Hi");
    expect(html).toContain(">j</a>");
  });
});
