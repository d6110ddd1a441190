/** A sample of each kind of letter, and the mail that becomes of one. */
import { composeLetter, type SendableLetter } from "@/lib/mail/compose-letter";
import { seal } from "@/lib/signing";
import { CONFIRM, SIGN_IN } from "@/tests/support/outbox";

export const EXTRA = {
  template: "extra-chapter",
  props: {
    bookTitle: "Test Book",
    chapterTitle: "Two",
    chapterUrl: "http://localhost:3000/chapters/two",
    chapterHtml: '<p id="b-1">Whole <em>words</em>.</p>',
    unsubscribeUrl: "http://localhost:3000/unsubscribe?token=leave.me",
  },
} as const;

export const LESSON = {
  template: "lesson",
  props: {
    bookTitle: "Test Book",
    courseTitle: "A course",
    subject: "What breaks?",
    number: 1,
    count: 6,
    siteUrl: "http://localhost:3000",
    html: "<p>Words of a lesson.</p><blockquote><p>Said once.</p></blockquote>",
    offerHtml: '<p>Or read on:</p><p><a href="/contents">Look into the book</a></p>',
    unsubscribeUrl: "http://localhost:3000/unsubscribe?token=leave.me",
  },
} as const;

export const COMPANION = {
  template: "companion-chapter",
  props: { ...EXTRA.props, number: 2, count: 16 },
} as const;

export const BROADCAST = {
  template: "broadcast",
  props: {
    bookTitle: "Test Book",
    subject: "News",
    siteUrl: "http://localhost:3000",
    html: '<p>One thought, and <a href="/chapters/one">a link</a>.</p>',
    unsubscribeUrl: "http://localhost:3000/unsubscribe?token=leave.me",
  },
} as const;

export const INVITATION = {
  template: "editor-invitation",
  props: {
    bookTitle: "Test Book",
    invitedBy: "Ada",
    loginUrl: "http://localhost:3000/login",
  },
} as const;

export type Sample = Pick<SendableLetter, "template"> & { props: object; secret?: object };

export async function compose(
  { template, props, secret }: Sample,
  requestId: string | null = null,
) {
  const sealed = secret ? await seal(JSON.stringify(secret)) : null;
  const to = "ada@example.com";
  return composeLetter({ key: "a:key", to, template, props, secret: sealed, requestId });
}

export const withProps = <T extends Sample>(sample: T, props: object): Sample => ({
  ...sample,
  props: { ...sample.props, ...props },
});

export const OURS: Sample[] = [SIGN_IN, CONFIRM, EXTRA, COMPANION, INVITATION];
/** Their words are the author's. */
const THEIRS: Sample[] = [LESSON, BROADCAST];
export const ALL: Sample[] = [...OURS, ...THEIRS];
export const LEAVABLE: Sample[] = [CONFIRM, EXTRA, COMPANION, LESSON, BROADCAST];
