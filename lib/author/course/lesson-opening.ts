/** What an inbox shows beside a lesson's subject. */
import type { Lesson } from "@/lib/book/lessons";
import { getConfig } from "@/lib/config";
import { letterText } from "@/lib/mail/templates/chapter-text";
import { openingOf } from "@/lib/mail/templates/letter-parts";

type Part = Pick<Lesson, "html" | "offerHtml">;

export function lessonOpening({ html, offerHtml }: Part): string {
  const whole = `${html}${offerHtml ?? ""}`;
  return openingOf(letterText({ html: whole, chapterUrl: `${getConfig().publicUrl}/` }).words);
}
