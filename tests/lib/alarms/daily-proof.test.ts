import { beforeEach, describe, expect, it } from "vitest";
import { findChannelHealth } from "@/lib/alarms/channels/channel-health";
import { writeDailyProofs } from "@/lib/alarms/daily-proof";
import { sendNotices } from "@/lib/alarms/notices/send-notices";
import { watchState } from "@/lib/alarms/watch-state";
import { publishSettings } from "@/lib/config";
import { useAlarmDoubles } from "@/tests/support/alarm-doubles";
import { emptyAlarms, listNotices } from "@/tests/support/alarm-table";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
const doubles = useAlarmDoubles();
beforeEach(emptyAlarms);

const berlin = { timezone: async () => "Europe/Berlin" };

describe("the daily proof", () => {
  const at = (time: string) => writeDailyProofs({ ...berlin, now: Date.parse(time) });

  it("goes through each way at nine where the author lives, once a day", async () => {
    await at("2026-07-01T06:59:00Z");
    expect(await listNotices()).toEqual([]);
    for (const minute of ["07:00", "07:01", "15:00"]) await at(`2026-07-01T${minute}:00Z`);
    await sendNotices();
    expect(doubles.slack.taken).toHaveLength(1);
    expect(doubles.slack.taken[0]).toContain(
      "Daily proof for 2026-07-01: alarms reach you here. Nothing is open.",
    );
    expect(doubles.twilio.taken).toHaveLength(1);
    expect(doubles.mail.received).toHaveLength(1);
    await at("2026-12-02T07:59:00Z");
    expect(await listNotices()).toHaveLength(3);
    await at("2026-12-02T08:00:00Z");
    expect(await listNotices()).toHaveLength(6);
  });

  it("is one, whichever instances write it", async () => {
    await at("2026-07-01T09:00:00Z");
    watchState().provedOn = undefined;
    await at("2026-07-01T09:00:00Z");
    expect(await listNotices()).toHaveLength(3);
  });

  it("takes no other way than its own", async () => {
    doubles.slack.behave(404);
    await at("2026-07-01T09:00:00Z");
    await sendNotices();
    expect(await findChannelHealth()).toMatchObject([
      { channel: "slack", isConfigured: true, sentAt: null, proof: { state: "waiting" } },
      { channel: "sms", isConfigured: true, sentAt: expect.any(Date), proof: { state: "sent" } },
      { channel: "mail", isConfigured: true, sentAt: expect.any(Date), proof: { state: "sent" } },
    ]);
  });

  it("is none where no way is set up", async () => {
    publishSettings({ SLACK_WEBHOOK_URL: undefined, ALARM_PHONE: undefined });
    await at("2026-07-01T09:00:00Z");
    expect(await listNotices()).toEqual([]);
    expect((await findChannelHealth()).map(({ isConfigured }) => isConfigured)).toEqual([
      false,
      false,
      false,
    ]);
  });
});
