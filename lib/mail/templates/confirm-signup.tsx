/** Asks a new address for its yes: one button that brings the extra chapter and starts the course. */
import { Link } from "react-email";
import { z } from "zod";
import {
  LetterFrame,
  MainButton,
  Paragraph,
  PlainAddress,
} from "@/lib/mail/templates/letter-frame";
import {
  type ComposedLetter,
  leavable,
  paragraphs,
  title,
} from "@/lib/mail/templates/letter-parts";
import { COLORS } from "@/lib/mail/templates/letter-styles";

const schema = z.object({
  ...leavable,
  chapterTitle: title,
  chapterUrl: z.url(),
  extraTitle: z.string().nullish(),
  /** Such as "six short lessons over eleven days". */
  courseLength: z.string().nullish(),
  /** The form could not open the chapter at once; the button does. */
  opensChapter: z.boolean(),
  confirmUrl: z.url(),
});

type Props = z.output<typeof schema>;

const NOT_YOU =
  "You did not ask for this? Then do nothing: no more mail comes, and after 30 days we forget this address.";

export function composeConfirmSignup(input: unknown): ComposedLetter {
  const props = schema.parse(input);
  const { bookTitle, chapterTitle, chapterUrl, opensChapter, confirmUrl, unsubscribeUrl } = props;
  const subject = opensChapter
    ? `Open “${chapterTitle}”`
    : `“${chapterTitle}” is open, and there is more`;
  return {
    subject,
    replyTo: props.replyTo,
    unsubscribeUrl,
    text: paragraphs(
      opensChapter
        ? `You asked for “${chapterTitle}” from ${bookTitle}. The link below opens it.`
        : `“${chapterTitle}” from ${bookTitle} is open in the browser where you asked for it:\n${chapterUrl}`,
      promise(props),
      confirmUrl,
      NOT_YOU,
      `Unsubscribe: ${unsubscribeUrl}`,
      props.postalAddress,
    ),
    body: (
      <LetterFrame {...props} subject={subject} preheader={promise(props)}>
        <Opening {...props} />
        <Paragraph>{promise(props)}</Paragraph>
        <MainButton href={confirmUrl}>
          {opensChapter ? "Open my chapter" : "Yes, send me the rest"}
        </MainButton>
        <Paragraph>{NOT_YOU}</Paragraph>
        <PlainAddress href={confirmUrl} />
      </LetterFrame>
    ),
  };
}

function Opening({ opensChapter, chapterTitle, chapterUrl, bookTitle }: Props) {
  if (opensChapter) {
    return (
      <Paragraph>
        You asked for “{chapterTitle}” from {bookTitle}. The button below opens it.
      </Paragraph>
    );
  }
  return (
    <Paragraph>
      <Link href={chapterUrl} className="link" style={{ color: COLORS.link }}>
        “{chapterTitle}”
      </Link>{" "}
      from {bookTitle} is open in the browser where you asked for it.
    </Paragraph>
  );
}

function promise({ extraTitle, courseLength }: Props): string {
  const extra = extraTitle?.trim() ? `one more chapter, “${extraTitle.trim()}”, and ` : "";
  return `Say yes once, and we mail you ${extra}${courseLength ? `a crash course: ${courseLength}` : "a short crash course, as soon as its first lesson is there"}.`;
}
