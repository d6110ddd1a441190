import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { letters } from "@/drizzle/schema/mail";
import { publishSettings } from "@/lib/config";
import { getDb } from "@/lib/db/pool";
import { messageIdOf, tagOf } from "@/lib/mail/message-id";
import { TurnedAway } from "@/lib/mail/refused";
import { sendLetter } from "@/lib/mail/send-letter";
import { runAfterAnswer } from "@/lib/registry";
import { Unavailable } from "@/lib/unavailable";
import { startHttpProvider } from "@/tests/support/http-provider";
import { emptyQueues, makeAllDue } from "@/tests/support/job-table";
import { startMailServer } from "@/tests/support/mail-server";
import { CONFIRM, findLetter, SIGN_IN, writeLetter } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

let provider: Awaited<ReturnType<typeof startHttpProvider>>;
beforeEach(async () => {
  await emptyQueues();
  await getDb().delete(letters);
  provider = await startHttpProvider();
  publishSettings({ MAIL_URL: provider.url, MAIL_FROM: "Test Book <book@example.com>" });
});
afterEach(async () => {
  publishSettings({ MAIL_URL: undefined, MAIL_FROM: undefined });
  await provider.close();
});

describe("an HTTP provider that takes letters", () => {
  it("gets each whole, with a key that makes a repeat harmless", async () => {
    const letter = await writeLetter({
      ...CONFIRM,
      props: { ...CONFIRM.props, replyTo: "ada@book.example.com" },
    });
    await runAfterAnswer();
    const messageId = messageIdOf(letter.key);
    expect(provider.taken).toEqual([
      {
        key: messageId,
        authorization: "Bearer re_Test_Key",
        body: {
          from: "Test Book <book@example.com>",
          to: [letter.to],
          reply_to: "ada@book.example.com",
          subject: expect.stringContaining("One"),
          text: expect.stringContaining("/confirm?token="),
          html: expect.stringContaining("<html"),
          headers: expect.objectContaining({
            "Message-ID": messageId,
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
          }),
          tags: [{ name: "letter", value: tagOf(messageId) }],
        },
      },
    ]);
    expect(await findLetter(letter.key)).toMatchObject({
      state: "sent",
      lastAnswer: '200 {"id":"letter-1"}',
    });
  });
});

describe("an HTTP provider that says not now", () => {
  it.each([
    ["too many requests", { status: 429, body: { name: "rate_limit_exceeded", message: "Slow." } }],
    ["the day's letters are used up", { status: 429, body: { name: "daily_quota_exceeded" } }],
    ["it is broken", { status: 500, body: "oops" }],
    ["a gateway is", { status: 502, body: "<html>bad gateway</html>" }],
    ["it does not know our key", { status: 401, body: { name: "missing_api_key" } }],
    ["it knows our key no more", { status: 403, body: { name: "invalid_api_key" } }],
    [
      "our key is no key",
      { status: 400, body: { name: "validation_error", message: "API key is invalid" } },
    ],
    ["our domain is not proven", { status: 403, body: { name: "validation_error" } }],
    [
      "our sender is wrong",
      { status: 422, body: { name: "invalid_from_address", message: "Invalid `from`." } },
    ],
    ["it moved", { status: 302, body: "" }],
  ])("because %s, keeps the letter waiting", async (_why, behaviour) => {
    provider.state.behaviour = behaviour;
    const letter = await writeLetter(SIGN_IN);
    await expect(sendLetter(letter.id)).rejects.toThrow(Unavailable);
    expect(await findLetter(letter.key)).toMatchObject({ state: "waiting", tries: 1 });
    provider.state.behaviour = "take";
    await sendLetter(letter.id);
    expect(await findLetter(letter.key)).toMatchObject({ state: "sent", tries: 2 });
    expect(provider.taken).toHaveLength(1);
  });

  it("is left in peace after five of them", async () => {
    provider.state.behaviour = { status: 500, body: "oops" };
    for (let n = 0; n < 12; n += 1) await writeLetter(SIGN_IN);
    await runAfterAnswer();
    expect(provider.state.attempts).toBeGreaterThanOrEqual(5);
    expect(provider.state.attempts).toBeLessThan(12);
  });
});

describe("an HTTP provider that says never", () => {
  it.each([
    ["it finds a field wrong", { status: 400, body: { name: "validation_error" } }],
    ["the letter is too large", { status: 413, body: "too large" }],
  ])("because %s, keeps the letter for whoever mends that", async (_why, behaviour) => {
    provider.state.behaviour = behaviour;
    const letter = await writeLetter();
    await expect(sendLetter(letter.id)).rejects.toThrow(TurnedAway);
    expect(await findLetter(letter.key)).toMatchObject({ state: "waiting", secret: letter.secret });
  });

  it("of the address is not asked again, and nothing else suffers", async () => {
    const body = { name: "validation_error", message: "Invalid `to` field." };
    provider.state.behaviour = { status: 422, body };
    const letter = await writeLetter(SIGN_IN);
    await sendLetter(letter.id);
    expect(await findLetter(letter.key)).toMatchObject({ state: "dead", secret: null });
    provider.state.behaviour = "take";
    const next = await writeLetter({ ...SIGN_IN, to: letter.to });
    await sendLetter(next.id);
    expect(await findLetter(next.key)).toMatchObject({ state: "sent" });
  });
});

describe("an HTTP provider that takes a letter and does not say so", () => {
  it("gets it again under the same key, and sends it once", async () => {
    provider.state.behaviour = "cut-after-taking";
    const letter = await writeLetter(SIGN_IN);
    await runAfterAnswer();
    expect(await findLetter(letter.key)).toMatchObject({ state: "waiting" });
    provider.state.behaviour = "take";
    await makeAllDue();
    await runAfterAnswer();
    expect(await findLetter(letter.key)).toMatchObject({ state: "sent", tries: 2 });
    expect(provider.state.attempts).toBe(2);
    expect(provider.taken).toHaveLength(1);
  });

  it("counts as having taken it, also when our words have changed since", async () => {
    provider.state.behaviour = "cut-after-taking";
    const letter = await writeLetter(SIGN_IN);
    await expect(sendLetter(letter.id)).rejects.toThrow(Unavailable);
    provider.state.behaviour = "take";
    publishSettings({ MAIL_FROM: "Renamed Book <book@example.com>" });
    await sendLetter(letter.id);
    expect(await findLetter(letter.key)).toMatchObject({ state: "sent" });
    expect(provider.taken).toHaveLength(1);
  });

  it("is waited for twenty seconds", { timeout: 60_000 }, async () => {
    provider.state.behaviour = "hang";
    const letter = await writeLetter(SIGN_IN);
    await expect(sendLetter(letter.id)).rejects.toThrow(Unavailable);
    provider.state.behaviour = "take";
    await sendLetter(letter.id);
    expect(await findLetter(letter.key)).toMatchObject({ state: "sent", tries: 2 });
  });
});

it("a changed provider takes over what waited for the old one, under the same Message-ID", async () => {
  provider.state.behaviour = { status: 500, body: "oops" };
  const letter = await writeLetter(SIGN_IN);
  await runAfterAnswer();
  const server = await startMailServer();
  publishSettings({ MAIL_URL: server.url });
  await makeAllDue();
  await runAfterAnswer();
  expect(server.received).toMatchObject([{ to: letter.to, messageId: messageIdOf(letter.key) }]);
  await server.close();
});
