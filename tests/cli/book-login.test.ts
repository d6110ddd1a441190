import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approveDeviceLogin } from "@/lib/author/tokens/device-login";
import { SCOPES, type Scope } from "@/lib/author/tokens/tokens";
import { publishSettings } from "@/lib/config";
import { tokenFor } from "@/tests/support/api/call-api";
import { useServedApi } from "@/tests/support/api/serve-api";
import { book } from "@/tests/support/book-command";
import { AUTHOR, writeChapter } from "@/tests/support/drafts";
import { runLauncher } from "@/tests/support/launcher";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();
const api = useServedApi();

let configDir = "";
beforeAll(async () => {
  configDir = await mkdtemp(path.join(tmpdir(), "handbook-config-"));
  publishSettings({ BOOK_URL: api.url, XDG_CONFIG_HOME: configDir, BOOK_TOKEN: undefined });
  await writeChapter("Words.\n");
});
afterAll(() => rm(configDir, { recursive: true, force: true }));

const tokenFile = () => path.join(configDir, "serverless-handbook/tokens.json");
const withToken = async (...scopes: Scope[]) => ({
  settings: { BOOK_TOKEN: await tokenFor("author@example.com", scopes) },
});
const signedOut = { settings: { BOOK_TOKEN: undefined } };

describe("login", () => {
  it("is told of by every verb that needs it (4)", async () => {
    for (const args of [["status"], ["pull", configDir], ["publish", "one"], ["preview", "one"]]) {
      const refused = await book(args);
      expect(refused.exit, args[0]).toBe(4);
      expect(refused.told).toContain("npm run book -- login");
    }
  });

  it("shows a code and an address, waits, and keeps the token where nobody else can read it", async () => {
    await mkdir(path.dirname(tokenFile()), { recursive: true });
    await writeFile(tokenFile(), "{}", { mode: 0o644 });
    const approving = { hasStarted: false };
    api.before = async (call) => {
      if (!call.endsWith("/token") || approving.hasStarted) return;
      approving.hasStarted = true;
      const userCode = await codeShown();
      await approveDeviceLogin({ actor: AUTHOR, userCode, scopes: [...SCOPES], name: "Laptop" });
    };
    const done = await book(["login", "--json"]);
    api.before = () => undefined;
    expect(done.exit).toBe(0);
    expect(done.told).toMatch(
      /Open http.*\/author\/tokens\/device\nand type the code {2}[B-Z]{4}-/,
    );
    expect(done.json()).toEqual({ ok: true, url: api.url, file: tokenFile() });
    expect((await stat(tokenFile())).mode & 0o777).toBe(0o600);
    expect(Object.keys(JSON.parse(await readFile(tokenFile(), "utf8")))).toEqual([api.url]);
    expect((await book(["status"])).exit).toBe(0);
  });

  it("counts less than BOOK_TOKEN, and a revoked token is not let in (4)", async () => {
    const refused = await book(["status"], { settings: { BOOK_TOKEN: "book_forged" } });
    expect(refused.exit).toBe(4);
    expect((await book(["status"], signedOut)).exit).toBe(0);
  });
});

/** The newest of the codes that are waiting. */
async function codeShown(): Promise<string> {
  const { getDb } = await import("@/lib/db/pool");
  const { deviceLogins } = await import("@/drizzle/schema/author");
  const [login] = await getDb().select().from(deviceLogins);
  return login?.userCode ?? "";
}

describe("token", () => {
  it("prints a first token alone, for whoever can read the site's data folder", async () => {
    publishSettings({ SITE_RUNTIME: "launcher" });
    const nothing = await book(["token"]);
    expect(nothing.exit).toBe(4);
    expect(nothing.told).toContain(database.dataDir);
    await writeFile(path.join(database.dataDir, "first-token-secret"), "only-here\n");
    const made = await book(["token"], signedOut);
    expect(made).toMatchObject({ exit: 0, told: "" });
    expect(made.said).toMatch(/^\S+$/);
    expect((await book(["status"], { settings: { BOOK_TOKEN: made.said } })).exit).toBe(0);
    publishSettings({ SITE_RUNTIME: undefined });
    expect((await book(["token"])).exit).toBe(4);
  });
});

describe("one chapter", () => {
  it("is published and taken back; the status shows it", async () => {
    const token = await withToken(...SCOPES);
    const published = await book(["publish", "one"], token);
    expect(published.said).toBe(`One (version 1) is live: ${api.url}/chapters/one`);
    const live = await book(["status"], token);
    expect(live.said).toContain("●  live       book  one  v1    One\n\n1 live.");
    expect((await book(["status", "--json"], token)).json()).toMatchObject({
      ok: true,
      chapters: [{ slug: "one", title: "One", state: "live", access: "book", version: 1 }],
    });
    expect((await book(["unpublish", "one"], token)).exit).toBe(0);
    const later = ["publish", "one", "--at", "2099-01-01T00:00:00Z", "--json"];
    expect((await book(later, token)).json()).toMatchObject({ chapter: { state: "scheduled" } });
  });

  it("is shown to friends by a private link, printed alone, until it is revoked", async () => {
    const shown = await book(["preview", "one"], await withToken("read", "write"));
    expect(shown.exit).toBe(0);
    expect(shown.told).toContain("preview one --revoke ends it");
    expect(shown.said).toMatch(/^http:\/\/\S+\/preview\/\S+$/);
    const ended = await book(["preview", "one", "--revoke"], await withToken("read", "write"));
    expect(ended).toMatchObject({ exit: 0, said: "No private link to one works any more." });
    const none = await book(["preview", "none"], await withToken("read", "write"));
    expect(none).toMatchObject({ exit: 1, told: expect.stringContaining("book -- status lists") });
  });

  it("needs the right (4), and has to exist (1)", async () => {
    const refused = await book(["publish", "one", "--json"], await withToken("read", "write"));
    expect(refused.exit).toBe(4);
    expect(refused.json()).toMatchObject({ ok: false, error: expect.stringContaining("publish") });
    expect((await book(["publish", "none"], await withToken(...SCOPES))).exit).toBe(1);
  });
});

describe("wrong usage", () => {
  it.each([
    [[]],
    [["begin"]],
    [["push"]],
    [["push", "a", "--force"]],
    [["publish", "one", "--at", "soon"]],
    [["status", "more"]],
  ])("ends with 2 and says how it is meant (%j)", async (args) => {
    const refused = await book(args);
    expect(refused.exit).toBe(2);
    expect(refused.said).toBe("");
    expect(refused.told).toMatch(/--help|Usage/);
  });

  it.each(["login", "push", "pull", "status", "publish", "unpublish", "preview", "token"])(
    "%s has help with an example",
    async (verb) => {
      const shown = await book([verb, "--help"]);
      expect(shown.exit).toBe(0);
      expect(shown.said).toMatch(new RegExp(`Examples?:\\n.*npm run .*book -- ${verb}`));
    },
  );

  it("is the same from npm: data on stdout, the number as exit code", async () => {
    const settings = { BOOK_URL: api.url, BOOK_TOKEN: await tokenFor(), NO_COLOR: "1" };
    const shown = await runLauncher({ args: ["book", "status", "--json"], settings });
    expect(shown.complained).toBe("");
    expect(JSON.parse(shown.said)).toMatchObject({ ok: true, url: api.url });
    expect(shown.code).toBe(0);
    expect((await runLauncher({ args: ["book", "push"], settings })).code).toBe(2);
  });
});
