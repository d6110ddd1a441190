import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { deliveryReports } from "@/drizzle/schema/mail";
import { publishSettings } from "@/lib/config";
import { getDb } from "@/lib/db/pool";
import { inspectSender } from "@/lib/desk/letters/sender";
import { actorOf } from "@/lib/readers/actor";
import { buildBook } from "@/tests/support/builders";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const actor = actorOf({ id: randomUUID(), email: "author@example.com" });

afterEach(() =>
  publishSettings({ MAIL_URL: undefined, MAIL_FROM: undefined, MAIL_WEBHOOK_SECRET: undefined }),
);

async function inspect() {
  const asked: string[] = [];
  const note = async (name: string) => {
    asked.push(name);
    return [];
  };
  const report = await inspectSender({ actor, lookUp: { txt: note, mx: note } });
  if (!report.ok) throw new Error(report.reason);
  return { ...report.value, asked };
}

describe("the sender's page", () => {
  it("asks the DNS nothing about a domain that is kept for examples", async () => {
    const report = await inspect();
    expect(report).toMatchObject({ carrier: { kind: "nobody" }, domain: "example.com", asked: [] });
    expect(report.findings).toBeUndefined();
  });

  it("asks about the domain of MAIL_FROM, and about that of the answers", async () => {
    await buildBook({ replyTo: "ada@answers.org", postalAddress: "1 Long Lane" });
    publishSettings({ MAIL_URL: "smtps://u:p@mail.host.org:465", MAIL_FROM: "Book <hi@book.org>" });
    const report = await inspect();
    expect(report).toMatchObject({
      carrier: { kind: "smtp", host: "mail.host.org" },
      replyTo: "ada@answers.org",
      postalAddress: "1 Long Lane",
    });
    expect(report.findings).toHaveLength(5);
    expect(report.asked).toEqual(
      expect.arrayContaining(["book.org", "_dmarc.book.org", "answers.org"]),
    );
  });

  it("never shows a password or a key", async () => {
    publishSettings({ MAIL_URL: "resend://re_secret_key", MAIL_FROM: "hi@book.org" });
    const report = await inspect();
    expect(report.carrier).toEqual({ kind: "resend" });
    expect(JSON.stringify(report)).not.toContain("re_secret_key");
  });

  it("counts what became of letters", async () => {
    await getDb()
      .insert(deliveryReports)
      .values([
        { id: "1", kind: "delivered", addressHash: "a" },
        { id: "2", kind: "hard_bounce", addressHash: "b" },
      ]);
    expect((await inspect()).counts).toEqual({
      delivered: 1,
      soft_bounce: 0,
      hard_bounce: 1,
      complaint: 0,
    });
  });
});
