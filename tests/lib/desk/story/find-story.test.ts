import { beforeAll, describe, expect, it } from "vitest";
import { failedAnswers } from "@/drizzle/schema/alarms";
import { failures } from "@/drizzle/schema/jobs";
import { ANYBODY } from "@/lib/access/asker";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { replayFailedJob } from "@/lib/desk/failures/failed-jobs";
import { findStory } from "@/lib/desk/story/find-story";
import { listFailures } from "@/lib/jobs/failures";
import { recordReport } from "@/lib/mail/delivery-reports";
import { messageIdOf } from "@/lib/mail/message-id";
import { runAfterAnswer } from "@/lib/registry";
import { runWithRequestId } from "@/lib/request-context";
import { signUp } from "@/lib/signups/sign-up";
import { AN_AUTHOR, AN_EDITOR } from "@/tests/support/actors";
import { buildBook, buildChapter, buildReader } from "@/tests/support/builders";
import { failAll } from "@/tests/support/failures";
import { listJobs } from "@/tests/support/job-table";
import { listLetters } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const CLICK = "click-12345678";
const email = "ada@example.com";

beforeAll(async () => {
  await buildBook();
  await buildChapter({ slug: "one", title: "One" });
  const request = { email, chapter: "one", asker: ANYBODY, page: "/", network: "10.0.0.0/24" };
  await runWithRequestId(CLICK, () => signUp(request));
  await failAll("letters-receipts", new Error("no template for it"));
  const [failure] = await listFailures();
  await runWithRequestId("press-12345678", () =>
    replayFailedJob({ actor: AN_AUTHOR, id: failure?.id ?? "" }),
  );
  await runAfterAnswer();
  const letter = await theLetter();
  await transaction((tx) =>
    recordReport(tx, {
      id: "report-1",
      kind: "delivered",
      address: email,
      messageId: messageIdOf(letter.key),
      detail: null,
    }),
  );
});

async function theLetter() {
  const [letter] = await listLetters();
  if (!letter) throw new Error("no letter was written");
  return letter;
}

async function story(query: string, actor = AN_AUTHOR) {
  const found = await findStory({ actor, query });
  if (!found.ok) throw new Error(found.reason);
  if (found.value.kind !== "story") throw new Error("a person was found");
  return found.value;
}

const kinds = async (query: string) => (await story(query)).events.map(({ kind }) => kind);

const FROM_CLICK_TO_LETTER = [
  "agreed",
  "signed_up",
  "granted",
  "letter",
  "job",
  "try_failed",
  "failed_for_good",
  "deed",
  "job",
  "sent",
  "mended",
  "delivered",
];

describe("the story of a signup", () => {
  it("goes from the click to the letter, through failure and replay, in order of time", async () => {
    const { events } = await story(CLICK);
    const order = events.map(({ at }) => at.getTime());
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    const told: string[] = events.map(({ kind }) => kind);
    expect(told.filter((kind) => kind === "try_failed")).toHaveLength(8);
    expect(new Set(told)).toEqual(new Set([...FROM_CLICK_TO_LETTER, "job_ended"]));
    for (const [place, kind] of FROM_CLICK_TO_LETTER.entries()) {
      const next = FROM_CLICK_TO_LETTER[place + 1];
      if (next)
        expect(told.indexOf(kind), `${kind} before ${next}`).toBeLessThan(told.lastIndexOf(next));
    }
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: "letter",
        to: email,
        template: "confirm-signup",
        state: "sent",
      }),
    );
  });

  it("is found by its letter, its jobs, its failure and its signup too", async () => {
    const whole = await kinds(CLICK);
    const [failure] = await getDb().select().from(failures);
    const jobs = await listJobs("letters-receipts");
    expect(jobs).toHaveLength(2);
    for (const id of [(await theLetter()).id, ...jobs.map((job) => job.id), failure?.id ?? ""])
      expect(await kinds(id)).toEqual(whole);
  });

  it("names no address to those who may not see people", async () => {
    const shown = JSON.stringify(await story(CLICK, AN_EDITOR));
    expect(shown).not.toMatch(/ada@|author@|10\.0\.0/);
  });
});

it("what a reader saw fail is found by the reference on their screen", async () => {
  const failed = {
    method: "GET",
    route: "/search",
    status: 500,
    cause: "TypeError",
    message: "bug",
  };
  await getDb()
    .insert(failedAnswers)
    .values({ ...failed, requestId: "seen-12345678", at: new Date() });
  expect((await story("seen-12345678")).events).toMatchObject([
    { kind: "answer_failed", ...failed },
  ]);
});

it("the number that Next shows of an error leads to the answers that broke by it, newest or not", async () => {
  const failed = {
    method: "GET",
    route: "/search",
    status: 500,
    cause: "TypeError",
    message: "bug",
  };
  const rows = ["3141592653", "3141592653", "271828", "1"].map((digest, index) => ({
    ...failed,
    digest,
    requestId: `digest-${index}-12345678`,
    at: new Date(Date.now() - index * 1_000),
  }));
  await getDb().insert(failedAnswers).values(rows);
  const found = async (digest: string) =>
    (await story(digest)).events.map((event) => "requestId" in event && event.requestId);
  expect(await found("3141592653")).toEqual(["digest-1-12345678", "digest-0-12345678"]);
  expect(await found("271828")).toEqual(["digest-2-12345678"]);
  expect(await found("1")).toEqual(["digest-3-12345678"]);
  expect(await findStory({ actor: AN_AUTHOR, query: "3141592654" })).toMatchObject({ ok: false });
});

it("a reference that leads nowhere says so", async () => {
  for (const query of [
    "nothing-12345678",
    "short",
    "",
    "<script>",
    "00000000-0000-4000-8000-000000000000",
  ])
    expect(await findStory({ actor: AN_AUTHOR, query })).toEqual({ ok: false, reason: "nothing" });
});

it("an address leads to its person, for those who may see people", async () => {
  const { id: readerId } = await buildReader("bob@example.com");
  expect(await findStory({ actor: AN_AUTHOR, query: " Bob@example.com" })).toEqual({
    ok: true,
    value: { kind: "person", readerId },
  });
  expect(await findStory({ actor: AN_EDITOR, query: "bob@example.com" })).toEqual({
    ok: false,
    reason: "needs_people",
  });
});
