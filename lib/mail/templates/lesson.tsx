/** One lesson of the course; the invitation at its end goes to those who do not have the book. */
import { Text } from "react-email";
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
import { HEADING, SMALL } from "@/lib/mail/templates/letter-styles";

const schema = z.object({
  ...leavable,
  courseTitle: title,
  subject: title,
  /** Its place among the lessons, counted from 1. */
  number: z.number(),
  count: z.number(),
  siteUrl: z.url(),
  html: z.string(),
  offerHtml: z.string().nullish(),
});

export function composeLesson(input: unknown): ComposedLetter {
  const props = schema.parse(input);
  const { subject, unsubscribeUrl } = props;
  const place = `${props.courseTitle}, lesson ${props.number} of ${props.count}`;
  const text = letterText({
    html: `${props.html}${props.offerHtml ?? ""}`,
    chapterUrl: `${props.siteUrl}/`,
    language: props.language,
  });
  return {
    subject,
    replyTo: props.replyTo,
    unsubscribeUrl,
    text: paragraphs(
      subject.toUpperCase(),
      place,
      text.words,
      `From ${props.bookTitle}. ${props.replyTo ? "Answer this mail, a person reads it. " : ""}Unsubscribe: ${unsubscribeUrl}`,
      props.postalAddress,
    ),
    body: (
      <LetterFrame {...props} subject={subject} preheader={openingOf(text.words)}>
        <div className="quiet">
          <Text style={SMALL}>{place}</Text>
        </div>
        <h1 style={{ ...HEADING, marginTop: 0 }}>{subject}</h1>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made by makeMailSafe from its own allow-list */}
        <div dangerouslySetInnerHTML={{ __html: text.html }} />
      </LetterFrame>
    ),
  };
}
