import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FaultProxy, startFaultProxy } from "@/cli/start/faults/database-proxy";
import { getDb } from "@/lib/db/pool";
import { listMailbox } from "@/lib/mail/mailbox";
import { buildBook, buildChapter } from "@/tests/support/builders";
import { type DeployedSite, startDeployedSite, startInstance } from "@/tests/support/deployed-site";
import { sessionCookieFor } from "@/tests/support/reading-cookies";
import { otherCode } from "@/tests/support/sign-in-letters";
import { useTestDatabase } from "@/tests/support/test-database";

/** What a site prints while people sign up, log in, mistype and meet a broken database: never who they are, never what opens a door. */

const SITES = { "our own server": startInstance, "only the build": startDeployedSite };
const database = useTestDatabase();
let proxy: FaultProxy;

beforeAll(async () => {
  proxy = await startFaultProxy(database.url, { rate: 0, random: () => 0 });
  await buildBook();
  await buildChapter({ slug: "one" });
});
afterAll(() => proxy.close());

describe.each(Object.entries(SITES))("where %s runs", (name, start) => {
  let site: DeployedSite;
  const email = `${name.replaceAll(" ", "-")}@example.com`;
  const secrets: string[] = [];

  beforeAll(async () => {
    site = await start({
      POSTGRES_URL: proxy.url,
      DATA_DIR: database.dataDir,
      NEXTAUTH_SECRET: "a-secret-that-only-tests-know-0123456789",
      AUTHOR_EMAILS: "author@example.com",
      CRON_SECRET: "only-the-clock-knows",
      LOG_LEVEL: "debug",
    });
  }, 120_000);
  afterAll(() => site.stop());

  const post = (form: string, fields: Record<string, string>, cookie = "") =>
    fetch(`${site.url}/api/forms/${form}`, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { accept: "application/json", cookie },
    });

  async function readLetter(subject: string): Promise<string> {
    const find = async () => {
      const sent = await listMailbox();
      return sent.find((letter) => letter.to === email && letter.subject.includes(subject))?.text;
    };
    await expect.poll(find, { timeout: 20_000 }).toBeTruthy();
    return (await find()) ?? "";
  }

  it("somebody signs up, mistypes their code, and logs in", async () => {
    expect((await post("unlock", { email, chapter: "one" })).status).toBeLessThan(300);
    const asked = await post("login", { email });
    const letter = await readLetter("Log in");
    const code = /\b\d{6}\b/.exec(letter)?.[0] ?? "";
    const binding = cookiesOf(asked);
    expect((await post("code", { code: otherCode(code) }, binding)).status).toBe(422);
    const entered = await post("code", { code }, binding);
    expect(entered.status).toBe(200);
    secrets.push(code, ...valuesOf(binding), ...valuesOf(cookiesOf(entered)), ...tokensIn(letter));
  });

  it("somebody asks while each call of the database is cut", async () => {
    proxy.faults.rate = 1;
    expect((await post("login", { email: "bob@example.com" })).status).toBe(503);
    proxy.faults.rate = 0;
  });

  it("a query about an address is wrong, on a page and in a form", async () => {
    const cookie = await sessionCookieFor("author@example.com");
    secrets.push(...valuesOf(cookie));
    for (const table of ["letters", "enrolments"])
      await getDb().execute(sql.raw(`alter table ${table} rename to lost_${table}`));
    /** No page of the desk: those have one of their own while the alarms find the database unfit. */
    const asks = `${site.url}/author/audience?${new URLSearchParams({ address: email })}`;
    const page = await fetch(asks, { headers: { cookie } });
    const form = await post("login", { email: "eve@example.com" });
    for (const table of ["letters", "enrolments"])
      await getDb().execute(sql.raw(`alter table lost_${table} rename to ${table}`));
    expect([page.status, form.status]).toEqual([500, 500]);
  });

  it("prints nothing of them", async () => {
    await expect.poll(() => site.output()).toContain("does not exist");
    const printed = site.output().split("\n").filter(Boolean);
    expect(secrets.length).toBeGreaterThan(4);
    const leaks = printed.filter(
      (line) => LEAKS.test(line) || secrets.some((secret) => holdsWord(line, secret)),
    );
    expect(leaks).toEqual([]);
    if (name === "only the build") return;
    for (const line of printed)
      expect(JSON.parse(line), line).toEqual(
        expect.objectContaining({ level: expect.any(Number), msg: expect.any(String) }),
      );
  });
});

/** An address, plain or as part of one of ours; a link's secret. */
const LEAKS = /@example\.com|%40example|[?&](token|request|state)=/i;

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");

const valuesOf = (cookies: string) =>
  cookies.split("; ").flatMap((cookie) => LONG.exec(cookie.split("=")[1] ?? "") ?? []);

/** What opens a door is no "1". */
const LONG = /^.{6,}$/;

const tokensIn = (text: string) =>
  [...text.matchAll(/token=([\w.~-]+)/g)].map(([, token]) => token ?? "");

const holdsWord = (line: string, word: string) =>
  new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(line);
