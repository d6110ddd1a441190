/** Events as a mail provider sends them: signed by Standard Webhooks, in Resend's form. */
import { Webhook } from "standardwebhooks";

export const SECRET = `whsec_${Buffer.from("a secret that only tests know").toString("base64")}`;

type Options = {
  id?: string;
  secret?: string;
  at?: Date;
  /** Resend's spelling of the three headers. */
  prefix?: "webhook" | "svix";
};

let count = 0;

export function eventRequest(event: unknown, options: Options = {}): Request {
  count += 1;
  const { id = `msg_${count}`, secret = SECRET, at = new Date(), prefix = "webhook" } = options;
  const body = typeof event === "string" ? event : JSON.stringify(event);
  return new Request("http://localhost:3000/api/webhooks/mail", {
    method: "POST",
    body,
    headers: {
      [`${prefix}-id`]: id,
      [`${prefix}-timestamp`]: String(Math.floor(at.getTime() / 1000)),
      [`${prefix}-signature`]: new Webhook(secret).sign(id, at, body),
    },
  });
}

export const eventOf = (type: string, to: string, data: object = {}) => ({
  type,
  created_at: "2026-11-20T10:00:00.000Z",
  data: { email_id: "provider-id", from: "book@example.com", to: [to], subject: "One", ...data },
});

export const bounceOf = (to: string, type: string) =>
  eventOf("email.bounced", to, {
    bounce: { type, subType: "General", message: `<${to}> says no` },
  });
