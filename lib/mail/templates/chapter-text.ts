/** A text of ours as the two parts of a letter: HTML that mail programs can show, and plain words. */
import { toPlainText } from "react-email";
import { makeMailSafe } from "@/lib/mail/chapter/make-mail-safe";
import { directionOf } from "@/lib/mail/templates/direction";

export type LetterText = { html: string; words: string };

type Text = { html: string; chapterUrl: string; language?: string | null };

/** `chapterUrl` is where relative links start; a link that stands alone becomes the letter's button. */
export function letterText({ html, chapterUrl, language }: Text): LetterText {
  const direction = directionOf(language);
  const safe = makeMailSafe({ html, chapterUrl, direction, hasButton: true });
  return { html: safe, words: toPlainText(safe, { wordwrap: 78 }) };
}

/** Links into the book would break every second line of a whole chapter; the address above it leads there. */
export function chapterText({ html, chapterUrl, language }: Text): LetterText {
  const safe = makeMailSafe({ html, chapterUrl, direction: directionOf(language) });
  const selector = `a[href^="${new URL(chapterUrl).origin}/"]`;
  const selectors = [{ selector, format: "anchor", options: { ignoreHref: true } }];
  return { html: safe, words: toPlainText(safe, { wordwrap: 78, selectors }) };
}
