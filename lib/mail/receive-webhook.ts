/** Takes a mail provider's word once its signature is right: stored raw under its own id, applied by a job. */
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { mailWebhooks } from "@/drizzle/schema/mail";
import { getConfig } from "@/lib/config";
import { transaction } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { err, ok, type Result } from "@/lib/result";

type Incoming = { body: string; headers: Pick<Headers, "get"> };

/** Of Standard Webhooks; Resend says `svix` where that says `webhook`. A signature is good for five minutes. */
const PARTS = ["id", "timestamp", "signature"] as const;

/** A repeat is a success and the same row. Throws Unavailable while it cannot be stored, so that it is sent again. */
export async function receiveWebhook({
  body,
  headers,
}: Incoming): Promise<Result<undefined, "no_secret" | "bad_signature">> {
  const { mailWebhookSecrets } = getConfig();
  if (mailWebhookSecrets.length === 0) return err("no_secret");
  const signed = Object.fromEntries(
    PARTS.map((part) => [
      `webhook-${part}`,
      headers.get(`webhook-${part}`) ?? headers.get(`svix-${part}`) ?? "",
    ]),
  );
  const id = signed["webhook-id"];
  if (!id || id.length > 200) return err("bad_signature");
  if (!mailWebhookSecrets.some((secret) => isSignedWith(secret, body, signed)))
    return err("bad_signature");
  await keep(id, body);
  return ok(undefined);
}

function isSignedWith(secret: string, body: string, signed: Record<string, string>): boolean {
  try {
    new Webhook(secret).verify(body, signed, { jsonParse: false });
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}

/** No column takes a zero byte, and no JSON needs one. */
async function keep(id: string, body: string): Promise<void> {
  await transaction(async (tx) => {
    await tx
      .insert(mailWebhooks)
      .values({ id, body: body.replaceAll("\0", "") })
      .onConflictDoNothing();
    await enqueueJob(tx, { queue: "mail-webhooks", input: { webhookId: id }, key: id });
  });
}
