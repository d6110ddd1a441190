import { letterAnswer } from "@/app/_http/letter-answer";
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
  return letterAnswer(message.html);
}, readingBroke);
