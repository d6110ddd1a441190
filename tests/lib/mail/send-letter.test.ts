import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { letters, suppressions } from "@/drizzle/schema/mail";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { workOnce } from "@/lib/jobs/work-once";
import { listMailbox } from "@/lib/mail/mailbox";
import { sendLetter } from "@/lib/mail/send-letter";
import { suppressAddress } from "@/lib/mail/suppression";
import { runAfterAnswer } from "@/lib/registry";
import { emptyQueues, listJobs } from "@/tests/support/job-table";
import {
  CONFIRM,
  findLetter,
  letPass,
  listLetters,
  SIGN_IN,
  writeLetter,
} from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();
beforeEach(async () => {
  await emptyQueues();
  await getDb().delete(letters);
  await getDb().delete(suppressions);
});

const mailTo = async (to: string) => (await listMailbox()).filter((mail) => mail.to === to);
const statesOf = async () => (await listLetters()).map(({ state }) => state);

describe("a letter in the outbox", () => {
  it("is sent once, by whoever takes it up, and its secret is blanked", async () => {
    const letter = await writeLetter(SIGN_IN);
    await Promise.all([sendLetter(letter.id), runAfterAnswer()]);
    await sendLetter(letter.id);
    expect(await mailTo(letter.to)).toHaveLength(1);
    expect(await findLetter(letter.key)).toMatchObject({
      state: "sent",
      secret: null,
      sentAt: expect.any(Date),
    });
    expect((await listJobs()).map(({ state }) => state)).toEqual(["completed"]);
  });

  it("is a file in the local mailbox, readable as mail, replaced by a repeat", async () => {
    const letter = await writeLetter();
    await sendLetter(letter.id);
    await getDb().update(letters).set({ state: "waiting", secret: letter.secret });
    await sendLetter(letter.id);
    const [mail, ...others] = await mailTo(letter.to);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      subject: expect.stringContaining("One"),
      text: expect.stringContaining("/confirm?token="),
      html: expect.stringContaining("<html"),
    });
    const files = await readdir(path.join(database.dataDir, "mail"));
    expect(files.every((name) => /^[0-9a-f]{24}\.json$/.test(name))).toBe(true);
    expect(
      await readFile(path.join(database.dataDir, "mail", `${mail?.id}.json`), "utf8"),
    ).toContain(mail?.messageId);
  });

  it("that is gone, or was never there, is no trouble", async () => {
    await sendLetter("00000000-0000-4000-8000-000000000000");
  });

  it("for which no template fits, as after a deploy was taken back, fails and is kept", async () => {
    const letter = await writeLetter();
    await getDb().update(letters).set({ template: "from-another-time" });
    await expect(sendLetter(letter.id)).rejects.toThrow("no template from-another-time");
    expect(await findLetter(letter.key)).toMatchObject({ state: "waiting", secret: letter.secret });
  });

  it("whose props do not fit becomes a failure that a person sees, and keeps its secret for the replay", async () => {
    const letter = await writeLetter({ props: { bookTitle: "Test Book" } });
    await expect(sendLetter(letter.id)).rejects.toThrow("chapterUrl");
    expect(await findLetter(letter.key)).toMatchObject({ state: "waiting", tries: 1 });
    expect((await findLetter(letter.key))?.secret).toBeTruthy();
  });
});

