import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deliveryReports, letters, suppressions } from "@/drizzle/schema/mail";
import { enrolments } from "@/drizzle/schema/signups";
import { publishSettings } from "@/lib/config";
import { getDb } from "@/lib/db/pool";
import { read, transaction } from "@/lib/db/transaction";
import { countReports } from "@/lib/mail/delivery-reports";
import { messageIdOf } from "@/lib/mail/message-id";
import { sendLetter } from "@/lib/mail/send-letter";
import { isSuppressed } from "@/lib/mail/suppression";
import { runAfterAnswer } from "@/lib/registry";
import { leaveCourse } from "@/lib/signups/leave-course";
import { Unavailable } from "@/lib/unavailable";
import { emptyQueues, makeAllDue } from "@/tests/support/job-table";
import { type ServerAnswer, startMailServer } from "@/tests/support/mail-server";
import { findLetter, SIGN_IN, writeLetter } from "@/tests/support/outbox";
import { buildPerson } from "@/tests/support/people";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

let server: Awaited<ReturnType<typeof startMailServer>>;
beforeEach(async () => {
  await emptyQueues();
  for (const table of [letters, deliveryReports, suppressions]) await getDb().delete(table);
  server = await startMailServer();
  publishSettings({ MAIL_URL: server.url, MAIL_FROM: "Test Book <book@example.com>" });
});
afterEach(async () => {
  publishSettings({ MAIL_URL: undefined, MAIL_FROM: undefined });
  await server.close();
});

const listReports = () => getDb().select().from(deliveryReports);
const isDeadInbox = (address: string) => isSuppressed(address, { isTransactional: true });

/** What became of a letter that met this answer to its recipient, or to its text. */
async function meet(stage: "rcptAnswer" | "dataAnswer", answer: ServerAnswer) {
  server.state[stage] = answer;
  const letter = await writeLetter(SIGN_IN);
  await runAfterAnswer();
  const { state } = (await findLetter(letter.key)) ?? {};
  const reports = (await listReports()).map(({ kind }) => kind);
  return { state, reports, isSuppressed: await isDeadInbox(letter.to) };
}

const HARD = { state: "dead", reports: ["hard_bounce"], isSuppressed: true };
const WITHOUT_BOUNCE = { state: "dead", reports: [], isSuppressed: false };
const SOFT = { state: "waiting", reports: ["soft_bounce"], isSuppressed: false };
const OURS = { state: "waiting", reports: [], isSuppressed: false };

describe("what a server says of a recipient", () => {
  it.each<[ServerAnswer, object]>([
    ["550 5.1.1 The email account does not exist", HARD],
    ["550 No such user here", HARD],
    ["553 5.1.3 Bad address syntax", HARD],
    ["551 User not local", HARD],
    ["550 5.2.1 The account is disabled", HARD],
    ["554 5.1.10 The domain takes no mail", HARD],
    ["552 5.2.2 Mailbox full", WITHOUT_BOUNCE],
    ["552 Mailbox full", WITHOUT_BOUNCE],
    ["550 5.4.4 Unable to route", WITHOUT_BOUNCE],
    ["550 5.7.1 Message rejected by policy", OURS],
    ["550 5.1.0 Sender rejected", OURS],
    ["550 5.1.8 Bad sender's system address", OURS],
    ["550 5.3.2 The system takes no mail", OURS],
    ["550 Relaying denied", OURS],
    ["550 Authentication required", OURS],
    ["550 Access denied", OURS],
    ["550 Blocked, see the list of a spam fighter", OURS],
    ["535 5.7.8 Your account is blocked", OURS],
    ["554 Transaction failed", OURS],
    ["450 4.2.1 Try again later", SOFT],
    ["452 4.2.2 Mailbox full", SOFT],
    ["421 4.3.2 Closing", OURS],
  ])("%s", async (answer, outcome) => {
    expect(await meet("rcptAnswer", answer)).toEqual(outcome);
  });
});

