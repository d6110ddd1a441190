import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { letters } from "@/drizzle/schema/mail";
import { getDb } from "@/lib/db/pool";
import { replayFailedJob } from "@/lib/desk/failures/failed-jobs";
import { skipFailedJob } from "@/lib/desk/failures/settle-failures";
import { listOutbox } from "@/lib/desk/outbox/list-outbox";
import { OUTBOX_STATES, type OutboxFilter } from "@/lib/desk/outbox/outbox-filter";
import { sendLetter } from "@/lib/mail/send-letter";
import { runWithRequestId } from "@/lib/request-context";
import { AN_AUTHOR, AN_EDITOR } from "@/tests/support/actors";
import { buildReader } from "@/tests/support/builders";
import { buildFailure } from "@/tests/support/failed-things";
import { SIGN_IN, writeLetter } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

beforeEach(async () => {
  await getDb().execute("truncate letters, failures, pgboss.job_common, readers cascade");
});

type Asked = OutboxFilter & { actor?: typeof AN_AUTHOR };

async function list({ actor = AN_AUTHOR, ...filter }: Asked = {}) {
  const answer = await listOutbox({ actor, filter });
  if (!answer.ok) throw new Error(answer.reason);
  return answer.value;
}

const idsOf = async (asked: Asked) => (await list(asked)).letters.map(({ id }) => id);

type Change = Partial<typeof letters.$inferInsert>;

async function letterAs(change: Change = {}): Promise<string> {
  const { id } = await writeLetter();
  if (Object.keys(change).length > 0)
    await getDb().update(letters).set(change).where(eq(letters.id, id));
  return id;
}

const letterOfFailure = ({ input }: { input: unknown }): string =>
  String((input as { letterId: unknown }).letterId);

describe("each letter of the outbox", () => {
  it("stands in one state, and is found by it", async () => {
    const failure = await buildFailure();
    const ids = {
      waiting: await letterAs(),
      retry: await letterAs({ tries: 2, lastAnswer: "451 later" }),
      held: await letterAs({ state: "held" }),
      failed: letterOfFailure(failure),
      ended: await letterAs({ state: "dead", tries: 1 }),
      sent: await letterAs({ state: "sent", tries: 1, sentAt: new Date() }),
    };
    for (const state of OUTBOX_STATES) {
      expect(await idsOf({ state }), state).toEqual([ids[state]]);
      expect((await list({ state })).letters[0]?.state).toBe(state);
    }
    expect(new Set(await idsOf({}))).toEqual(new Set(Object.values(ids)));
  });

  it("is found by its lane, a test letter by that of receipts", async () => {
    const login = await writeLetter({ ...SIGN_IN });
    const test = await writeLetter({ ...SIGN_IN, isTest: true });
    expect(await idsOf({ lane: 0 })).toEqual([login.id]);
    expect(await list({ lane: 1 })).toMatchObject({ letters: [{ id: test.id, isTest: true }] });
    expect(await idsOf({ lane: 2 })).toEqual([]);
  });

  it("is found by its whole address, its id and its request, together with the other filters", async () => {
    const { id: readerId } = await buildReader("bob@example.com");
    const letter = await runWithRequestId("click-12345678", () =>
      writeLetter({ to: "bob@example.com" }),
    );
    await writeLetter({ to: "bobby@example.com" });
    for (const q of ["bob@example.com", "Bob@Example.com", letter.id, "click-12345678"])
      expect(await list({ q }), q).toMatchObject({
        letters: [{ id: letter.id, person: { address: "bob@example.com", readerId } }],
      });
    expect(await idsOf({ q: "bob@example.com", state: "sent" })).toEqual([]);
    expect(await idsOf({ q: "bob@example.com", state: "failed" })).toEqual([]);
    expect(await idsOf({ q: "click-12345678", state: "waiting", lane: 1 })).toEqual([letter.id]);
    expect(await idsOf({ q: randomUUID() })).toEqual([]);
  });

  it("is not found by a part of its address or reference, which is said", async () => {
    for (const q of ["bob", "@example.com", "bob@", "a b@example.com", "%%%%%%%%%"])
      expect(await listOutbox({ actor: AN_AUTHOR, filter: { q } }), q).toEqual({
        ok: false,
        reason: "no_reference",
      });
  });
});

