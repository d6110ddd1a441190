/** The letter with a link and a code; both end after ten minutes, and neither acts before a person presses a button. */
import { Text } from "react-email";
import { z } from "zod";
import {
  LetterFrame,
  MainButton,
  Paragraph,
  PlainAddress,
} from "@/lib/mail/templates/letter-frame";
import { type ComposedLetter, paragraphs, voice } from "@/lib/mail/templates/letter-parts";
import { CODE } from "@/lib/mail/templates/letter-styles";

const schema = z.object({ ...voice, link: z.url(), code: z.string().regex(/^\d{6}$/) });

const ENDS = "Link and code work for ten minutes, once.";
const NOT_YOU =
  "You did not ask for this? Then do nothing. Without this mail nobody gets in, and nothing has changed.";

export function composeSignIn(input: unknown): ComposedLetter {
  const { link, code, ...about } = schema.parse(input);
  const subject = `Log in to ${about.bookTitle}`;
  return {
    subject,
    replyTo: about.replyTo,
    text: paragraphs(
      `Your code for ${about.bookTitle}: ${code}`,
      "Type it on the page where you asked for it. Or open this link in the same browser:",
      link,
      ENDS,
      NOT_YOU,
      about.postalAddress,
    ),
    body: (
      <LetterFrame {...about} subject={subject} preheader={`${code} is your code. ${ENDS}`}>
        <Paragraph>Here is your way in. Open it in the browser where you asked for it:</Paragraph>
        <MainButton href={link}>Log in</MainButton>
        <Paragraph>Or type this code on the page that waits for it:</Paragraph>
        <Text style={CODE}>{code}</Text>
        <Paragraph>{ENDS}</Paragraph>
        <Paragraph>{NOT_YOU}</Paragraph>
        <PlainAddress href={link} />
      </LetterFrame>
    ),
  };
}
