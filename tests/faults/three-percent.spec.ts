import { expect, type Page, test } from "@playwright/test";
import { hashToken, makeToken } from "@/lib/readers/sign-in-secrets";
import { type FaultySite, startFaultySite } from "@/tests/support/faults/faulty-site";
import { compareLedger } from "@/tests/support/faults/ledger";
import { expectKept, fillIn } from "@/tests/support/faults/patient-form";
import {
  CHAPTER,
  LEDGER,
  ledgerOf,
  pressAgain,
  readChapter,
  readCrowd,
  type SignedUp,
  signUp,
  signUpCrowd,
  signUpUntilDone,
} from "@/tests/support/faults/signing-crowd";

/** The 3% day, small: of a hundred database calls three are cut, before or after they happen; then worse. */

const SIGNUPS = 200;
const READS = 500;
/** Who signs up while a third of all calls fails. */
const STUBBORN = 40;
const INVITATION = "Unlock your free chapter!";

let site: FaultySite;
let readers: SignedUp[];
/** Signed up while most failed, and never read a page. */
let stubborn: SignedUp[];
/** Two people who filled in the form while the database was gone: one with a script, one without. */
const patient: Page[] = [];

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  test.setTimeout(300_000);
  site = await startFaultySite({ seed: 3 });
});

test.afterAll(() => site.stop());

test("3% of the database's calls fail, and nobody notices", async () => {
  test.setTimeout(240_000);
  site.proxy.faults.rate = 0.03;
  const answers = await signUpCrowd({ url: site.url, count: SIGNUPS });
  /** By chance one in a hundred such crowds has one whose six tries all fail (docs/decisions/six-tries.md). */
  const { refused, open } = await pressAgain(site.url, answers);
  expect(refused).toBeLessThanOrEqual(1);
  expect(open).toHaveLength(SIGNUPS);
  readers = open;

  const cookies = readers.map(({ cookie }) => cookie);
  const pages = await readCrowd({ url: site.url, cookies, count: READS });
  site.proxy.faults.rate = 0;
  expect(pages.filter(({ isFull }) => !isFull)).toEqual([]);
  expect(site.proxy.cuts.before).toBeGreaterThan(0);
  expect(site.proxy.cuts.after).toBeGreaterThan(0);
});

test("the ledger agrees: each acknowledged signup once, and each letter once", async () => {
  test.setTimeout(120_000);
  expect(await site.queryRow(LEDGER)).toEqual(ledgerOf(SIGNUPS));
  await expect.poll(countUnsent, { timeout: 90_000 }).toBe(0);
  const ledger = await compareLedger({
    query: site.query,
    acknowledged: readers.map(({ email }) => email),
    delivered: site.mail.received,
  });
  expect(ledger).toMatchObject({ lost: [], twice: [], untold: [] });
});

test("30% of the calls fail: whoever presses again is signed up once, and nothing acknowledged is lost", async () => {
  test.setTimeout(240_000);
  site.proxy.faults.rate = 0.3;
  stubborn = await Promise.all(
    Array.from({ length: STUBBORN }, (_, index) => signUpUntilDone(site.url, SIGNUPS + index)),
  );
  site.proxy.faults.rate = 0;
  expect(stubborn.filter(({ state }) => state !== "open")).toEqual([]);
  expect(await site.queryRow(LEDGER)).toEqual(ledgerOf(SIGNUPS + STUBBORN));
});

test("the database is gone: who read on goes on reading, strangers get what is public, forms say what to do", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const cookie = readers[0]?.cookie ?? "";
  expect(await readChapter(site.url, cookie)).toMatchObject({ isFull: true });
  site.proxy.down();
  expect(await readChapter(site.url, cookie)).toMatchObject({ isFull: true });
  for (const path of ["/", "/contents", `/chapters/${CHAPTER}`])
    expect((await fetch(`${site.url}${path}`)).status, path).toBe(200);
  expect((await fetch(`${site.url}/api/health/live`)).status).toBe(200);
  expect((await fetch(`${site.url}/api/health/ready`)).status).toBe(503);
  expect((await signUp(site.url, 9_000)).status).toBe(503);
  for (const javaScriptEnabled of [true, false])
    patient.push(await fillIn({ browser, url: site.url, javaScriptEnabled }));
  for (const page of patient) await expectKept(page);

  const unread = { headers: { cookie: stubborn[0]?.cookie ?? "" } };
  const page = await (await fetch(`${site.url}/chapters/${CHAPTER}`, unread)).text();
  expect(page.includes("Our database is away for a moment")).toBe(true);
  expect(page.includes(INVITATION)).toBe(true);
});

