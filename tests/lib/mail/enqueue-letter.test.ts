import { beforeEach, describe, expect, it } from "vitest";
import { letters } from "@/drizzle/schema/mail";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { enqueueLetter } from "@/lib/mail/enqueue-letter";
import { runWithRequestId } from "@/lib/request-context";
import { unseal } from "@/lib/signing";
import { emptyQueues, listJobs } from "@/tests/support/job-table";
import { CONFIRM, letPass, listLetters, SIGN_IN, writeLetter } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeEach(async () => {
  await emptyQueues();
  await getDb().delete(letters);
});

describe("a letter", () => {
  it("and its job exist exactly when what caused them does", async () => {
    const broken = transaction(async (tx) => {
      await enqueueLetter(tx, { ...CONFIRM, key: "never", to: "ada@example.com" });
      throw new Error("the business failed");
    });
    await expect(broken).rejects.toThrow("the business failed");
    expect(await listLetters()).toEqual([]);
    expect(await listJobs()).toEqual([]);
    const letter = await writeLetter();
    expect(await listJobs()).toMatchObject([
      { name: "letters-receipts", data: { input: { letterId: letter.id } } },
    ]);
  });

  it("as a test is written at once, whatever its inbox got before", async () => {
    for (const key of ["first", "second", "third"]) {
      const test = await writeLetter({ key, to: "ada@example.com", isTest: true });
      expect(test).toMatchObject({ lane: 1, props: { isTest: true } });
    }
    expect(await listLetters()).toHaveLength(3);
  });

  it("is one for one key, however often and at once it is written", async () => {
    const write = () => writeLetter({ key: "same", to: "ada@example.com" });
    const rows = await Promise.all(Array.from({ length: 10 }, write));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(1);
    expect(await listLetters()).toHaveLength(1);
    expect(await listJobs()).toHaveLength(1);
  });

  it("keeps links and codes sealed, in the lane of its kind, with the id of the request", async () => {
    const letter = await runWithRequestId("click-12345678", () => writeLetter(SIGN_IN));
    expect(letter).toMatchObject({ lane: 0, state: "waiting", requestId: "click-12345678" });
    expect(JSON.stringify(letter)).not.toContain("402918");
    expect(JSON.parse(await unseal(letter.secret ?? ""))).toEqual(SIGN_IN.secret);
    expect(await listJobs()).toMatchObject([
      { name: "letters-sign-in", data: { requestId: "click-12345678" } },
    ]);
  });
});

describe("one inbox", () => {
  const to = "ada@example.com";
  const waitOf = ({ notBefore, createdAt }: { notBefore: Date; createdAt: Date }) =>
    Math.round((notBefore.getTime() - createdAt.getTime()) / 1000);

  it("gets one sign-in letter a minute, and one of another kind in ten", async () => {
    expect(waitOf(await writeLetter({ ...SIGN_IN, to }))).toBe(0);
    expect(waitOf(await writeLetter({ ...SIGN_IN, to }))).toBe(60);
    expect(waitOf(await writeLetter({ ...CONFIRM, to }))).toBe(0);
    expect(waitOf(await writeLetter({ ...CONFIRM, to }))).toBe(600);
    expect(waitOf(await writeLetter({ ...SIGN_IN, to: "bob@example.com" }))).toBe(0);
  });

  it("is not pushed further away by every letter that waits", async () => {
    await writeLetter({ ...SIGN_IN, to });
    await letPass(10);
    for (let asked = 0; asked < 3; asked += 1)
      expect(waitOf(await writeLetter({ ...SIGN_IN, to }))).toBe(50);
  });

  it("is free again after its time", async () => {
    await writeLetter({ ...SIGN_IN, to });
    await letPass(61);
    expect(waitOf(await writeLetter({ ...SIGN_IN, to }))).toBe(0);
  });
});