describe("what a server says of a letter's text", () => {
  it.each<[ServerAnswer, object]>([
    ["550 5.1.1 No such user after all", HARD],
    ["552 5.2.2 Mailbox full", WITHOUT_BOUNCE],
    ["550 Refused", OURS],
    ["552 Too large", OURS],
    ["552 5.2.3 Larger than this mailbox allows", OURS],
    ["554 5.6.0 Cannot read it", OURS],
    ["554 5.7.1 Looks like spam", OURS],
    ["451 4.7.1 Greylisted", SOFT],
  ])("%s", async (answer, outcome) => {
    expect(await meet("dataAnswer", answer)).toEqual(outcome);
  });
});

describe("a dead inbox", () => {
  it("is reported under the letter's id, without the address", async () => {
    server.state.rcptAnswer = "550 5.1.1 <gone@example.com> is no user here";
    const letter = await writeLetter({ ...SIGN_IN, to: "gone@example.com" });
    await runAfterAnswer();
    const rows = await listReports();
    expect(rows).toMatchObject([{ kind: "hard_bounce", messageId: messageIdOf(letter.key) }]);
    expect(JSON.stringify([rows, await getDb().select().from(suppressions)])).not.toContain(
      "gone@",
    );
    expect((await findLetter(letter.key))?.lastAnswer).toContain("[address]");
    expect((await findLetter(letter.key))?.secret).toBeNull();
  });

  it("gets none of the letters that waited for it", async () => {
    const [first, second] = [
      await writeLetter({ ...SIGN_IN, to: "gone@example.com" }),
      await writeLetter({ to: "gone@example.com" }),
    ];
    server.state.rcptAnswer = "550 5.1.1 No such user";
    await sendLetter(first.id);
    server.state.rcptAnswer = undefined;
    await sendLetter(second.id);
    expect(await findLetter(second.key)).toMatchObject({ state: "dead" });
    expect(server.received).toEqual([]);
  });

  it("ends the course of whoever had it, in the same transaction", async () => {
    const { email, readerId } = await buildPerson({ state: "active", nextDueAt: new Date() });
    const letter = await writeLetter({ ...SIGN_IN, to: email });
    server.state.rcptAnswer = "550 5.1.1 No such user";
    const breaks = async () => {
      throw new Error("the list of readers broke");
    };
    await expect(sendLetter(letter.id, { onSuppressed: breaks })).rejects.toThrow("broke");
    expect(await isDeadInbox(email)).toBe(false);
    await sendLetter(letter.id, { onSuppressed: leaveCourse });
    const [left] = await getDb().select().from(enrolments).where(eq(enrolments.readerId, readerId));
    expect(left).toMatchObject({ state: "left", leftReason: "bounced", nextDueAt: null });
    expect(await isDeadInbox(email)).toBe(true);
  });
});

describe("an inbox that takes nothing now", () => {
  it("is counted once for each try, and nothing is suppressed", async () => {
    server.state.rcptAnswer = "450 4.2.1 Busy";
    const letter = await writeLetter(SIGN_IN);
    await expect(sendLetter(letter.id)).rejects.toThrow(Unavailable);
    await makeAllDue();
    await expect(sendLetter(letter.id)).rejects.toThrow(Unavailable);
    server.state.rcptAnswer = undefined;
    await sendLetter(letter.id);
    expect(await findLetter(letter.key)).toMatchObject({ state: "sent", tries: 3 });
    expect(await read((db) => countReports(db, 30))).toEqual({
      delivered: 0,
      soft_bounce: 2,
      hard_bounce: 0,
      complaint: 0,
    });
  });
});

it("numbers older than asked for are not counted", async () => {
  await transaction((tx) =>
    tx.insert(deliveryReports).values([
      {
        id: "old",
        kind: "delivered",
        addressHash: "a",
        at: new Date(Date.now() - 31 * 86_400_000),
      },
      { id: "new", kind: "delivered", addressHash: "a" },
    ]),
  );
  expect((await read((db) => countReports(db, 30))).delivered).toBe(1);
});
