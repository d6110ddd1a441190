import { LETTER_POLICY } from "@/app/_http/content-security-policy";
import { isMailboxOpenTo } from "@/app/_http/mailbox-gate";
import { plainAnswer, readingBroke } from "@/app/_http/plain-answer";
import { withRequestId } from "@/app/_http/request-id";
import { findMailboxMessage } from "@/lib/mail/mailbox";

type Context = { params: Promise<{ id: string }> };

/** The letter as its reader's mail program shows it, for the frame on the mailbox page. */
export const GET = withRequestId(async (request: Request, { params }: Context) => {
  const message = isMailboxOpenTo(request.headers)
    ? await findMailboxMessage((await params).id)
    : undefined;
  if (!message) return plainAnswer(404, "There is no such letter.");
  return new Response(openLinksOutside(message.html), {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "private, no-store",
      "content-security-policy": LETTER_POLICY,
    },
  });
}, readingBroke);

/** A link leaves the letter's small frame, as it leaves a mail program. */
const openLinksOutside = (html: string) =>
  html.replace(/<head\b[^>]*>/i, (head) => `${head}<base target="_blank">`);
