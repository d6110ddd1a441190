import { describe, expect, it } from "vitest";
import { publishSettings } from "@/lib/config";
import { preheaderOf } from "@/lib/mail/preheader";
import { BROADCAST, compose, LESSON, withProps } from "@/tests/support/sample-letters";

publishSettings({
  NEXTAUTH_SECRET: "a-secret-that-only-tests-know-0123456789",
  NEXTAUTH_URL: undefined,
  MAIL_FROM: "Test Book <book@example.com>",
  LOG_LEVEL: "silent",
});

describe("a letter in the author's words", () => {
  const withHtml = (html: string) => compose(withProps(BROADCAST, { html }));
  const buttons = (html: string) => html.match(/<a [^>]*class="button"[^>]*>[^<]*/g) ?? [];

  it("makes a button of the first link that stands alone, and leaves the others links", async () => {
    const { html, text } = await withHtml(
      '<p>See <a href="/one">one</a>.</p><p><a href="/two">Two</a></p><p> <a href="/three">Three</a> </p>',
    );
    expect(buttons(html)).toHaveLength(1);
    expect(buttons(html)[0]).toContain('href="http://localhost:3000/two"');
    for (const path of ["one", "two", "three"]) expect(text).toContain(`localhost:3000/${path}`);
  });

  it("has none without such a link", async () => {
    expect(buttons((await compose(BROADCAST)).html)).toEqual([]);
    expect(buttons((await withHtml("<p><em>No link</em></p><p></p>")).html)).toEqual([]);
  });

  it("takes the button of a lesson from its offer, and buyers get neither", async () => {
    expect(buttons((await compose(LESSON)).html)).toHaveLength(1);
    const bought = await compose(withProps(LESSON, { offerHtml: null }));
    expect(buttons(bought.html)).toEqual([]);
    expect(bought.text).not.toContain("read on");
  });

  it("shows its first words beside the subject", async () => {
    const { html } = await compose(LESSON);
    expect(preheaderOf(html)).toMatch(/^Words of a lesson\./);
  });
});
