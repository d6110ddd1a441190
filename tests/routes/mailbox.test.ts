import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as showLetter } from "@/app/api/mailbox/[id]/route";
import { GET as list } from "@/app/api/mailbox/route";
import { publishSettings } from "@/lib/config";
import { ARRIVED_FORWARDED } from "@/lib/forwarding";
import { listMailbox } from "@/lib/mail/mailbox";
import { mailboxTransport } from "@/lib/mail/mailbox-transport";

let dataDir: string;
let id: string;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "handbook-mailbox-route-"));
  settle();
  await mailboxTransport.send({
    messageId: "<one@example.com>",
    from: "book@example.com",
    to: "ada@example.com",
    subject: "Hello",
    text: "Hello.",
    html: '<html><head><title>Hello</title></head><body><a href="/confirm">Yes</a></body></html>',
    headers: {},
  });
  id = (await listMailbox())[0]?.id ?? "";
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));
beforeEach(() => settle());

function settle(settings: Record<string, string | undefined> = {}) {
  publishSettings({
    DATA_DIR: dataDir,
    SITE_RUNTIME: "launcher",
    HOST: undefined,
    MAIL_URL: undefined,
    NEXTAUTH_URL: undefined,
    LOG_LEVEL: "silent",
    ...settings,
  });
}

const HERE = { host: "localhost:3000" };
const request = (headers: Record<string, string>) =>
  new Request("http://localhost:3000/api/mailbox", { headers });
const listFor = (headers: Record<string, string>) => list(request(headers));
const showFor = (headers: Record<string, string>, which = id) =>
  showLetter(request(headers), { params: Promise.resolve({ id: which }) });

describe("the mailbox for programs", () => {
  it("lists the letters to somebody at this very machine, and nobody keeps the answer", async () => {
    const answer = await listFor(HERE);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(await answer.json()).toMatchObject([{ to: "ada@example.com", subject: "Hello" }]);
  });

  it("shows a letter whose links open outside and that may run nothing", async () => {
    const answer = await showFor(HERE);
    expect(await answer.text()).toContain('<head><base target="_blank"><title>');
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).not.toMatch(/allow-scripts|script-src/);
  });

  it("knows no other letter", async () => {
    expect((await showFor(HERE, "0".repeat(24))).status).toBe(404);
    expect((await showFor(HERE, "../../secret")).status).toBe(404);
  });
});

describe("the mailbox is not there", () => {
  const bothAnswer404 = async (headers: Record<string, string>) => {
    expect((await listFor(headers)).status).toBe(404);
    const letter = await showFor(headers);
    expect(letter.status).toBe(404);
    expect(await letter.text()).not.toContain("Yes");
  };

  it("for whoever came through a proxy, or by another name", async () => {
    await bothAnswer404({ ...HERE, [ARRIVED_FORWARDED]: "1" });
    await bothAnswer404({ host: "book.example.com" });
  });

  it("where mail really leaves", async () => {
    settle({ MAIL_URL: "smtp://mail.example.com" });
    await bothAnswer404(HERE);
  });

  it("where no server of ours stands in front that could tell of a proxy", async () => {
    settle({ SITE_RUNTIME: "host" });
    await bothAnswer404(HERE);
  });
});