describe("letters to one inbox", () => {
  const to = "ada@example.com";

  it("that waited become one about the newest request", async () => {
    const first = await writeLetter({ ...SIGN_IN, to });
    await runAfterAnswer();
    await writeLetter({ ...SIGN_IN, to });
    await writeLetter({ ...SIGN_IN, to });
    const newest = await writeLetter({
      ...SIGN_IN,
      to,
      secret: { ...SIGN_IN.secret, code: "111111" },
    });
    await runAfterAnswer();
    expect(await statesOf()).toEqual(["sent", "waiting", "waiting", "waiting"]);
    await letPass(61);
    await runAfterAnswer();
    expect(await statesOf()).toEqual(["sent", "dead", "dead", "sent"]);
    expect((await findLetter(newest.key))?.secret).toBeNull();
    const mails = await mailTo(to);
    expect(mails).toHaveLength(2);
    expect(mails.filter(({ text }) => text.includes("111111"))).toHaveLength(1);
    expect(first.notBefore.getTime()).toBeLessThanOrEqual(Date.now());
  });

  it("of which the newest left first stay one", async () => {
    const old = await writeLetter({ ...SIGN_IN, to });
    await letPass(61);
    const newest = await writeLetter({ ...SIGN_IN, to });
    await sendLetter(newest.id);
    await sendLetter(old.id);
    expect(await statesOf()).toEqual(["dead", "sent"]);
  });

  it("of different kinds do not replace each other", async () => {
    await writeLetter({ ...SIGN_IN, to });
    await writeLetter({ ...CONFIRM, to });
    await runAfterAnswer();
    expect(await statesOf()).toEqual(["sent", "sent"]);
  });

  it("are not sent when nothing in them works any more", async () => {
    const letter = await writeLetter({ ...SIGN_IN, to });
    await letPass(601);
    await sendLetter(letter.id);
    expect(await findLetter(letter.key)).toMatchObject({ state: "dead", secret: null });
    expect(await statesOf()).toEqual(["dead"]);
  });
});

describe("whoever left", () => {
  const suppress = (address: string, reason: "unsubscribed" | "bounced" | "complained") =>
    transaction((tx) => suppressAddress(tx, { address, reason }));

  it("gets no more mail, but can still sign in", async () => {
    await suppress("Left@Example.com", "unsubscribed");
    const course = await writeLetter({ ...CONFIRM, to: "left@example.com" });
    const signIn = await writeLetter({ ...SIGN_IN, to: "left@example.com" });
    await runAfterAnswer();
    expect(await findLetter(course.key)).toMatchObject({ state: "dead", secret: null });
    expect(await findLetter(signIn.key)).toMatchObject({ state: "sent" });
  });

  it("is kept as a hash, and a dead inbox weighs more than a wish", async () => {
    await suppress("left@example.com", "unsubscribed");
    await suppress("left@example.com", "bounced");
    await suppress("left@example.com", "complained");
    const rows = await getDb().select().from(suppressions);
    expect(rows).toMatchObject([{ reason: "bounced" }]);
    expect(JSON.stringify(rows)).not.toContain("left@");
    const signIn = await writeLetter({ ...SIGN_IN, to: "left@example.com" });
    await sendLetter(signIn.id);
    expect(await findLetter(signIn.key)).toMatchObject({ state: "dead" });
  });

  it("can ask for a sign-in letter a day after their inbox bounced, and for nothing else", async () => {
    await suppress("back@example.com", "bounced");
    await getDb().update(suppressions).set({ createdAt: sql`now() - interval '25 hours'` });
    const course = await writeLetter({ ...CONFIRM, to: "back@example.com" });
    const signIn = await writeLetter({ ...SIGN_IN, to: "back@example.com" });
    await runAfterAnswer();
    expect(await findLetter(course.key)).toMatchObject({ state: "dead" });
    expect(await findLetter(signIn.key)).toMatchObject({ state: "sent" });
  });
});

describe("sign-in letters", () => {
  it("overtake everything that waits", async () => {
    for (let n = 0; n < 30; n += 1) await writeLetter();
    const signIn = await writeLetter(SIGN_IN);
    const order: string[] = [];
    const note = async ({ letterId }: Record<string, unknown>) => void order.push(String(letterId));
    await workOnce(
      [
        { queue: "letters-receipts", run: note },
        { queue: "letters-sign-in", run: note },
      ],
      { deadlineMs: 10_000 },
    );
    expect(order[0]).toBe(signIn.id);
    expect(order).toHaveLength(31);
  });
});
