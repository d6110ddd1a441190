/** A letter's HTML for a frame on a page of ours: it may look as it likes and runs nothing; its links open outside. */
import { LETTER_POLICY } from "@/app/_http/content-security-policy";

/** In which light it is looked at; without one, as the reader's own system is set. */
export type Look = "light" | "dark";

export function letterAnswer(html: string, look?: Look): Response {
  return new Response(openLinksOutside(look ? lookedAt(html, look) : html), {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "private, no-store",
      "content-security-policy": LETTER_POLICY,
    },
  });
}

/** A link leaves the letter's small frame, as it leaves a mail program. */
const openLinksOutside = (html: string) =>
  html.replace(/<head\b[^>]*>/i, (head) => `${head}<base target="_blank">`);

/** The dark style sheet counts always or never, whatever the system of whoever looks. */
const lookedAt = (html: string, look: Look) =>
  html.replaceAll("(prefers-color-scheme: dark)", look === "dark" ? "all" : "not all");