describe("a letter tells", () => {
  it("when it leaves: at its time, or at its next try", async () => {
    const notBefore = new Date(Date.now() + 3_600_000);
    const [first, second] = [await writeLetter(), await writeLetter()];
    const retryAt = "2027-01-01T00:00:00.000Z";
    await getDb().execute("truncate pgboss.job_common");
    await getDb().update(letters).set({ notBefore }).where(eq(letters.id, first.id));
    expect((await list({ q: first.id })).letters[0]).toMatchObject({ leavesAt: notBefore });
    const { id } = await writeLetter();
    await getDb().execute(
      `update pgboss.job set state = 'retry', start_after = '${retryAt}' where name = 'letters-receipts'`,
    );
    await getDb().update(letters).set({ tries: 1 }).where(eq(letters.id, id));
    expect((await list({ state: "retry" })).letters).toMatchObject([
      { id, tries: 1, leavesAt: new Date(retryAt) },
    ]);
    expect((await list({ q: second.id })).letters[0]?.leavesAt).toEqual(second.notBefore);
  });

  it("when it left, after how many tries, and what the server said", async () => {
    const { id } = await writeLetter();
    await sendLetter(id);
    const [letter] = (await list({ state: "sent" })).letters;
    expect(letter).toMatchObject({ id, tries: 1, leavesAt: null, failure: null });
    expect(letter?.sentAt).toBeInstanceOf(Date);
    expect(letter?.answer).toBeTruthy();
  });

  it("where its failure is mended, also while it is replayed and after", async () => {
    const failure = await buildFailure();
    const id = letterOfFailure(failure);
    const find = async () => (await list({ q: id })).letters[0];
    expect(await find()).toMatchObject({
      state: "failed",
      failure: { id: failure.id, isUnderWay: false },
    });
    await replayFailedJob({ actor: AN_AUTHOR, id: failure.id });
    expect(await find()).toMatchObject({ state: "failed", failure: { isUnderWay: true } });
    const other = await buildFailure();
    await skipFailedJob({ actor: AN_AUTHOR, id: other.id });
    expect((await list({ state: "ended" })).letters).toMatchObject([
      { id: letterOfFailure(other), failure: { id: other.id, isUnderWay: false } },
    ]);
  });

  it("nothing that opens a door: neither its links and codes nor those that a server quotes", async () => {
    const { id } = await writeLetter({ ...SIGN_IN });
    const lastAnswer = "554 spam: http://localhost:3000/login/confirm?request=r&token=t3stt0ken no";
    await getDb().update(letters).set({ lastAnswer, tries: 1 }).where(eq(letters.id, id));
    const shown = JSON.stringify(await list({ q: id }));
    expect(shown).toContain("554 spam: http://localhost:3000/login/confirm?… no");
    expect(shown).not.toMatch(/t3stt0ken|402918|token=|leave\.me|secret/);
  });
});

describe("who may see people", () => {
  it("alone sees and searches addresses", async () => {
    const id = await letterAs({ lastAnswer: "550 <ada@example.com> no", to: "ada@example.com" });
    expect(JSON.stringify(await list({ q: id }))).toContain("ada@example.com");
    const editors = await list({ q: id, actor: AN_EDITOR });
    expect(editors.letters).toMatchObject([{ id, person: null, answer: "550 <…> no" }]);
    expect(JSON.stringify(editors)).not.toContain("ada@");
    expect(await listOutbox({ actor: AN_EDITOR, filter: { q: "ada@example.com" } })).toEqual({
      ok: false,
      reason: "needs_people",
    });
  });
});
