import { generateKeyPairSync } from "node:crypto";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { publishSettings } from "@/lib/config";
import { dkimRecord } from "@/lib/mail/dkim";
import { sendLetter } from "@/lib/mail/send-letter";
import { startMailServer } from "@/tests/support/mail-server";
import { CONFIRM, writeLetter } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const { privateKey: key } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const privateKey = key.export({ type: "pkcs8", format: "pem" }).toString().trim();

let server: Awaited<ReturnType<typeof startMailServer>>;
beforeEach(async () => {
  server = await startMailServer();
  publishSettings({
    MAIL_URL: server.url,
    MAIL_FROM: "Test Book <book@letters.example.org>",
    DKIM_PRIVATE_KEY: privateKey.replaceAll("\n", "\\n"),
    DKIM_SELECTOR: "spring",
  });
});
afterEach(async () => {
  const unset = { MAIL_URL: undefined, MAIL_FROM: undefined };
  publishSettings({ ...unset, DKIM_PRIVATE_KEY: undefined, DKIM_SELECTOR: undefined });
  await server.close();
});

async function receive(): Promise<string> {
  const letter = await writeLetter({
    ...CONFIRM,
    props: { ...CONFIRM.props, bookTitle: "Bücher über Käse", replyTo: "ada@example.org" },
  });
  await sendLetter(letter.id);
  return server.received.at(-1)?.raw ?? "";
}

/** As a mail host checks it, with our record in the place of the DNS. */
async function check(raw: string) {
  const record = dkimRecord({ privateKey, selector: "spring", domain: "letters.example.org" });
  const resolver = async (name: string) => {
    if (name === record.name) return [[record.value]];
    throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
  };
  const { results } = await dkimVerify(raw, { resolver });
  return results[0];
}

describe("a letter that left by SMTP while a key is set", () => {
  it("verifies for the sender's domain", async () => {
    expect(await check(await receive())).toMatchObject({
      status: { result: "pass", aligned: "letters.example.org" },
      signingDomain: "letters.example.org",
      selector: "spring",
    });
  });

  it("is signed over what shows the button to unsubscribe, as RFC 8058 asks", async () => {
    const signed = (await check(await receive()))?.signingHeaders?.keys.toLowerCase() ?? "";
    for (const name of ["from", "reply-to", "subject", "list-unsubscribe", "list-unsubscribe-post"])
      expect(signed.split(/:\s*/)).toContain(name);
  });

  it.each([
    ["its text", (raw: string) => raw.replace("button", "butter")],
    ["its way out", (raw: string) => raw.replace("One-Click", "Two-Click")],
    ["its subject", (raw: string) => raw.replace(/^Subject: /m, "Subject: Fwd ")],
  ])("fails when somebody changes %s", async (_what, change) => {
    const raw = await receive();
    expect(change(raw)).not.toBe(raw);
    expect((await check(change(raw)))?.status.result).not.toBe("pass");
  });
});

it("without a key a letter leaves unsigned", async () => {
  publishSettings({ DKIM_PRIVATE_KEY: undefined });
  expect(await receive()).not.toMatch(/^DKIM-Signature:/im);
});
