import { describe, expect, it } from "vitest";
import { cutPage, cutScene } from "@/app/(site)/_landing/cut-excerpts";

const words = (count: number) => Array.from({ length: count }, (_, at) => `word${at}`).join(" ");
const paragraph = (count: number) => `<p id="b-1">${words(count)}</p>`;

describe("the scene that the landing page opens with", () => {
  it("is whole paragraphs, and the next one fades out", () => {
    const scene = cutScene(`${paragraph(100)}\n<p>A <b>bold</b> line.</p>${paragraph(60)}`);
    expect(scene?.html).toBe(`<p>${words(100)}</p><p>A <b>bold</b> line.</p>`);
    expect(scene?.fading).toBe(words(60));
  });

  it("keeps its first paragraph, however long", () => {
    expect(cutScene(paragraph(400))).toEqual({ html: `<p>${words(400)}</p>`, fading: null });
  });

  it("ends before the first heading", () => {
    const scene = cutScene(`<p>Short.</p><div class="heading"><h2>Next</h2></div><p>Later.</p>`);
    expect(scene).toEqual({ html: "<p>Short.</p>", fading: null });
  });

  it("takes no links into the words that fade, which nobody could see in focus", () => {
    const scene = cutScene(`${paragraph(120)}<p>See <a href="/x">there</a>, ${words(40)}.</p>`);
    expect(scene?.fading).toMatch(/^See there, word0/);
  });

  it("is absent where a chapter opens with anything but a paragraph", () => {
    expect(cutScene(`<figure class="picture"></figure><p>Later.</p>`)).toBeNull();
    expect(cutScene("")).toBeNull();
  });
});

describe("a page from the book", () => {
  const code = `<figure class="code-figure" id="b-2"><pre><code>let a = 1;\nlet b = 2;</code></pre></figure>`;

  it("shows a figure between the paragraph before it and those after it", () => {
    const page = cutPage(`<p>Long ago.</p><p>Look:</p>${code}<p>You see.</p>`, "code-figure");
    expect(page).toMatch(/^<p>Look:<\/p><figure class="code-figure">/);
    expect(page).toMatch(/<p>You see\.<\/p>$/);
  });

  it("is full at about two hundred words", () => {
    const page = cutPage(`${code}${paragraph(90)}${paragraph(90)}`, "code-figure") ?? "";
    expect(page.match(/<p>/g)).toHaveLength(1);
  });

  it("stops at the next heading, table or figure", () => {
    const page = cutPage(`${code}<p>One.</p><table></table><p>Two.</p>`, "code-figure");
    expect(page).toMatch(/<p>One\.<\/p>$/);
  });

  it("is absent where a chapter has no such figure", () => {
    expect(cutPage(code, "picture")).toBeNull();
  });
});
