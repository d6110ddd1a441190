/** Lets somebody know that they may write in this book's workshop. */
import { z } from "zod";
import {
  LetterFrame,
  MainButton,
  Paragraph,
  PlainAddress,
} from "@/lib/mail/templates/letter-frame";
import { type ComposedLetter, paragraphs, voice } from "@/lib/mail/templates/letter-parts";

const schema = z.object({ ...voice, invitedBy: z.string(), loginUrl: z.url() });

const WHAT = "You can write and preview chapters there. Publishing stays with the author.";
const NOT_YOU = "You did not expect this? Then do nothing; without logging in nothing changes.";

export function composeEditorInvitation(input: unknown): ComposedLetter {
  const { invitedBy, loginUrl, ...about } = schema.parse(input);
  const subject = `You can write in ${about.bookTitle}`;
  const opening = `${invitedBy} invites you to the workshop of ${about.bookTitle}.`;
  return {
    subject,
    replyTo: about.replyTo,
    text: paragraphs(
      opening,
      WHAT,
      "Log in with this address:",
      loginUrl,
      NOT_YOU,
      about.postalAddress,
    ),
    body: (
      <LetterFrame {...about} subject={subject} preheader={WHAT}>
        <Paragraph>{opening}</Paragraph>
        <Paragraph>{WHAT}</Paragraph>
        <MainButton href={loginUrl}>Open the workshop</MainButton>
        <Paragraph>{NOT_YOU}</Paragraph>
        <PlainAddress href={loginUrl} />
      </LetterFrame>
    ),
  };
}
