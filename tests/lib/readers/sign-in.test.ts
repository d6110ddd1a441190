import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { readers, sessions, signInRequests } from "@/drizzle/schema/readers";
import { read, transaction } from "@/lib/db/transaction";
import { findSession } from "@/lib/readers/sessions";
import { signInByCode, signInByLink } from "@/lib/readers/sign-in";
import { askForLetter, otherCode, type SignInLetter } from "@/tests/support/sign-in-letters";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const now = () => new Date();
const onProven = async () => {};
type Held = SignInLetter & { binding: string };

/** Many networks, so that only the test about their limit meets it. */
let networks = 0;
const edge = () => ({ network: `network-${networks++}`, onProven });

const typeCode = ({ binding }: { binding?: string }, code: string, requestId?: string) =>
  signInByCode({ code, requestId, binding, now: now(), ...edge() });

const pressLink = ({ requestId, linkToken, binding }: Held) =>
  signInByLink({ requestId, linkToken, binding, now: now(), onProven });

const countSessions = async (email: string) => {
  const rows = await read((db) =>
    db
      .select()
      .from(sessions)
      .innerJoin(readers, eq(readers.id, sessions.userId))
      .where(eq(readers.email, email)),
  );
  return rows.length;
};

const age = (requestId: string, interval: string) =>
  transaction((tx) =>
    tx
      .update(signInRequests)
      .set({
        expiresAt: sql`expires_at - ${interval}::interval`,
        createdAt: sql`created_at - ${interval}::interval`,
      })
      .where(eq(signInRequests.id, requestId)),
  );

describe("the code of a letter", () => {
  it("signs in, makes a new address a reader and leads back to where it was asked", async () => {
    const letter = await askForLetter({
      email: "new@example.com",
      returnTo: "/chapters/lambdas#b4",
    });
    const proven: string[] = [];
    const signedIn = await signInByCode({
      code: letter.code,
      binding: letter.binding,
      now: now(),
      network: "203.0.113.0/24",
      onProven: async (_tx, reader) => void proven.push(reader.email),
    });
    if (!signedIn.ok) throw new Error(signedIn.reason);
    expect(signedIn.value.returnTo).toBe("/chapters/lambdas#b4");
    expect(proven).toEqual(["new@example.com"]);
    expect(await findSession(signedIn.value.sessionToken, now())).toEqual({
      readerId: signedIn.value.readerId,
      email: "new@example.com",
      isEditor: false,
    });
  });

  it("keeps nothing of the sign-in when what belongs to the address cannot be adopted", async () => {
    const letter = await askForLetter({ email: "rollback@example.com" });
    const failing = async () => Promise.reject(new Error("no"));
    const tried = signInByCode({
      ...letter,
      ...edge(),
      requestId: undefined,
      now: now(),
      onProven: failing,
    });
    await expect(tried).rejects.toThrow("no");
    expect(await countSessions("rollback@example.com")).toBe(0);
    expect((await typeCode(letter, letter.code)).ok).toBe(true);
  });

  it("works once", async () => {
    const letter = await askForLetter({ email: "once@example.com" });
    expect((await typeCode(letter, letter.code)).ok).toBe(true);
    expect(await typeCode(letter, letter.code)).toEqual({ ok: false, reason: "ended" });
    expect(await pressLink(letter)).toEqual({ ok: false, reason: "ended" });
  });

  it("makes exactly one session when fifty posts of it come at once", async () => {
    const letter = await askForLetter({ email: "fifty-codes@example.com" });
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => typeCode(letter, letter.code)),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await countSessions("fifty-codes@example.com")).toBe(1);
  });

  it("is typed in another browser that came by the letter's link", async () => {
    const letter = await askForLetter({ email: "phone@example.com" });
    expect((await typeCode({}, letter.code, letter.requestId)).ok).toBe(true);
  });

  it("is worth nothing where neither cookie nor link names its request", async () => {
    const letter = await askForLetter({ email: "nameless@example.com" });
    expect(await typeCode({}, letter.code)).toEqual({ ok: false, reason: "ended" });
    const stranger = await askForLetter({ email: "stranger@example.com" });
    expect(await typeCode(stranger, letter.code)).toEqual({ ok: false, reason: "wrong_code" });
    expect(await typeCode({ binding: `${letter.binding}x` }, letter.code)).toEqual({
      ok: false,
      reason: "ended",
    });
  });

  it("ends with its request after ten minutes", async () => {
    const letter = await askForLetter({ email: "late@example.com" });
    await age(letter.requestId, "9 minutes 50 seconds");
    expect(await typeCode(letter, otherCode(letter.code))).toEqual({
      ok: false,
      reason: "wrong_code",
    });
    await age(letter.requestId, "11 seconds");
    expect(await typeCode(letter, letter.code)).toEqual({ ok: false, reason: "ended" });
    expect(await pressLink(letter)).toEqual({ ok: false, reason: "ended" });
  });
});

describe("wrong codes", () => {
  it("end the request at the fifth, with code and link, and no other request", async () => {
    const letter = await askForLetter({ email: "five@example.com" });
    const other = await askForLetter({ email: "five@example.com" });
    const wrong = () => typeCode({}, otherCode(letter.code), letter.requestId);
    for (let tried = 1; tried <= 4; tried += 1)
      expect(await wrong()).toMatchObject({ reason: "wrong_code" });
    expect(await wrong()).toMatchObject({ reason: "too_many_tries" });
    expect(await typeCode(letter, letter.code)).toMatchObject({ reason: "too_many_tries" });
    expect(await pressLink(letter)).toMatchObject({ reason: "ended" });
    expect((await typeCode(other, other.code)).ok).toBe(true);
  });

  it("typed by a stranger who asked for the same address never end mine", async () => {
    const mine = await askForLetter({ email: "mine@example.com" });
    const theirs = await askForLetter({ email: "mine@example.com", network: "198.51.100.0/24" });
    for (let tried = 0; tried < 20; tried += 1) await typeCode(theirs, "000000");
    expect(await typeCode(theirs, mine.code)).toMatchObject({ ok: false });
    expect((await typeCode(mine, mine.code)).ok).toBe(true);
  });

  it("count one after the other, however many come at once", async () => {
    const letter = await askForLetter({ email: "flood@example.com" });
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => typeCode(letter, otherCode(letter.code))),
    );
    expect(answers.filter((answer) => !answer.ok && answer.reason === "wrong_code")).toHaveLength(
      4,
    );
    const [row] = await read((db) =>
      db.select().from(signInRequests).where(eq(signInRequests.id, letter.requestId)),
    );
    expect(row?.wrongTries).toBe(5);
  });

  it("are limited by network, whoever they are for", async () => {
    const network = "192.0.2.0/24";
    const typed = () => signInByCode({ code: "123456", now: now(), network, onProven });
    for (let tried = 0; tried < 120; tried += 1) await typed();
    expect(await typed()).toEqual({ ok: false, reason: "too_many_requests" });
  });
});
