/** A chapter of the book that its owner has mailed, one every three days. */
import { z } from "zod";
import { chapterText } from "@/lib/mail/templates/chapter-text";
import { LetterFrame, MainButton, Paragraph } from "@/lib/mail/templates/letter-frame";
import {
  type ComposedLetter,
  leavable,
  paragraphs,
  title,
} from "@/lib/mail/templates/letter-parts";
import { HEADING } from "@/lib/mail/templates/letter-styles";

const schema = z.object({
  ...leavable,
  chapterTitle: title,
  chapterUrl: z.url(),
  chapterHtml: z.string(),
  /** Its place in the book, counted from 1. */
  number: z.number(),
  count: z.number(),
});

export function composeCompanionChapter(input: unknown): ComposedLetter {
  const props = schema.parse(input);
  const { bookTitle, chapterTitle, chapterUrl, unsubscribeUrl, number, count } = props;
  const opening = `Chapter ${number} of ${count}, as you asked: one every three days.`;
  const { language } = props;
  const chapter = chapterText({ html: props.chapterHtml, chapterUrl, language });
  const subject = `${number}. ${chapterTitle}`;
  return {
    subject,
    replyTo: props.replyTo,
    unsubscribeUrl,
    text: paragraphs(
      opening,
      `On the site it has its drawings too: ${chapterUrl}`,
      chapterTitle.toUpperCase(),
      chapter.words,
      `From ${bookTitle}. No more chapters by mail: ${unsubscribeUrl}`,
      props.postalAddress,
    ),
    body: (
      <LetterFrame {...props} subject={subject} preheader={opening}>
        <Paragraph>{opening}</Paragraph>
        <MainButton href={chapterUrl}>Read it on the site</MainButton>
        <h1 style={HEADING}>{chapterTitle}</h1>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made by makeMailSafe from its own allow-list */}
        <div dangerouslySetInnerHTML={{ __html: chapter.html }} />
      </LetterFrame>
    ),
  };
}
