import { beforeEach, expect, it } from "vitest";
import { auditLog } from "@/drizzle/schema/db";
import { failures, jobErrors } from "@/drizzle/schema/jobs";
import { letters } from "@/drizzle/schema/mail";
import { readers } from "@/drizzle/schema/readers";
import { getDb } from "@/lib/db/pool";
import { replayFailedJob } from "@/lib/desk/failures/failed-jobs";
import { findFailure } from "@/lib/desk/failures/find-failure";
import { redactInput } from "@/lib/desk/failures/hide-addresses";
import { skipFailedJob } from "@/lib/desk/failures/settle-failures";
import { listFailures } from "@/lib/jobs/failures";
import { MOST_TRIES } from "@/lib/jobs/run-job";
import { runWithRequestId } from "@/lib/request-context";
import { AN_AUTHOR, AN_EDITOR } from "@/tests/support/actors";
import { buildReader } from "@/tests/support/builders";
import { failAll } from "@/tests/support/failures";
import { emptyQueues } from "@/tests/support/job-table";
import { writeLetter } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeEach(async () => {
  await emptyQueues();
  for (const table of [failures, jobErrors, auditLog, letters, readers])
    await getDb().delete(table);
});

const actor = AN_AUTHOR;

async function failLetter() {
  const letter = await runWithRequestId("click-12345678", () =>
    writeLetter({ to: "ada@example.com" }),
  );
  await failAll();
  const [failure] = await listFailures();
  if (!failure) throw new Error("nothing failed");
  return { id: failure.id, letterId: letter.id };
}

async function find(id: string, who = actor) {
  const found = await findFailure({ actor: who, id });
  if (!found.ok) throw new Error(found.reason);
  return found.value;
}

it("tells what it was to do, each try, whom it is about and where it began", async () => {
  const { id: readerId } = await buildReader("ada@example.com");
  const { id, letterId } = await failLetter();
  const failure = await find(id);
  expect(failure).toMatchObject({
    input: { letterId },
    requestId: "click-12345678",
    person: { address: "ada@example.com", readerId },
    plan: { jobs: 1, people: 1 },
    deeds: [],
  });
  expect(failure.errors.map(({ tries }) => tries)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(failure.tries).toBe(MOST_TRIES);
});

it("tells who replayed it, and plans no second one", async () => {
  const { id } = await failLetter();
  expect(await replayFailedJob({ actor, id })).toMatchObject({ ok: true });
  expect(await find(id)).toMatchObject({
    plan: { jobs: 0, people: 0 },
    deeds: [{ actor: "author:author@example.com", action: "failure.replayed" }],
  });
});

it("is skipped once, and then its letter never leaves", async () => {
  const { id } = await failLetter();
  expect(await skipFailedJob({ actor, id })).toMatchObject({ ok: true });
  expect(await skipFailedJob({ actor, id })).toEqual({ ok: false, reason: "dealt_with" });
  expect(await find(id)).toMatchObject({ resolution: "skipped" });
  expect(await getDb().select().from(letters)).toMatchObject([{ state: "dead", secret: null }]);
});

it("names no address to those who may not see people", async () => {
  const { id } = await failLetter();
  const shown = await find(id, AN_EDITOR);
  expect(shown).toMatchObject({ person: null, isAboutSomebody: true });
  expect(JSON.stringify(shown)).not.toContain("ada@");
});

it("is gone where there is none", async () => {
  expect(await findFailure({ actor, id: "nonsense" })).toEqual({ ok: false, reason: "gone" });
});

it("an input is shown without secrets, and without addresses to those who may not see them", () => {
  const input = {
    letterId: "1",
    note: "to ada@example.com",
    token: "abc",
    inner: [{ confirmUrl: "http://localhost/confirm", word: "x".repeat(80) }],
  };
  const hidden = { token: "[hidden]", inner: [{ confirmUrl: "[hidden]", word: "…" }] };
  const letter = { letterId: "1", ...hidden };
  expect(redactInput(input, { showsAddresses: true })).toEqual({
    ...letter,
    note: "to ada@example.com",
  });
  expect(redactInput(input, { showsAddresses: false })).toEqual({ ...letter, note: "to …" });
});