test("and where its alarms lead, the desk says what is away and what to do, to nobody in particular", async () => {
  const id = "00000000-0000-4000-8000-000000000000";
  const askDesk = async (path: string, cookie: string) => {
    const answer = await fetch(`${site.url}${path}`, { headers: { cookie } });
    return { answer, page: await answer.text() };
  };
  /** As soon as the alarms have noticed; before that whoever brings no session is asked to log in. */
  await expect
    .poll(async () => (await askDesk("/author/desk", "")).page, { timeout: 30_000 })
    .toContain("The database is away");
  for (const cookie of ["", "next-auth.session-token=perhaps-an-author"])
    for (const under of [
      "desk",
      `desk/incidents/${id}`,
      `desk/failures/${id}`,
      "desk/causes/mail",
      "desk/outbox",
      "desk/story?q=click-12345678",
      "audit",
    ]) {
      const path = `/author/${under}`;
      const { answer, page } = await askDesk(path, cookie);
      expect(answer.status, path).toBe(200);
      for (const words of ["The database is away", "What to do first", "/api/health/ready"])
        expect(page.includes(words), `${path}: ${words}`).toBe(true);
      expect(page.includes("Away since"), path).toBe(false);
      expect(answer.headers.get("cache-control"), path).toContain("no-store");
    }
  const other = await askDesk("/author/audience", "next-auth.session-token=perhaps-an-author");
  expect(other.answer.status).toBe(500);
  expect(other.page.includes("something broke")).toBe(true);
});

test("an author whose session still stands in is told since when, and what the alarms see", async () => {
  test.setTimeout(120_000);
  const cookie = await signInAuthor();
  const askDesk = async () =>
    (await fetch(`${site.url}/author/desk`, { headers: { cookie } })).text();
  site.proxy.up();
  await expect.poll(askDesk, { timeout: 30_000 }).toContain("The last 24 hours");
  site.proxy.down();
  await expect.poll(askDesk, { timeout: 60_000 }).toContain("no call got an answer");
  const page = await askDesk();
  for (const words of ["The database is away", "Away since", "author@example.com"])
    expect(page.includes(words), words).toBe(true);
});

test("the database is back: the pool recovers by itself, and the same form succeeds", async () => {
  test.setTimeout(60_000);
  site.proxy.up();
  await expect.poll(async () => (await signUp(site.url, 9_000)).status).toBe(200);
  for (const page of patient) {
    await page.getByRole("button", { name: "Send me the chapter" }).click();
    await expect(page.getByRole("heading", { name: INVITATION })).toBeHidden();
    await page.context().close();
  }
  expect(await site.queryRow(LEDGER)).toEqual(ledgerOf(SIGNUPS + STUBBORN + 3));
});

test("PostgreSQL dies hard while people sign up: what was acknowledged is there", async () => {
  test.setTimeout(120_000);
  const from = 10_000;
  const during = signUpCrowd({ url: site.url, count: 60, atOnce: 5, from });
  await site.restartDatabase();
  const acknowledged = (await during).filter(({ state }) => state === "open");
  const again = await Promise.all(
    Array.from({ length: 60 }, (_, index) => signUpUntilDone(site.url, from + index)),
  );
  expect(again.filter(({ state }) => state !== "open")).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(await site.queryRow(LEDGER)).toEqual(ledgerOf(SIGNUPS + STUBBORN + 63));
});

/** Answers the cookie of a session that is put into the database itself. */
async function signInAuthor(): Promise<string> {
  const token = makeToken();
  await site.queryRow(`
    with author as (
      insert into readers (email, email_verified) values ('author@example.com', now()) returning id)
    insert into sessions (session_token, reader_id, expires)
    select '${hashToken(token)}', id, now() + interval '1 hour' from author`);
  return `next-auth.session-token=${token}`;
}

const countUnsent = async () =>
  (await site.queryRow("select count(*)::int as waiting from letters where state <> 'sent'"))
    .waiting;
