import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { beOnlyLauncher } from "@/cli/start/single-launcher";
import { findFreePort } from "@/tests/support/free-port";
import { type Ended, runLauncher } from "@/tests/support/launcher";

const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "handbook-refusal-"));
  cleanUps.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** One sentence for a person: one line, no stack, and an exit code that scripts can see. */
function expectOneSentence(ended: Ended, sentence: RegExp) {
  expect(ended.complained).toMatch(sentence);
  expect(ended.complained.trim().split("\n")).toHaveLength(1);
  expect(ended.complained).not.toMatch(/\bat .*:\d+:\d+/);
  expect(ended.code).toBe(1);
}

describe("a start that cannot work says why in one sentence", () => {
  it("names the setting that is wrong and a right value", async () => {
    const ended = await runLauncher({ settings: { PORT: "eighty" } });
    expectOneSentence(ended, /^PORT .*for example 3000/);
  });

  it("wants a secret that all machines share once a database is configured", async () => {
    const ended = await runLauncher({ settings: { POSTGRES_URL: "postgres://127.0.0.1:1/book" } });
    expectOneSentence(ended, /^NEXTAUTH_SECRET is not set, but a database is/);
  });

  it.each<Record<string, string>>([
    { HOST: "0.0.0.0" },
    { NEXTAUTH_URL: "https://book.example.com" },
  ])("refuses to be public without a mail server (%o)", async (settings) => {
    expectOneSentence(await runLauncher({ settings }), /^MAIL_URL is not set, but/);
  });

  it("names the folder that it cannot write to", async () => {
    const file = path.join(await makeFolder(), "a-file");
    await writeFile(file, "");
    const ended = await runLauncher({ settings: { DATA_DIR: path.join(file, "data") } });
    expectOneSentence(
      ended,
      /^The folder .*a-file\/data cannot be written to \(ENOTDIR\).*DATA_DIR/,
    );
  });

  it("names the port that is busy and proposes another", async () => {
    const port = await findFreePort();
    const other = createServer().listen(port, "127.0.0.1");
    cleanUps.push(async () => other.close());
    const ended = await runLauncher({
      settings: { PORT: String(port), DATA_DIR: await makeFolder() },
    });
    expectOneSentence(ended, new RegExp(`^Port ${port} is busy.*PORT=${port + 1} npm start`));
  });

  it("says that a host is not one of this machine's", async () => {
    const settings = {
      HOST: "203.0.113.1",
      MAIL_URL: "smtp://127.0.0.1:1",
      DATA_DIR: await makeFolder(),
    };
    expectOneSentence(
      await runLauncher({ settings }),
      /cannot listen on 203\.0\.113\.1 \(EADDRNOTAVAIL\)/,
    );
  });

  it("says where the site runs already", async () => {
    const dataDir = await makeFolder();
    cleanUps.push(await beOnlyLauncher(dataDir, "http://localhost:4711"));
    const ended = await runLauncher({
      settings: { DATA_DIR: dataDir, PORT: String(await findFreePort()) },
    });
    expectOneSentence(ended, /^This site is running already at http:\/\/localhost:4711/);
  });

  it("names the database that does not answer, without its password", async () => {
    const settings = {
      POSTGRES_URL: "postgres://somebody:secret@127.0.0.1:1/book",
      NEXTAUTH_SECRET: "a-secret-that-only-tests-know",
      DATA_DIR: await makeFolder(),
      PORT: String(await findFreePort()),
    };
    const ended = await runLauncher({ settings });
    expectOneSentence(
      ended,
      /^The database book at 127\.0\.0\.1:1 does not let us in \(.*ECONNREFUSED.*\)/,
    );
    expect(ended.complained).not.toContain("secret");
  });

  it("tells the owner of an old Node what to install", async () => {
    const old = 'data:text/javascript,Object.defineProperty(process,"version",{value:"v20.20.2"})';
    expectOneSentence(
      await runLauncher({ node: ["--import", old] }),
      /^Node 20\.20\.2 is too old.*install Node 24/,
    );
  });
});

describe("a wrong command", () => {
  it.each([[["begin"]], [["start", "--brake"]]])(
    "shows how to use it and exits with 2 (%o)",
    async (args) => {
      const ended = await runLauncher({ args });
      expect(ended.code).toBe(2);
      expect(ended.complained).toContain("npm start");
      expect(ended.complained).toContain(args.at(-1));
    },
  );
});

describe("the lock of a data folder", () => {
  it("is free again after its holder let go, and after its holder was killed", async () => {
    const dataDir = await makeFolder();
    const letGo = await beOnlyLauncher(dataDir, "http://localhost:4711");
    await expect(beOnlyLauncher(dataDir, "http://localhost:4712")).rejects.toThrow(/4711/);
    await letGo();
    const again = await beOnlyLauncher(dataDir, "http://localhost:4712");
    await again();
    await mkdir(path.join(dataDir, "launcher"));
    await writeFile(
      path.join(dataDir, "launcher/address"),
      `http://127.0.0.1:${await findFreePort()}/gone`,
    );
    cleanUps.push(await beOnlyLauncher(dataDir, "http://localhost:4713"));
  });
});
