import { describe, expect, it } from "vitest";
import { deliver } from "@/lib/alarms/channels/deliver";
import { channelsFor, configuredChannels } from "@/lib/alarms/channels/route";
import { publishSettings } from "@/lib/config";
import { useAlarmDoubles } from "@/tests/support/alarm-doubles";
import { findFreePort } from "@/tests/support/free-port";
import { headerOf } from "@/tests/support/mail-server";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
const doubles = useAlarmDoubles();

const TEXT =
  "Serious: Signups <wait> & wait. 3 letters have waited. Look. https://book.example.com/author/desk (No. ABC123)";

const send = (level: "serious" | "very_serious" = "serious", text = TEXT) =>
  deliver({ key: "opened:1", text, level, onlyChannel: null });

describe("who is told", () => {
  it("serious goes to Slack, very serious to a phone", async () => {
    expect(await send()).toEqual({ ok: true, value: "slack" });
    expect(await send("very_serious")).toEqual({ ok: true, value: "sms" });
    expect(doubles.slack.taken).toEqual([TEXT.replace("<wait> &", "&lt;wait&gt; &amp;")]);
    expect(doubles.twilio.taken).toMatchObject([{ to: "+15005550009", body: TEXT }]);
  });

  it("without Slack, serious stands on the desk only; without a phone, very serious goes to Slack", () => {
    publishSettings({ SLACK_WEBHOOK_URL: undefined });
    expect(channelsFor("serious")).toEqual([]);
    expect(channelsFor("very_serious")).toEqual(["sms", "mail"]);
    publishSettings({ SLACK_WEBHOOK_URL: doubles.slack.url, ALARM_PHONE: undefined });
    expect(channelsFor("very_serious")).toEqual(["slack", "mail"]);
  });

  it("without either nobody is told, whatever the mail server does", () => {
    publishSettings({ SLACK_WEBHOOK_URL: undefined, ALARM_PHONE: undefined });
    expect(configuredChannels()).toEqual([]);
    expect(channelsFor("very_serious")).toEqual([]);
  });

  it("never takes the mailbox of this machine for a way out", () => {
    publishSettings({ MAIL_URL: undefined });
    expect(configuredChannels()).toEqual(["slack", "sms"]);
  });
});

describe("a service that behaves badly", () => {
  it.each([429, 500, "cut-after-taking"] as const)("is asked again after %s", async (manners) => {
    doubles.slack.behave(manners, 2);
    expect(await send()).toEqual({ ok: true, value: "slack" });
    expect(doubles.slack.state.attempts).toBe(3);
  });

  it("is asked three times, then the next way is taken", async () => {
    doubles.slack.behave(500);
    expect(await send()).toEqual({ ok: true, value: "sms" });
    expect(doubles.slack.state.attempts).toBe(3);
  });

  it.each([404, "garbage", "redirect"] as const)(
    "is asked once where it says %s",
    async (manners) => {
      doubles.slack.behave(manners);
      expect(await send()).toEqual({ ok: true, value: "sms" });
      expect(doubles.slack.state).toMatchObject({ attempts: 1, redirected: 0 });
    },
  );

  it("gets five seconds a try", async () => {
    doubles.twilio.behave("hang");
    const startedAt = performance.now();
    expect(await send("very_serious")).toEqual({ ok: true, value: "slack" });
    expect(doubles.twilio.state.attempts).toBe(3);
    expect(performance.now() - startedAt).toBeGreaterThan(14_900);
  });

  it("rests for a while, and is not asked again meanwhile", async () => {
    doubles.slack.behave(500);
    await send();
    await send();
    expect(doubles.slack.state.attempts).toBe(6);
    await send();
    expect(doubles.slack.state.attempts).toBe(6);
    expect(doubles.twilio.taken).toHaveLength(3);
  });

  it("leaves the authors' mail as the last way", async () => {
    doubles.slack.behave(500);
    doubles.twilio.behave("garbage");
    expect(await send()).toEqual({ ok: true, value: "mail" });
    const [letter] = doubles.mail.received;
    expect(letter?.to).toBe("author@example.com");
    expect(headerOf(letter?.raw ?? "", "Subject")).toBe("Serious: Signups <wait> & wait");
    expect(letter?.raw).toContain("No. ABC123");
    expect(letter?.raw).toContain("<p>Serious: Signups &lt;wait&gt; &amp; wait.");
  });

  it("when none takes it, says why without an address, a token or a number", async () => {
    doubles.slack.behave(404);
    doubles.twilio.behave(429);
    doubles.mail.state.behaviour = "451";
    const answer = await send();
    expect(answer).toEqual({
      ok: false,
      reason:
        "slack: the answer was status 404; sms: the answer was status 429; mail: the mail server took it for none of the authors",
    });
  });

  it("that is not there is named by its error", async () => {
    publishSettings({
      SLACK_WEBHOOK_URL: `http://127.0.0.1:${await findFreePort()}/services/secret`,
      MAIL_URL: undefined,
      ALARM_PHONE: undefined,
    });
    expect(await send()).toEqual({
      ok: false,
      reason: "slack: the connection failed (ECONNREFUSED)",
    });
  });
});
