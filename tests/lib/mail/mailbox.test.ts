import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { publishSettings } from "@/lib/config";
import { findMailboxMessage, isMailboxOpen, listMailbox } from "@/lib/mail/mailbox";
import { mailboxTransport } from "@/lib/mail/mailbox-transport";

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "handbook-mailbox-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));
beforeEach(() =>
  publishSettings({
    DATA_DIR: dataDir,
    HOST: undefined,
    MAIL_URL: undefined,
    NEXTAUTH_URL: undefined,
  }),
);

const mail = (to: string) => ({
  messageId: `<${to}>`,
  from: "book@example.com",
  to,
  subject: "Hello",
  text: "Hello.",
  html: "<p>Hello.</p>",
  headers: {},
});

describe("the mailbox on this machine", () => {
  it("is empty before the first letter", async () => {
    expect(await listMailbox()).toEqual([]);
    expect(await findMailboxMessage("0".repeat(24))).toBeUndefined();
  });

  it("shows the newest first, and each by its id", async () => {
    await mailboxTransport.send(mail("one@example.com"));
    await mailboxTransport.send(mail("two@example.com"));
    const [newest, oldest] = await listMailbox();
    expect([newest?.to, oldest?.to]).toEqual(["two@example.com", "one@example.com"]);
    expect(await findMailboxMessage(oldest?.id ?? "")).toEqual(oldest);
  });

  it("reads no file but its own", async () => {
    for (const id of ["../secret", "..%2Fsecret", "", "secret", `${"0".repeat(24)}/../x`])
      expect(await findMailboxMessage(id)).toBeUndefined();
  });
});

describe("who may look into it", () => {
  const fromHere = { host: "localhost:3000", hasForwardingHeader: false };

  it("is somebody at this very machine", () => {
    for (const host of ["localhost:3000", "127.0.0.1:3000", "[::1]:3000", "localhost"])
      expect(isMailboxOpen({ ...fromHere, host }), host).toBe(true);
  });

  it("is nobody who came through something, or by another name", () => {
    expect(isMailboxOpen({ ...fromHere, hasForwardingHeader: true })).toBe(false);
    for (const host of [
      null,
      "",
      "book.example.com",
      "localhost.example.com",
      "127.0.0.1@evil.example",
      "a b",
    ])
      expect(isMailboxOpen({ ...fromHere, host }), String(host)).toBe(false);
  });

  it("is nobody where letters really leave, or where others can reach the site", () => {
    const settings = [
      { MAIL_URL: "smtp://mail.example.com" },
      { HOST: "0.0.0.0" },
      { NEXTAUTH_URL: "https://book.example.com" },
    ];
    for (const setting of settings) {
      publishSettings({ ...setting });
      expect(isMailboxOpen(fromHere), JSON.stringify(setting)).toBe(false);
      publishSettings(Object.fromEntries(Object.keys(setting).map((name) => [name, undefined])));
    }
  });
});
