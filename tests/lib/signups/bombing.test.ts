import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { letters } from "@/drizzle/schema/mail";
import { signups } from "@/drizzle/schema/signups";
import { ANYBODY } from "@/lib/access/asker";
import { publishSettings } from "@/lib/config";
import { getDb } from "@/lib/db/pool";
import { startBackgroundWork } from "@/lib/registry";
import { confirmSignup } from "@/lib/signups/confirm-signup";
import { makeConfirmUrl } from "@/lib/signups/links";
import { signUp } from "@/lib/signups/sign-up";
import { buildBook, buildChapter } from "@/tests/support/builders";
import { startMailServer } from "@/tests/support/mail-server";
import { letPass } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const CHAPTERS = Array.from({ length: 15 }, (_, n) => `chapter-${n + 1}`);
const TEN_MINUTES = 600;
const AT_ONCE = 25;
const KNOWN = "known@example.com";
let server: Awaited<ReturnType<typeof startMailServer>>;
let stop: () => Promise<void>;

beforeAll(async () => {
  server = await startMailServer();
  publishSettings({ MAIL_URL: server.url });
  await buildBook({ openingChapter: "chapter-1" });
  for (const [position, slug] of CHAPTERS.entries()) await buildChapter({ slug, position });
});
afterAll(() => server.close());

type Shot = { email: string; chapter: string; network: string };

const shoot = (shot: Shot) => signUp({ ...shot, asker: ANYBODY, page: "/" });

/** A third at one inbox, a third at fifty, a third at one each; bots come from everywhere. */
const SHOTS: Shot[] = Array.from({ length: 2_500 }, (_, n) => {
  const inboxes = ["victim", `crowd-${n % 50}`, `single-${n}`];
  return {
    email: `${inboxes[n % 3]}@example.com`,
    chapter: CHAPTERS[n % CHAPTERS.length] ?? "",
    network: `network-${n % 997}`,
  };
});

async function bombard(): Promise<Set<string>> {
  const answers = new Set<string>();
  const left = [...SHOTS];
  const bot = async () => {
    for (let shot = left.pop(); shot; shot = left.pop()) {
      const answer = await shoot(shot);
      answers.add(answer.ok ? answer.value.state : answer.reason);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, bot));
  return answers;
}

/** How many letters the fullest inbox got since `from`. */
function mostPerInbox(from: number): number {
  const inboxes = Map.groupBy(server.received.slice(from), ({ to }) => to);
  return Math.max(...[...inboxes.values()].map((got) => got.length));
}

const countDue = () =>
  getDb().$count(letters, sql`state = 'waiting' and not_before <= now() + interval '5 seconds'`);

async function confirmKnown() {
  await shoot({ email: KNOWN, chapter: "chapter-1", network: "at home" });
  const [signup] = await getDb().select().from(signups);
  if (!signup) throw new Error("no signup");
  const url = new URL(await makeConfirmUrl(signup.id, signup.createdAt));
  const token = url.searchParams.get("token") ?? "";
  await confirmSignup({ token, network: "at home", now: new Date() });
}

it("2,500 signups put at most one letter into any inbox per ten minutes, whoever asks and however often", {
  timeout: 300_000,
}, async () => {
  await confirmKnown();
  stop = startBackgroundWork();
  const answers = await bombard();
  await expect.poll(countDue, { timeout: 120_000, interval: 500 }).toBe(0);
  expect([...answers]).toEqual(["open"]);
  expect(mostPerInbox(0)).toBe(1);

  const first = server.received.length;
  await letPass(TEN_MINUTES);
  await expect.poll(countDue, { timeout: 120_000, interval: 500 }).toBe(0);
  expect(server.received.slice(first).filter(({ to }) => to.startsWith("victim"))).toHaveLength(1);
  expect(mostPerInbox(first)).toBe(1);
  await stop();
  expect(await getDb().$count(letters, eq(letters.state, "waiting"))).toBe(0);
});

it("the form answers a confirmed address as it answers one that nobody knows", async () => {
  const ask = async (email: string, network: string) => {
    const answer = await shoot({ email, chapter: "chapter-2", network });
    return answer.ok && answer.value.state === "open"
      ? { ...answer.value, grantId: "one's own" }
      : answer;
  };
  expect(await ask(KNOWN, "a bot's")).toEqual(await ask("unknown@example.com", "another bot's"));
});
