import { mkdtemp, readdir, rm } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeEndings } from "@/cli/start/endings";
import { mailObstacle, standBeforeMail } from "@/cli/start/faults/mail-faults";
import { getConfig, publishSettings } from "@/lib/config";
import { findMailboxMessage, isMailboxOpen, listMailbox } from "@/lib/mail/mailbox";
import { mailboxTransport } from "@/lib/mail/mailbox-transport";
import { PutOff } from "@/lib/mail/refused";
import { getTransport, type Mail } from "@/lib/mail/transport";
import { headerOf, startMailServer } from "@/tests/support/mail-server";
import { ALL, compose } from "@/tests/support/sample-letters";

let endings: ReturnType<typeof makeEndings>;
let isBroken: boolean;
let dataDir: string;

beforeEach(async () => {
  endings = makeEndings();
  isBroken = false;
  dataDir = await mkdtemp(path.join(tmpdir(), "handbook-break-mail-"));
  publishSettings({
    DATA_DIR: dataDir,
    NEXTAUTH_SECRET: "a-secret-that-only-tests-know-0123456789",
    NEXTAUTH_URL: undefined,
    MAIL_URL: undefined,
    LOCAL_MAIL_URL: undefined,
    LOG_LEVEL: "silent",
  });
});
afterEach(async () => {
  await endings.run();
  publishSettings({ MAIL_URL: undefined, LOCAL_MAIL_URL: undefined });
  await rm(dataDir, { recursive: true, force: true });
});

/** Returns how to break and mend. */
async function stand(mailUrl?: string) {
  const tell = await standBeforeMail({ mailUrl, isBroken: () => isBroken, endings });
  return (broken: boolean) => {
    isBroken = broken;
    tell();
  };
}

const send = (mail: Mail) => getTransport(0).send(mail);

const mail = (to = "ada@example.com"): Mail => ({
  messageId: `<${to}>`,
  from: "Grace Hopper's Book <book@example.com>",
  to,
  subject: "Grüße aus dem Maschinenraum, in einer Zeile, die für eine einzige zu lang geworden ist",
  text: `.\nA line\n\n${"long words ".repeat(30)}\nÜber Ähren — “quoted”\n\n`,
  html: `<p>${"<em>Über</em> Ähren ".repeat(40)}</p>\n`,
  headers: {
    "X-Request-ID": "0b9e8a52-1c67-4a77-9b6a-6a7c5a6d9d11",
    "List-Unsubscribe": `<https://book.example.com/api/forms/unsubscribe?token=${"a1b2".repeat(60)}>`,
  },
});

describe("the local mailbox behind a mail server", () => {
  it("keeps the very same file of each kind of letter", async () => {
    await stand();
    const samples = await Promise.all(
      ALL.map((sample) => compose(sample, "0b9e8a52-1c67-4a77-9b6a-6a7c5a6d9d11")),
    );
    for (const letter of [
      ...samples,
      mail(),
      { ...mail("x@example.com"), replyTo: "y@book.org" },
    ]) {
      await mailboxTransport.send(letter);
      const [direct] = await listMailbox();
      await send(letter);
      const [served, ...others] = await listMailbox();
      expect(others).toEqual([]);
      expect(served).toEqual({ ...direct, sentAt: served?.sentAt });
      expect(await findMailboxMessage(direct?.id ?? "")).toEqual(served);
      await rm(path.join(dataDir, "mail"), { recursive: true });
    }
  });

  it("stays open to whoever sits at this machine", async () => {
    await stand();
    expect(getConfig().mailUrl).toBeUndefined();
    expect(isMailboxOpen({ host: "localhost:3000", hasForwardingHeader: false })).toBe(true);
  });

  it("refuses for now what it cannot keep", async () => {
    await stand();
    publishSettings({ DATA_DIR: "/dev/null/never" });
    await expect(send(mail())).rejects.toBeInstanceOf(PutOff);
  });
});

describe("broken mail", () => {
  it("refuses one letter for now and never answers about the next; mended, it takes both", async () => {
    const turn = await stand();
    await send(mail("before@example.com"));
    turn(true);
    await expect(send(mail("refused@example.com"))).rejects.toThrow(/451.*[Bb]roken on purpose/);
    const hung = send(mail("hung@example.com")).catch((error: unknown) => error);
    await expect.poll(() => Promise.race([hung, "still waiting"])).toBe("still waiting");
    expect(await readdir(path.join(dataDir, "mail"))).toHaveLength(1);
    turn(false);
    expect(await hung).toContain("250");
    await send(mail("refused@example.com"));
    expect(await listMailbox()).toHaveLength(3);
  });

  it("stands before the configured server too, and changes no letter on its way", async () => {
    const server = await startMailServer();
    endings.add(server.close);
    const turn = await stand(server.url);
    await send(mail());
    turn(true);
    await expect(send(mail("refused@example.com"))).rejects.toBeInstanceOf(PutOff);
    expect(server.received.map(({ to }) => to)).toEqual(["ada@example.com"]);
    turn(false);
    await send(mail("refused@example.com"));
    expect(server.received).toHaveLength(2);
    expect(headerOf(server.received[0]?.raw ?? "", "Message-ID")).toBe("<ada@example.com>");
  });

  it("leaves no letter in doubt that the server is just taking", async () => {
    const server = await startMailServer();
    endings.add(server.close);
    const turn = await stand(server.url);
    server.state.choose = () => {
      turn(true);
      return "take";
    };
    expect(await send(mail())).toContain("250");
    await expect(send(mail("next@example.com"))).rejects.toBeInstanceOf(PutOff);
    expect(server.received).toHaveLength(1);
  });

  it("keeps silent where a server would have to prove who it is", async () => {
    const turn = await stand("smtps://user:secret@mail.example.com?pool=true");
    turn(true);
    const url = new URL(getConfig().mailUrl ?? "");
    expect([url.username, url.password]).toEqual(["user", "secret"]);
    expect(url.searchParams.get("servername")).toBe("mail.example.com");
    const line = net.connect(Number(url.port), url.hostname);
    let heard = "";
    line.on("error", () => undefined);
    line.on("data", (chunk) => {
      heard += chunk;
    });
    const closed = new Promise((resolve) => line.once("close", resolve));
    await new Promise((resolve) => line.once("connect", resolve));
    line.write("EHLO book\r\n");
    await expect.poll(() => line.bytesWritten).toBeGreaterThan(0);
    turn(false);
    await closed;
    expect(heard).toBe("");
  });

  it("is not to be had where letters leave by HTTP", () => {
    expect(mailObstacle("resend://re_key")).toMatch(/HTTP/);
    expect([mailObstacle(undefined), mailObstacle("smtp://mail.example.com")]).toEqual([
      undefined,
      undefined,
    ]);
  });
});
