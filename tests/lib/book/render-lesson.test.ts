import { describe, expect, it } from "vitest";
import { renderLesson } from "@/lib/book/render/render-lesson";
import { letterText } from "@/lib/mail/templates/chapter-text";

const links = {
  chapterAddress: (href: string) =>
    href === "../chapters/05-x.md#open" ? "/chapters/x#open" : undefined,
};

const render = (markdown: string) => renderLesson({ markdown, links });

describe("a lesson", () => {
  it("without a mark is for everybody", async () => {
    expect(await render("Hello **you**.")).toEqual({
      html: expect.stringContaining("<strong>you</strong>"),
      offerHtml: null,
    });
  });

  it("gives owners what stands before the offer, and others both", async () => {
    const { html, offerHtml } = await render(
      "Rehearse.\n\n<!-- offer -->\n\n## The book\n\nBuy it.",
    );
    expect(html).toContain("Rehearse.");
    expect(html).not.toMatch(/book|offer/i);
    expect(offerHtml).toContain("Buy it.");
    expect(offerHtml).toContain("The book</h2>");
    expect(offerHtml).not.toContain("Rehearse");
  });

  it("may be an offer from its first word on", async () => {
    expect(await render("<!--offer-->\n\nBuy it.\n")).toEqual({
      html: "",
      offerHtml: expect.stringContaining("Buy it."),
    });
  });

  it("has no offer where nothing follows the mark, comments aside", async () => {
    expect((await render("Words.\n\n<!-- offer -->\n\n<!-- later -->\n")).offerHtml).toBeNull();
    expect(await render("")).toEqual({ html: "", offerHtml: null });
  });

  it("takes a mark in code, in a quotation or inside a sentence for text", async () => {
    const inside = [
      "`<!-- offer -->`",
      "A sentence <!-- offer --> goes on.",
      "```\n<!-- offer -->\n```",
      "> <!-- offer -->",
      "- <!-- offer -->",
      "    <!-- offer -->",
    ];
    const { html, offerHtml } = await render(`${inside.join("\n\n")}\n\nLast.`);
    expect(html).toContain("Last.");
    expect(offerHtml).toBeNull();
  });

  it("counts the first mark only", async () => {
    const { html, offerHtml } = await render(
      "One.\n\n<!-- offer -->\n\nTwo.\n\n<!-- offer -->\n\nThree.",
    );
    expect(html).not.toMatch(/Two|Three/);
    expect(offerHtml).toMatch(/Two[\s\S]*Three/);
    expect(offerHtml).not.toContain("<!--");
  });

  it("keeps a footnote with the part that refers to it", async () => {
    const { html, offerHtml } = await render(
      "One.[^a]\n\n<!-- offer -->\n\nTwo.[^b]\n\n[^a]: For all.\n[^b]: For buyers to be.",
    );
    expect(html).toContain("For all.");
    expect(html).not.toContain("buyers");
    expect(offerHtml).toContain("For buyers to be.");
    expect(offerHtml).not.toContain("For all.");
  });

  it("links to chapters by whole addresses in the letter", async () => {
    const { html } = await render("[There](../chapters/05-x.md#open)");
    const letter = letterText({ html, chapterUrl: "https://book.example/" });
    expect(letter.html).toContain('href="https://book.example/chapters/x#open"');
    expect(letter.words).toContain("https://book.example/chapters/x#open");
  });

  it("passes the same sanitiser as a chapter, and shows pictures by their description", async () => {
    const { html } = await render(
      '<script>alert(1)</script>\n\n<a href="javascript:alert(1)" onclick="x()">a</a>\n\n![A queue](../images/queue.svg)',
    );
    expect(html).not.toMatch(/<script|javascript:|onclick|<img|svg/i);
    expect(html).toContain("A queue");
  });
});
