/** A real HTTP server in the place of Twilio's Messages resource; it answers as badly as told, and keeps what it took. */
import { startAlarmDouble } from "@/tests/support/alarm-double";

export const TWILIO_ACCOUNT = {
  TWILIO_ACCOUNT_SID: "AC0123456789",
  TWILIO_AUTH_TOKEN: "the-token-of-twilio",
  TWILIO_FROM: "+15005550006",
  ALARM_PHONE: "+15005550009",
};

type Sms = { from: string | null; to: string | null; body: string };

export function startTwilioDouble() {
  const { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: token } = TWILIO_ACCOUNT;
  const credentials = `Basic ${Buffer.from(`${sid}:${token}`).toString("base64")}`;
  return startAlarmDouble<Sms>({
    read(body) {
      const form = new URLSearchParams(body);
      return { from: form.get("From"), to: form.get("To"), body: form.get("Body") ?? "" };
    },
    isWelcome: ({ method, url, headers }) =>
      method === "POST" &&
      url === `/2010-04-01/Accounts/${sid}/Messages.json` &&
      headers.authorization === credentials &&
      headers["content-type"] === "application/x-www-form-urlencoded",
    thanks: { status: 201, body: JSON.stringify({ sid: "SM0123456789", status: "queued" }) },
  });
}
