import { after } from "next/server";
import { plainAnswer } from "@/app/_http/plain-answer";
import { BodyTooLarge, readLimited } from "@/app/_http/read-form";
import { withRequestId } from "@/app/_http/request-id";
import { getConfig } from "@/lib/config";
import { receiveWebhook } from "@/lib/mail/receive-webhook";
import { runAfterAnswer } from "@/lib/registry";

const REFUSALS = {
  no_secret: plainly(
    404,
    "Nothing listens here: MAIL_WEBHOOK_SECRET is not set. /author/sender says how to set it.",
  ),
  bad_signature: plainly(
    401,
    "This event does not carry a signature of ours, or is older than five minutes. Nothing was changed.",
  ),
};

/** Bounces, complaints and deliveries, told by the mail provider. Anything but 200 makes it tell them again. */
export const POST = withRequestId(
  async (request) => {
    const body = await readLimited(request, MOST_BYTES);
    const taken = await receiveWebhook({ body, headers: request.headers });
    if (!taken.ok) return REFUSALS[taken.reason]();
    if (!getConfig().underLauncher) after(runAfterAnswer);
    return plainAnswer(200, "Taken.");
  },
  (error) =>
    error instanceof BodyTooLarge
      ? plainAnswer(413, "That is larger than any event.")
      : plainAnswer(503, "That's on us: it was not stored. Please send it again."),
);

/** An event names a letter; it does not carry it. */
const MOST_BYTES = 262_144;

function plainly(status: number, sentence: string) {
  return () => plainAnswer(status, sentence);
}
