import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST } from "@/app/api/webhooks/mail/route";
import { deliveryReports, letters, mailWebhooks, suppressions } from "@/drizzle/schema/mail";
import { enrolments } from "@/drizzle/schema/signups";
import { publishSettings } from "@/lib/config";
import { closePool, getDb } from "@/lib/db/pool";
import { messageIdOf, tagOf } from "@/lib/mail/message-id";
import { isSuppressed } from "@/lib/mail/suppression";
import { runAfterAnswer } from "@/lib/registry";
import { emptyQueues, listJobs } from "@/tests/support/job-table";
import { buildPerson } from "@/tests/support/people";
import { useTestDatabase } from "@/tests/support/test-database";
import { bounceOf, eventOf, eventRequest, SECRET } from "@/tests/support/webhooks";

const database = useTestDatabase();

beforeAll(() => publishSettings({ SITE_RUNTIME: "launcher" }));

beforeEach(async () => {
  await emptyQueues();
  for (const table of [letters, mailWebhooks, deliveryReports, suppressions])
    await getDb().delete(table);
  publishSettings({ MAIL_WEBHOOK_SECRET: SECRET });
});

const listReports = () => getDb().select().from(deliveryReports);
const isLeft = (address: string) => isSuppressed(address, { isTransactional: false });

async function tell(event: unknown): Promise<void> {
  expect((await POST(eventRequest(event))).status).toBe(200);
  await runAfterAnswer();
}

describe("an event from the provider", () => {
  it.each(["webhook", "svix"] as const)(
    "is taken under %s headers and stored raw",
    async (prefix) => {
      const event = eventOf("email.delivered", "ada@example.com");
      const answer = await POST(eventRequest(event, { id: "msg_same", prefix }));
      expect(answer.status).toBe(200);
      expect(answer.headers.get("cache-control")).toBe("private, no-store");
      expect(await getDb().select().from(mailWebhooks)).toMatchObject([
        { id: "msg_same", body: JSON.stringify(event), appliedAt: null },
      ]);
    },
  );

  it("that is told five times at once is one row and one job", async () => {
    const event = bounceOf("ada@example.com", "Permanent");
    const again = () => POST(eventRequest(event, { id: "msg_again" }));
    const answers = await Promise.all([1, 2, 3, 4, 5].map(again));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    await runAfterAnswer();
    await again();
    await runAfterAnswer();
    expect(await getDb().select().from(mailWebhooks)).toHaveLength(1);
    expect(await listReports()).toHaveLength(1);
    expect(await listJobs("mail-webhooks")).toHaveLength(1);
  });

  it("signed with either of two secrets is taken, while one replaces the other", async () => {
    const old = `whsec_${Buffer.from("the one before, of tests").toString("base64")}`;
    publishSettings({ MAIL_WEBHOOK_SECRET: `${SECRET},${old}` });
    const event = eventOf("email.delivered", "ada@example.com");
    for (const secret of [SECRET, old])
      expect((await POST(eventRequest(event, { secret }))).status).toBe(200);
  });
});

