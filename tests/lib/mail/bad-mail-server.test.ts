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
import { headerOf, startMailServer } from "@/tests/support/mail-server";
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

describe("a mail server that takes letters", () => {
  it("gets each once, whole, with a text part and a sender one can answer", async () => {
    const letter = await writeLetter(SIGN_IN);
    await runAfterAnswer();
    const [mail, ...others] = server.received;
    expect(others).toEqual([]);
    expect(mail?.to).toBe(letter.to);
    expect(headerOf(mail?.raw ?? "", "From")).toBe("Test Book <book@example.com>");
    expect(headerOf(mail?.raw ?? "", "Content-Type")).toContain("multipart/alternative");
    expect(mail?.raw).toContain("Content-Type: text/plain");
    expect(await findLetter(letter.key)).toMatchObject({ state: "sent", lastAnswer: "250 taken" });
  });
});

describe("a mail server that says not now", () => {
  it("is asked again with the same Message-ID, and the letter arrives once", async () => {
    server.state.behaviour = "451";
    const letter = await writeLetter(SIGN_IN);
    await runAfterAnswer();
    expect(await findLetter(letter.key)).toMatchObject({ state: "waiting", tries: 1 });
    expect((await findLetter(letter.key))?.lastAnswer).toContain("451");
    expect(await listJobs()).toMatchObject([{ state: "retry" }]);
    server.state.behaviour = "take";
    await makeAllDue();
    await runAfterAnswer();
    expect(server.received).toHaveLength(1);
    expect(await findLetter(letter.key)).toMatchObject({ state: "sent", tries: 2, secret: null });
  });

  it("is left in peace for a while after five of them, which costs the letters nothing", async () => {
    server.state.behaviour = "451";
    for (let n = 0; n < 12; n += 1) await writeLetter(SIGN_IN);
    await runAfterAnswer();
    expect(server.state.attempts).toBeGreaterThanOrEqual(5);
    expect(server.state.attempts).toBeLessThan(12);
    const jobs = await listJobs();
    expect(jobs).toHaveLength(12);
    expect(jobs.every(({ state }) => state === "retry" || state === "created")).toBe(true);
    const tries = (await listLetters()).map((letter) => letter.tries);
    expect(tries.reduce((sum, each) => sum + each, 0)).toBe(server.state.attempts);
  });

  it("is asked again after its rest, and gets what waited", { timeout: 60_000 }, async () => {
    server.state.behaviour = "451";
    for (let n = 0; n < 6; n += 1) await writeLetter(SIGN_IN);
    await runAfterAnswer();
    server.state.behaviour = "take";
    const workThemAll = async () => {
      await makeAllDue();
      await runAfterAnswer();
      return server.received.length;
    };
    await expect.poll(workThemAll, { timeout: 40_000, interval: 1_000 }).toBe(6);
  });
});

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

describe("a mail server that takes a letter and does not say so", () => {
  it("gets it again under the same Message-ID after it hung up", async () => {
    server.state.behaviour = "drop-after-data";
    const letter = await writeLetter(SIGN_IN);
    await runAfterAnswer();
    expect(await findLetter(letter.key)).toMatchObject({ state: "waiting" });
    server.state.behaviour = "take";
    await makeAllDue();
    await runAfterAnswer();
    expect(await findLetter(letter.key)).toMatchObject({ state: "sent" });
    const ids = server.received.map(({ messageId }) => messageId);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toMatch(/^<[0-9a-f]{40}@localhost>$/);
    expect(new Set(ids).size).toBe(1);
  });

  it("is waited for twenty seconds, and then again under the same Message-ID", {
    timeout: 60_000,
  }, async () => {
    server.state.behaviour = "hang-after-data";
    const letter = await writeLetter(SIGN_IN);
    await expect(sendLetter(letter.id)).rejects.toThrow(Unavailable);
    server.state.behaviour = "take";
    await sendLetter(letter.id);
    expect(await findLetter(letter.key)).toMatchObject({ state: "sent", tries: 2 });
    expect(new Set(server.received.map(({ messageId }) => messageId)).size).toBe(1);
  });
});

describe("a mail server that is not there", () => {
  it("leaves the letter waiting", async () => {
    await server.close();
    const letter = await writeLetter(SIGN_IN);
    await runAfterAnswer();
    expect(await findLetter(letter.key)).toMatchObject({ state: "waiting", tries: 1 });
    expect((await findLetter(letter.key))?.secret).toBeTruthy();
  });
});
