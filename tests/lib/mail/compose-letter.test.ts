import { describe, expect, it } from "vitest";
import { publishSettings } from "@/lib/config";
import { LETTER_KINDS } from "@/lib/mail/letter-kinds";
import { CONFIRM, SIGN_IN } from "@/tests/support/outbox";
import {
  ALL,
  compose,
  EXTRA,
  INVITATION,
  LEAVABLE,
  LESSON,
  OURS,
  withProps,
} from "@/tests/support/sample-letters";

publishSettings({
  NEXTAUTH_SECRET: "a-secret-that-only-tests-know-0123456789",
  NEXTAUTH_URL: undefined,
  MAIL_FROM: "Test Book <book@example.com>",
  LOG_LEVEL: "silent",
});

describe("every letter", () => {
  it("has a text part with every link of the other part, a language, a preheader and both themes", async () => {
    for (const sample of ALL) {
      const mail = await compose(withProps(sample, { language: "de" }));
      expect(mail.html).toContain('<html dir="ltr" lang="de"');
      expect(mail.html).toContain('name="color-scheme" content="light dark"');
      expect(mail.html).toContain("prefers-color-scheme: dark");
      expect(mail.html).toContain('data-skip-in-text="true"');
      expect(mail.html).toContain("max-width:600px");
      const links = [...mail.html.matchAll(/href="([^"]+)"/g)].map(([, href = ""]) => href);
      expect(links.length).toBeGreaterThan(0);
      for (const link of links) expect(mail.text).toContain(link.replaceAll("&amp;", "&"));
      expect(mail.text).not.toMatch(/<[a-z]+|undefined|null/);
    }
  });

  it("loads nothing and runs nothing", async () => {
    for (const sample of ALL) {
      const { html } = await compose(sample);
      expect(html).not.toMatch(/<(img|script|iframe|link|form)\b|url\(|@import|src=/i);
    }
  });

  it("has one button", async () => {
    for (const sample of OURS) {
      const { html } = await compose(sample);
      expect(html.match(/class="button"/g)).toHaveLength(1);
    }
  });

  it("is a sample here, whatever kind it is", () => {
    const kinds = new Set(ALL.map(({ template }) => template));
    expect([...kinds].toSorted()).toEqual(Object.keys(LETTER_KINDS).toSorted());
  });

  it("runs from the right where the book does, with our English sentences as they run", async () => {
    for (const sample of ALL) {
      const { html } = await compose(withProps(sample, { language: "ar" }));
      expect(html).toContain('<html dir="rtl" lang="ar"');
      expect(html).toMatch(/<body[^>]* dir="rtl"|<body dir="rtl"/);
      expect(html).toContain('dir="auto"');
    }
    const { html } = await compose(withProps(LESSON, { language: "he" }));
    expect(html).toContain("border-right: 3px");
    expect(html).not.toContain("border-left: 3px");
  });

  it("keeps to one column of 600 pixels, with the postal address in both parts", async () => {
    for (const sample of ALL) {
      const mail = await compose(withProps(sample, { postalAddress: "1 Long Lane, Slowtown" }));
      expect(mail.html).toContain('width="600"');
      expect(mail.html).toContain("1 Long Lane, Slowtown");
      expect(mail.text).toContain("1 Long Lane, Slowtown");
    }
  });

  it("shows hostile titles as text, and lets none of them into another header", async () => {
    const hostile = '<img src=x onerror=alert(1)>\r\nBcc: all@example.com "';
    for (const sample of ALL) {
      const titles = { bookTitle: hostile, chapterTitle: hostile, extraTitle: hostile };
      const { html, subject } = await compose(withProps(sample, titles));
      expect(html).not.toContain("<img");
      expect(subject).not.toMatch(/[\r\n]/);
    }
  });

  it("can be answered, where the book names an address", async () => {
    const mail = await compose(withProps(SIGN_IN, { replyTo: "ada@book.example.com" }));
    expect(mail).toMatchObject({
      from: "Test Book <book@example.com>",
      replyTo: "ada@book.example.com",
    });
    expect(mail.html).toContain("a person reads it");
    for (const sample of ALL) {
      const { replyTo, html, text } = await compose(sample);
      expect(replyTo).toBeUndefined();
      expect(html + text).not.toContain("a person reads it");
    }
  });

  it("has an id that follows from its key, and names the request that caused it", async () => {
    const [one, two] = [await compose(SIGN_IN, "click-12345678"), await compose(CONFIRM)];
    expect(one.messageId).toMatch(/^<[0-9a-f]{40}@localhost>$/);
    expect(two.messageId).toBe(one.messageId);
    expect(one.headers["X-Request-ID"]).toBe("click-12345678");
    expect(two.headers).not.toHaveProperty("X-Request-ID");
  });

  it("works for a book without a name", async () => {
    for (const sample of ALL) {
      const { subject, text } = await compose(withProps(sample, { bookTitle: "" }));
      expect(`${subject} ${text}`).not.toMatch(/undefined| {2}/);
    }
  });
});

describe("the way out", () => {
  it("stands in the head and the foot of letters one can leave, and only there", async () => {
    for (const sample of LEAVABLE) {
      const { headers, text, html } = await compose(sample);
      expect(headers["List-Unsubscribe"]).toBe(
        "<http://localhost:3000/api/forms/unsubscribe?token=leave.me>",
      );
      expect(headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
      expect(text).toContain("http://localhost:3000/unsubscribe?token=leave.me");
      expect(html).toContain("http://localhost:3000/unsubscribe?token=leave.me");
    }
    for (const sample of [SIGN_IN, INVITATION]) {
      const { headers, text, html } = await compose(sample);
      expect(Object.keys(headers)).toEqual(["Auto-Submitted"]);
      expect(text + html).not.toContain("nsubscribe");
    }
  });

  it("names the postal address where the book has one", async () => {
    const mail = await compose(withProps(CONFIRM, { postalAddress: "1 Long Lane, Slowtown" }));
    expect(mail.text).toContain("1 Long Lane, Slowtown");
    expect(mail.html).toContain("1 Long Lane, Slowtown");
  });
});

describe("the sign-in letter", () => {
  it("holds link and code in both parts, the code first", async () => {
    const { text, html, subject } = await compose(SIGN_IN);
    expect(subject).toBe("Log in to Test Book");
    for (const part of [text, html.replaceAll("&amp;", "&")]) {
      expect(part).toContain(SIGN_IN.secret.link);
      expect(part).toContain("402918");
    }
    expect(/\b\d{6}\b/.exec(text)?.[0]).toBe("402918");
    expect(text.indexOf("402918")).toBeLessThan(text.indexOf("http"));
    expect(text).toContain("ten minutes");
  });
});

describe("the letter that asks for a yes", () => {
  it("says that the chapter is open, and what one button brings", async () => {
    const { text, html } = await compose(CONFIRM);
    expect(text).toContain("http://localhost:3000/chapters/one");
    expect(text).toContain("http://localhost:3000/confirm?token=yes.please");
    expect(text).toContain("“Two”");
    expect(text).toContain("crash course");
    expect(html).toContain("http://localhost:3000/chapters/one");
  });

  it("says that the button opens the chapter, where the form could not", async () => {
    const { text, subject } = await compose(withProps(CONFIRM, { opensChapter: true }));
    expect(subject).toBe("Open “One”");
    expect(text).toContain("The link below opens it");
    expect(text).not.toContain("is open in the browser");
  });

  it("promises no extra chapter where the book has none", async () => {
    const { text } = await compose(withProps(CONFIRM, { extraTitle: null }));
    expect(text).not.toContain("one more chapter");
    expect(text).toContain("crash course");
  });
});

describe("the extra chapter's letter", () => {
  it("carries the chapter itself in both parts", async () => {
    const { text, html, subject } = await compose(EXTRA);
    expect(subject).toBe("Your extra chapter: Two");
    expect(html).toContain("Whole <em>words</em>.");
    expect(text).toContain("Whole words.");
    expect(text).toContain("http://localhost:3000/chapters/two");
  });

  it("writes out addresses of other sites, and spares the reader those into the book", async () => {
    const chapterHtml =
      '<p>A <a href="/chapters/glossary#queue">queue</a> and <a href="https://elsewhere.example/">more</a>.</p>';
    const { text, html } = await compose(withProps(EXTRA, { chapterHtml }));
    expect(text).toContain("A queue and more https://elsewhere.example/.");
    expect(html).toContain('href="http://localhost:3000/chapters/glossary#queue"');
  });
});