describe("an event that is refused", () => {
  const event = bounceOf("ada@example.com", "Permanent");
  const minutes = (count: number) => new Date(Date.now() + count * 60_000);

  it.each([
    [
      "signed with another secret",
      () => eventRequest(event, { secret: `${SECRET.slice(0, -4)}AAAA` }),
    ],
    ["older than five minutes", () => eventRequest(event, { at: minutes(-6) })],
    ["from the future", () => eventRequest(event, { at: minutes(6) })],
    ["without an id", () => eventRequest(event, { id: "" })],
    ["with an endless id", () => eventRequest(event, { id: "x".repeat(500) })],
    ["unsigned", () => new Request("http://localhost:3000/", { method: "POST", body: "{}" })],
    [
      "changed under way",
      () =>
        new Request(eventRequest(event), {
          body: JSON.stringify(bounceOf("eve@example.com", "Permanent")),
        }),
    ],
  ])("%s changes nothing", async (_how, make) => {
    const answer = await POST(make());
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain("Nothing was changed");
    expect(await getDb().select().from(mailWebhooks)).toEqual([]);
    expect(await listJobs()).toEqual([]);
  });

  it("because no secret is set gets a sentence", async () => {
    publishSettings({ MAIL_WEBHOOK_SECRET: undefined });
    const answer = await POST(eventRequest(event));
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain("MAIL_WEBHOOK_SECRET");
  });

  it("because it is huge is told so", async () => {
    const answer = await POST(eventRequest("x".repeat(300_000)));
    expect(answer.status).toBe(413);
  });

  it("while the database is down is told again later", async () => {
    publishSettings({ POSTGRES_URL: "postgres://nobody@127.0.0.1:1/none" });
    await closePool();
    const answer = await POST(eventRequest(event));
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBeTruthy();
    publishSettings({ POSTGRES_URL: database.url });
    await closePool();
  });
});

describe("what an event does", () => {
  it("a final bounce suppresses the address, ends the course and names the letter", async () => {
    const { email, readerId } = await buildPerson({ state: "active", nextDueAt: new Date() });
    const messageId = messageIdOf("a:letter");
    const tags = { letter: tagOf(messageId) };
    await tell({
      ...bounceOf(email, "Permanent"),
      data: { ...bounceOf(email, "Permanent").data, tags },
    });
    expect(await isSuppressed(email, { isTransactional: true })).toBe(true);
    const [left] = await getDb().select().from(enrolments).where(eq(enrolments.readerId, readerId));
    expect(left).toMatchObject({ state: "left", leftReason: "bounced", nextDueAt: null });
    const rows = await listReports();
    expect(rows).toMatchObject([
      { kind: "hard_bounce", messageId, at: new Date("2026-11-20T10:00:00Z") },
    ]);
    expect(JSON.stringify(rows)).not.toContain(email);
    expect((await getDb().select().from(mailWebhooks))[0]?.appliedAt).toBeInstanceOf(Date);
  });

  it("a complaint ends all mail but what they ask for themselves", async () => {
    const { email, readerId } = await buildPerson({ state: "active" });
    await tell(eventOf("email.complained", email));
    expect(await isLeft(email)).toBe(true);
    expect(await isSuppressed(email, { isTransactional: true })).toBe(false);
    const [left] = await getDb().select().from(enrolments).where(eq(enrolments.readerId, readerId));
    expect(left).toMatchObject({ state: "left", leftReason: "complained" });
  });

  it.each([
    ["a bounce for now", bounceOf("ada@example.com", "Transient"), "soft_bounce"],
    [
      "a bounce that nobody understands",
      bounceOf("ada@example.com", "Undetermined"),
      "soft_bounce",
    ],
    ["a delivery", eventOf("email.delivered", "ada@example.com"), "delivered"],
  ])("%s is counted, and no more", async (_what, event, kind) => {
    await tell(event);
    expect(await listReports()).toMatchObject([{ kind, messageId: null }]);
    expect(await isLeft("ada@example.com")).toBe(false);
  });

  it("a bounce without its type is final, and the address is found beside a name and in capitals", async () => {
    await tell(eventOf("email.bounced", "Ada <ADA@Example.com>"));
    expect(await isLeft("ada@example.com")).toBe(true);
  });

  it.each([
    ["of another kind", eventOf("email.opened", "ada@example.com")],
    ["in another form", { hello: "world" }],
    ["without an address", eventOf("email.bounced", "")],
    ["that is no JSON", "not json"],
    ["with a zero byte", "not\0json"],
  ])("one %s is kept and does nothing to anybody", async (_what, event) => {
    await tell(event);
    expect(await isLeft("ada@example.com")).toBe(false);
    expect((await listJobs()).map(({ state }) => state)).toEqual(["completed"]);
  });
});
