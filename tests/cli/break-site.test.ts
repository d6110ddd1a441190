import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmbeddedPostgres } from "@/cli/start/embedded-postgres";
import { type RunningSite, startSite } from "@/tests/support/running-site";

/** Needs a build; npm test makes it before this runs, alone it makes it itself. */
const SLOW = 300_000;
const CHAPTER = "architecture-principles";
const SIGNUPS = 30;

let dataDir: string;
let site: RunningSite;
let client: pg.Client;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "handbook-break-site-"));
  site = await startSite({ DATA_DIR: dataDir, TRUSTED_PROXIES: "1" }, ["start", "--break"]);
  client = new pg.Client({ connectionString: (await startEmbeddedPostgres({ dataDir })).url });
  /** The site, and its database, may stop before this file does. */
  client.on("error", () => undefined);
  await client.connect();
}, SLOW);
afterAll(async () => {
  await client.end();
  await site.stop();
  await rm(dataDir, { recursive: true, force: true });
}, SLOW);

/** As the site reads it: the launcher gives it to nobody else. */
async function findControl(): Promise<string> {
  const launcher = site.process.pid;
  const children = await readFile(`/proc/${launcher}/task/${launcher}/children`, "utf8");
  for (const child of children.trim().split(" ")) {
    const settings = await readFile(`/proc/${child}/environ`, "utf8");
    const [, url] = /\0FAULT_CONTROL_URL=([^\0]+)/.exec(settings) ?? [];
    if (url) return url;
  }
  throw new Error("The site knows no address for its faults.");
}

async function steer(what: "mail" | "database", action: "break" | "mend") {
  const body = JSON.stringify({ what, action });
  const answer = await fetch(await findControl(), { method: "POST", body });
  expect(answer.status).toBe(200);
}

async function signUp(email: string, network: number) {
  const answer = await fetch(`${site.url}/api/forms/unlock`, {
    method: "POST",
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      "x-forwarded-for": `10.${network}.7.1`,
    },
    body: JSON.stringify({ email, chapter: CHAPTER, page: `/chapters/${CHAPTER}` }),
  });
  const { state }: { state?: string } = await answer.json();
  return { status: answer.status, state };
}

async function countMailed(email: string): Promise<number> {
  const folder = path.join(dataDir, "mail");
  const names = await readdir(folder).catch(() => []);
  const mails = await Promise.all(
    names
      .filter((name) => name.endsWith(".json"))
      .map((name) => readFile(path.join(folder, name), "utf8")),
  );
  return mails.filter((mail) => JSON.parse(mail).to === email).length;
}

async function lettersTo(pattern: string) {
  const { rows } = await client.query<{ state: string; tries: number }>(
    "select state, tries from letters where to_address like $1",
    [pattern],
  );
  return rows;
}

/** The address of the faults is read where only Linux shows it. */
describe.runIf(process.platform === "linux")("npm start -- --break", () => {
  it("says where to break what, and what to watch", () => {
    expect(site.output()).toContain(`${site.url}/author/desk`);
    expect(site.output()).toMatch(/Break it .*mail or 3% of the database's calls/);
    expect(site.output()).toMatch(/Watch .*unlock a chapter/);
  });

  it("breaks mail: a signup is acknowledged at once, its letter waits, and arrives once", {
    timeout: SLOW,
  }, async () => {
    await steer("mail", "break");
    expect(await signUp("ada@example.com", 251)).toEqual({ status: 200, state: "open" });
    await expect
      .poll(async () => (await lettersTo("ada@example.com"))[0]?.tries, { timeout: 30_000 })
      .toBeGreaterThan(0);
    expect(await lettersTo("ada@example.com")).toMatchObject([{ state: "waiting" }]);
    expect(await countMailed("ada@example.com")).toBe(0);
    await steer("mail", "mend");
    await expect.poll(() => countMailed("ada@example.com"), { timeout: 120_000 }).toBe(1);
    await expect
      .poll(() => lettersTo("ada@example.com"), { timeout: 30_000 })
      .toMatchObject([{ state: "sent" }]);
    const mailbox = await fetch(`${site.url}/mailbox`);
    expect(mailbox.status).toBe(200);
    expect(await mailbox.text()).toContain("ada@example.com");
  });

  it("breaks the database: each signup is acknowledged, none is lost, each letter arrives once", {
    timeout: SLOW,
  }, async () => {
    await steer("database", "break");
    const answers = await Promise.all(
      Array.from({ length: SIGNUPS }, (_, index) => signUp(`reader-${index}@example.com`, index)),
    );
    expect(answers).toEqual(answers.map(() => ({ status: 200, state: "open" })));
    const { rows } = await client.query(`
      select count(*)::int as signups, count(distinct reader_id)::int as people from signups
      join readers on readers.id = signups.reader_id where readers.email like 'reader-%'`);
    expect(rows).toEqual([{ signups: SIGNUPS, people: SIGNUPS }]);
    const isSent = async () =>
      (await lettersTo("reader-%")).filter(({ state }) => state === "sent").length;
    await expect.poll(isSent, { timeout: 120_000 }).toBe(SIGNUPS);
    await steer("database", "mend");
    for (let index = 0; index < SIGNUPS; index += 1)
      expect(await countMailed(`reader-${index}@example.com`)).toBe(1);
  });

  it("goes on being broken when the site's process dies", { timeout: SLOW }, async () => {
    await steer("mail", "break");
    const before = await findControl();
    const children = `/proc/${site.process.pid}/task/${site.process.pid}/children`;
    for (const child of (await readFile(children, "utf8")).trim().split(" "))
      if ((await readFile(`/proc/${child}/cmdline`, "utf8")).includes("cli/start/server.ts"))
        process.kill(Number(child), "SIGKILL");
    await expect
      .poll(
        () =>
          fetch(`${site.url}/api/health/live`).then(
            ({ ok }) => ok,
            () => false,
          ),
        { timeout: 30_000 },
      )
      .toBe(true);
    expect(await findControl()).toBe(before);
    expect(await (await fetch(before)).json()).toMatchObject({ faults: [{ what: "mail" }] });
  });

  it("stops in time although a letter hangs just now", { timeout: SLOW }, async () => {
    for (const name of ["grace", "joan", "mary"]) await signUp(`${name}@example.org`, 252);
    const areTried = async () => (await lettersTo("%@example.org")).every(({ tries }) => tries > 0);
    await expect.poll(areTried, { timeout: 60_000 }).toBe(true);
    const startedAt = Date.now();
    await site.stop();
    expect(Date.now() - startedAt).toBeLessThan(20_000);
    expect(site.process.exitCode).toBe(0);
  });
});
