/** The second chapter, sent whole, for whoever said yes. */
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
});

const OPENING =
  "Thank you for saying yes. Here is your second chapter, whole, to read where you like.";

export function composeExtraChapter(input: unknown): ComposedLetter {
  const props = schema.parse(input);
  const { bookTitle, chapterTitle, chapterUrl, unsubscribeUrl } = props;
  const subject = `Your extra chapter: ${chapterTitle}`;
  const { language } = props;
  const chapter = chapterText({ html: props.chapterHtml, chapterUrl, language });
  return {
    subject,
    replyTo: props.replyTo,
    unsubscribeUrl,
    text: paragraphs(
      OPENING,
      `On the site it has its drawings too: ${chapterUrl}`,
      chapterTitle.toUpperCase(),
      chapter.words,
      `From ${bookTitle}. Unsubscribe: ${unsubscribeUrl}`,
      props.postalAddress,
    ),
    body: (
      <LetterFrame {...props} subject={subject} preheader={OPENING}>
        <Paragraph>{OPENING}</Paragraph>
        <MainButton href={chapterUrl}>Read it on the site</MainButton>
        <h1 style={HEADING}>{chapterTitle}</h1>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made by makeMailSafe from its own allow-list */}
        <div dangerouslySetInnerHTML={{ __html: chapter.html }} />
      </LetterFrame>
    ),
  };
}
