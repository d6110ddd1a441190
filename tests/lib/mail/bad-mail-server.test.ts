import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { letters } from "@/drizzle/schema/mail";
import { publishSettings } from "@/lib/config";
import { getDb } from "@/lib/db/pool";
import { sendLetter } from "@/lib/mail/send-letter";
import { runAfterAnswer } from "@/lib/registry";
import { Unavailable } from "@/lib/unavailable";
import { emptyQueues, listJobs, makeAllDue } from "@/tests/support/job-table";
import { headerOf, startMailServer } from "@/tests/support/mail-server";
import { findLetter, listLetters, SIGN_IN, writeLetter } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

/** Each test has its own server, and with it its own breaker. */
let server: Awaited<ReturnType<typeof startMailServer>>;
beforeEach(async () => {
  await emptyQueues();
  await getDb().delete(letters);
  server = await startMailServer();
  publishSettings({ MAIL_URL: server.url, MAIL_FROM: "Test Book <book@example.com>" });
});
afterEach(async () => {
  publishSettings({ MAIL_URL: undefined, MAIL_FROM: undefined });
  await server.close();
});

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
