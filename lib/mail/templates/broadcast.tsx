/** A letter to many: the author's own words in the frame of all our letters. */
import { z } from "zod";
import { letterText } from "@/lib/mail/templates/chapter-text";
import { LetterFrame } from "@/lib/mail/templates/letter-frame";
import {
  type ComposedLetter,
  leavable,
  openingOf,
  paragraphs,
  title,
} from "@/lib/mail/templates/letter-parts";

const schema = z.object({ ...leavable, subject: title, siteUrl: z.url(), html: z.string() });

export function composeBroadcast(input: unknown): ComposedLetter {
  const props = schema.parse(input);
  const { subject, unsubscribeUrl, language } = props;
  const text = letterText({ html: props.html, chapterUrl: `${props.siteUrl}/`, language });
  return {
    subject,
    replyTo: props.replyTo,
    unsubscribeUrl,
    text: paragraphs(
      text.words,
      `From ${props.bookTitle}. Unsubscribe: ${unsubscribeUrl}`,
      props.postalAddress,
    ),
    body: (
      <LetterFrame {...props} subject={subject} preheader={openingOf(text.words)}>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made by makeMailSafe from its own allow-list */}
        <div dangerouslySetInnerHTML={{ __html: text.html }} />
      </LetterFrame>
    ),
  };
}
