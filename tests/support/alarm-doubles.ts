/** Slack, Twilio and a mail server for the test file that calls it, well-behaved again before each test, and named to the site. */
import { afterAll, beforeAll, beforeEach } from "vitest";
import { publishSettings } from "@/lib/config";
import { startMailServer } from "@/tests/support/mail-server";
import { startSlackDouble } from "@/tests/support/slack-double";
import { startTwilioDouble, TWILIO_ACCOUNT } from "@/tests/support/twilio-double";

type Doubles = {
  slack: Awaited<ReturnType<typeof startSlackDouble>>;
  twilio: Awaited<ReturnType<typeof startTwilioDouble>>;
  mail: Awaited<ReturnType<typeof startMailServer>>;
};

/** Each gets an address of its own before each test: what is resting from the last one is not asked again. */
export function useAlarmDoubles(): Doubles {
  const doubles = {} as Doubles;
  let turn = 0;
  beforeAll(async () => {
    doubles.slack = await startSlackDouble();
    doubles.twilio = await startTwilioDouble();
    doubles.mail = await startMailServer();
  });
  beforeEach(() => {
    turn += 1;
    doubles.slack.behave();
    doubles.twilio.behave();
    doubles.mail.received.length = 0;
    doubles.mail.state.behaviour = "take";
    publishSettings({
      ...TWILIO_ACCOUNT,
      SLACK_WEBHOOK_URL: `${doubles.slack.url}?turn=${turn}`,
      TWILIO_API_URL: doubles.twilio.url,
      TWILIO_FROM: `+150055500${10 + turn}`,
      MAIL_URL: doubles.mail.url,
      AUTHOR_EMAILS: "author@example.com",
      NEXTAUTH_URL: "https://book.example.com",
    });
  });
  afterAll(async () => {
    await doubles.slack.close();
    await doubles.twilio.close();
    await doubles.mail.close();
  });
  return doubles;
}
