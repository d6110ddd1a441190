import { isMailboxOpenTo } from "@/app/_http/mailbox-gate";
import { plainAnswer, readingBroke } from "@/app/_http/plain-answer";
import { withRequestId } from "@/app/_http/request-id";
import { listMailbox } from "@/lib/mail/mailbox";

/** `/mailbox` for programs: whoever accepts JSON gets the letters, newest first. */
export const GET = withRequestId(async (request) => {
  if (!isMailboxOpenTo(request.headers)) return plainAnswer(404, "There is no such page.");
  return Response.json(await listMailbox(), { headers: { "cache-control": "private, no-store" } });
}, readingBroke);
