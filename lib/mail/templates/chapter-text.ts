/** A text of ours as the two parts of a letter: HTML that mail programs can show, and plain words. */
import { toPlainText } from "react-email";
import { makeMailSafe } from "@/lib/mail/chapter/make-mail-safe";

export type LetterText = { html: string; words: string };

type Text = { html: string; chapterUrl: string };

/** `chapterUrl` is where relative links start. */
export function letterText({ html, chapterUrl }: Text): LetterText {
  const safe = makeMailSafe({ html, chapterUrl });
  return { html: safe, words: toPlainText(safe, { wordwrap: 78 }) };
}

/** Links into the book would break every second line of a whole chapter; the address above it leads there. */
export function chapterText({ html, chapterUrl }: Text): LetterText {
  const safe = makeMailSafe({ html, chapterUrl });
  const selector = `a[href^="${new URL(chapterUrl).origin}/"]`;
  const selectors = [{ selector, format: "anchor", options: { ignoreHref: true } }];
  return { html: safe, words: toPlainText(safe, { wordwrap: 78, selectors }) };
}
