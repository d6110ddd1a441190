/** Makes the mail from a letter's row: its template, its props with the secret unsealed, and headers that never change. */
import { render } from "react-email";
import type { letters } from "@/drizzle/schema/mail";
import { getConfig } from "@/lib/config";
import { kindOf, type TemplateName } from "@/lib/mail/letter-kinds";
import { messageIdOf } from "@/lib/mail/message-id";
import { composeBroadcast } from "@/lib/mail/templates/broadcast";
import { composeCompanionChapter } from "@/lib/mail/templates/companion-chapter";
import { composeConfirmSignup } from "@/lib/mail/templates/confirm-signup";
import { composeEditorInvitation } from "@/lib/mail/templates/editor-invitation";
import { composeExtraChapter } from "@/lib/mail/templates/extra-chapter";
import { composeLesson } from "@/lib/mail/templates/lesson";
import type { ComposedLetter } from "@/lib/mail/templates/letter-parts";
import { composeSignIn } from "@/lib/mail/templates/sign-in";
import type { Mail } from "@/lib/mail/transport";
import { unseal } from "@/lib/signing";

const TEMPLATES: Record<TemplateName, (input: unknown) => ComposedLetter> = {
  "sign-in": composeSignIn,
  "confirm-signup": composeConfirmSignup,
  "extra-chapter": composeExtraChapter,
  "editor-invitation": composeEditorInvitation,
  lesson: composeLesson,
  "companion-chapter": composeCompanionChapter,
  broadcast: composeBroadcast,
};

type Row = typeof letters.$inferSelect;
export type SendableLetter = Pick<Row, "key" | "to" | "props" | "secret" | "requestId"> & {
  template: TemplateName;
  /** Of the body that it shares with others. */
  sharedProps?: unknown;
};

/** What one template makes of its props, whoever gets it. */
export type LetterContent = Pick<Mail, "replyTo" | "subject" | "text" | "html"> & {
  unsubscribeUrl?: string;
};

/** Throws when the props do not fit the template, or no present secret opens the sealed part. */
export async function composeLetter(letter: SendableLetter): Promise<Mail> {
  const secret: unknown = letter.secret ? JSON.parse(await unseal(letter.secret)) : {};
  const props = { ...asObject(letter.sharedProps), ...asObject(letter.props), ...asObject(secret) };
  return addressLetter(letter, await composeContent(letter.template, props));
}

export async function composeContent(
  template: TemplateName,
  props: object,
): Promise<LetterContent> {
  const composed = TEMPLATES[template](props);
  return {
    replyTo: composed.replyTo || undefined,
    subject: "isTest" in props ? `Test: ${composed.subject}` : composed.subject,
    text: composed.text,
    html: await render(composed.body),
    unsubscribeUrl: composed.unsubscribeUrl,
  };
}

/** Nothing here costs time. */
export function addressLetter(
  letter: SendableLetter,
  { unsubscribeUrl, ...content }: LetterContent,
): Mail {
  return {
    messageId: messageIdOf(letter.key),
    from: getConfig().mailFrom,
    to: letter.to,
    ...content,
    headers: headersOf(letter, unsubscribeUrl),
  };
}

function headersOf(letter: SendableLetter, unsubscribeUrl: string | undefined) {
  const headers: Record<string, string> = { "Auto-Submitted": "auto-generated" };
  if (letter.requestId) headers["X-Request-ID"] = letter.requestId;
  if (unsubscribeUrl && !kindOf(letter.template).isTransactional) {
    headers["List-Unsubscribe"] = `<${oneClickAddress(unsubscribeUrl)}>`;
    headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click";
  }
  return headers;
}

/** RFC 8058: the address that mail programs post to, with the same signed token as the page's. */
function oneClickAddress(unsubscribeUrl: string): string {
  const page = new URL(unsubscribeUrl);
  return new URL(`/api/forms/unsubscribe${page.search}`, page).href;
}

export const asObject = (value: unknown): object =>
  typeof value === "object" && value !== null ? value : {};
