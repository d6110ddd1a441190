import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { failures } from "@/drizzle/schema/jobs";
import { letters } from "@/drizzle/schema/mail";
import { publishSettings } from "@/lib/config";
import { getDb } from "@/lib/db/pool";
import { listFailures } from "@/lib/jobs/failures";
import { MOST_TRIES } from "@/lib/jobs/run-job";
import { sendLetter } from "@/lib/mail/send-letter";
import { runAfterAnswer } from "@/lib/registry";
import { SLICE_MS, slicesSince } from "@/lib/signals";
import { Unavailable } from "@/lib/unavailable";
import { emptyQueues, listJobs, makeAllDue } from "@/tests/support/job-table";
import { startMailServer } from "@/tests/support/mail-server";
import { findLetter, letPass, listLetters, SIGN_IN, writeLetter } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

/** Each test has its own server, and with it its own breaker. */
let server: Awaited<ReturnType<typeof startMailServer>>;
beforeEach(async () => {
  await emptyQueues();
  for (const table of [letters, failures]) await getDb().delete(table);
  server = await startMailServer();
  publishSettings({ MAIL_URL: server.url, MAIL_FROM: "Test Book <book@example.com>" });
});
afterEach(async () => {
  publishSettings({ MAIL_URL: undefined, MAIL_FROM: undefined });
  await server.close();
});

function sumOfMail(since: number) {
  const slices = slicesSince(since).filter(({ signal }) => signal === "mail");
  return slices.reduce(
    (sum, { ok, failed }) => ({ ok: sum.ok + ok, failed: sum.failed + failed }),
    { ok: 0, failed: 0 },
  );
}

describe("a mail server that says never", () => {
  it("about an inbox is not asked again", async () => {
    server.state.rcptAnswer = "552 5.2.2 Mailbox full";
    const letter = await writeLetter();
    await runAfterAnswer();
    expect(await findLetter(letter.key)).toMatchObject({ state: "dead", secret: null, tries: 1 });
    expect((await findLetter(letter.key))?.lastAnswer).toMatch(/^refused: .*552/);
    expect(await listJobs()).toMatchObject([{ state: "completed" }]);
  });

  it("about us is asked again, and after eight tries the letter stands on the desk, whole", async () => {
    server.state.behaviour = "550";
    const letter = await writeLetter();
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      expect(await listFailures()).toEqual([]);
      await makeAllDue();
      await runAfterAnswer();
    }
    expect(await findLetter(letter.key)).toMatchObject({
      state: "waiting",
      secret: letter.secret,
      tries: MOST_TRIES,
    });
    expect((await findLetter(letter.key))?.lastAnswer).toMatch(/^refused: .*550/);
    expect(await listFailures()).toMatchObject([{ cause: "letters-receipts: TurnedAway" }]);
  });

  it("about us keeps a login letter trying while it is worth anything", async () => {
    server.state.behaviour = "550";
    const letter = await writeLetter(SIGN_IN);
    for (let tries = 0; tries < MOST_TRIES + 1; tries += 1) {
      await makeAllDue();
      await runAfterAnswer();
    }
    expect(await listFailures()).toEqual([]);
    await letPass(601);
    await makeAllDue();
    await runAfterAnswer();
    expect(await findLetter(letter.key)).toMatchObject({ state: "dead", secret: null });
  });

  it("about us is counted as a letter that failed, about an inbox as an answer", async () => {
    const since = Date.now() - SLICE_MS;
    const before = sumOfMail(since);
    server.state.behaviour = "550";
    await writeLetter();
    await runAfterAnswer();
    server.state.rcptAnswer = "550 5.1.1 No such user";
    await writeLetter();
    await runAfterAnswer();
    const after = sumOfMail(since);
    expect([after.failed - before.failed, after.ok - before.ok]).toEqual([1, 1]);
  });

  it("before it saw a letter is left in peace, since it would take no other either", async () => {
    server.state.rcptAnswer = "550 5.7.1 Your account is blocked";
    for (let n = 0; n < 12; n += 1) await writeLetter();
    await runAfterAnswer();
    const tries = (await listLetters()).reduce((sum, letter) => sum + letter.tries, 0);
    expect(tries).toBeGreaterThanOrEqual(5);
    expect(tries).toBeLessThan(12);
  });

  it("to our own log-in is our trouble, not the letter's", async () => {
    const withPassword = server.url.replace("smtp://", "smtp://book:wrong@");
    publishSettings({ MAIL_URL: withPassword });
    const letter = await writeLetter(SIGN_IN);
    await expect(sendLetter(letter.id)).rejects.toThrow(Unavailable);
    expect(await findLetter(letter.key)).toMatchObject({ state: "waiting" });
  });

  it("about one letter closes nothing for the others", async () => {
    server.state.behaviour = "550";
    for (let n = 0; n < 10; n += 1) await writeLetter(SIGN_IN);
    await runAfterAnswer();
    server.state.behaviour = "take";
    const letter = await writeLetter(SIGN_IN);
    await runAfterAnswer();
    expect(await findLetter(letter.key)).toMatchObject({ state: "sent" });
  });
});
