import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { readers, signInRequests } from "@/drizzle/schema/readers";
import { read, transaction } from "@/lib/db/transaction";
import { findLinkRequest } from "@/lib/readers/link-request";
import { purgeSignIns } from "@/lib/readers/purge-sign-ins";
import { requestSignIn } from "@/lib/readers/request-sign-in";
import { signInByCode } from "@/lib/readers/sign-in";
import { readBinding } from "@/lib/readers/sign-in-binding";
import { askForLetter, otherCode, readSignInLetters } from "@/tests/support/sign-in-letters";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const network = "203.0.113.0/24";
const now = () => new Date();
const onProven = async () => {};
const ask = (email: string, binding?: string) =>
  requestSignIn({ email, binding, network, now: now() });
const requestsOf = (email: string) =>
  read((db) => db.select().from(signInRequests).where(eq(signInRequests.email, email)));
const olderByAnHour = (email: string) =>
  transaction((tx) =>
    tx
      .update(signInRequests)
      .set({
        createdAt: sql`created_at - interval '61 minutes'`,
        expiresAt: sql`expires_at - interval '61 minutes'`,
      })
      .where(eq(signInRequests.email, email)),
  );

describe("a request to sign in", () => {
  it("keeps link and code only as hashes that need more than the table", async () => {
    const letter = await askForLetter({ email: "hashes@example.com" });
    const [row] = await requestsOf("hashes@example.com");
    expect(letter.code).toMatch(/^\d{6}$/);
    expect(Buffer.from(letter.linkToken, "base64url")).toHaveLength(32);
    const stored = JSON.stringify(row);
    expect(stored).not.toContain(letter.code);
    expect(stored).not.toContain(letter.linkToken);
    const plain = ["hex", "base64url"] as const;
    for (const encoding of plain) {
      expect(row?.codeHash).not.toBe(createHash("sha256").update(letter.code).digest(encoding));
    }
  });

  it("makes nobody a reader before the address is proven", async () => {
    await askForLetter({ email: "unproven@example.com" });
    expect(await read((db) => db.select().from(readers))).toHaveLength(0);
  });

  it("ends none and sends nothing as the fourth while three live", async () => {
    const email = "fourth@example.com";
    const letters = [
      await askForLetter({ email }),
      await askForLetter({ email }),
      await askForLetter({ email }),
    ];
    const fourth = await ask(email);
    expect(fourth.ok).toBe(true);
    expect(await readSignInLetters(email)).toHaveLength(3);
    for (const letter of letters) {
      const state = await findLinkRequest({
        ...letter,
        binding: fourth.ok ? fourth.value.binding : "",
        now: now(),
      });
      expect(state).toEqual({ state: "type-code" });
    }
    const typed = await signInByCode({
      code: letters[0]?.code ?? "",
      requestId: letters[0]?.requestId,
      network,
      now: now(),
      onProven,
    });
    expect(typed.ok).toBe(true);
    expect((await askForLetter({ email })).count).toBe(4);
  });

  it("sends three letters when ten come at once", async () => {
    await Promise.all(Array.from({ length: 10 }, () => ask("ten@example.com")));
    expect(await readSignInLetters("ten@example.com")).toHaveLength(3);
  });

  it("sends five letters to one inbox within an hour, and then again", async () => {
    const email = "hour@example.com";
    for (let asked = 0; asked < 5; asked += 1) {
      const letter = await askForLetter({ email });
      await signInByCode({
        code: letter.code,
        binding: letter.binding,
        network,
        now: now(),
        onProven,
      });
    }
    const sixth = await ask(email);
    expect(sixth.ok).toBe(true);
    expect(await readSignInLetters(email)).toHaveLength(5);
    await olderByAnHour(email);
    expect((await askForLetter({ email })).count).toBe(6);
  });

  it("answers tries on a request without a letter like tries on any other", async () => {
    const email = "silent@example.com";
    for (let asked = 0; asked < 3; asked += 1) await ask(email);
    const fourth = await ask(email);
    const binding = fourth.ok ? fourth.value.binding : "";
    const type = () => signInByCode({ code: "123456", binding, network, now: now(), onProven });
    for (let tried = 1; tried <= 4; tried += 1)
      expect(await type()).toMatchObject({ reason: "wrong_code" });
    expect(await type()).toMatchObject({ reason: "too_many_tries" });
  });

  it("names in the binding all live requests of this browser", async () => {
    const first = await askForLetter({ email: "one@example.com" });
    const second = await askForLetter({ email: "two@example.com", binding: first.binding });
    expect((await readBinding(second.binding, now())).sort()).toEqual(
      [first.requestId, second.requestId].sort(),
    );
    const used = { binding: second.binding, network, now: now(), onProven };
    expect((await signInByCode({ ...used, code: first.code })).ok).toBe(true);
    const third = await askForLetter({ email: "three@example.com", binding: second.binding });
    expect(await readBinding(third.binding, now())).not.toContain(first.requestId);
    expect(await readBinding(third.binding, new Date(Date.now() + 601_000))).toEqual([]);
  });

  it("is refused alike for every address when one network asks too often", async () => {
    const asked = (email: string) => requestSignIn({ email, network: "192.0.2.0/24", now: now() });
    for (let count = 0; count < 120; count += 1) await asked(`nobody${count % 40}@example.com`);
    expect(await asked("one@example.com")).toEqual({ ok: false, reason: "too_many_requests" });
    expect(await asked("unknown@example.com")).toEqual({ ok: false, reason: "too_many_requests" });
  });
});

describe("the page behind the mailed link", () => {
  it("shows the address only in the browser that asked, and consumes nothing", async () => {
    const letter = await askForLetter({ email: "page@example.com" });
    const look = (binding?: string) => findLinkRequest({ ...letter, binding, now: now() });
    for (let looked = 0; looked < 20; looked += 1) {
      expect(await look(letter.binding)).toEqual({
        state: "same-browser",
        email: "page@example.com",
      });
      expect(await look()).toEqual({ state: "type-code" });
    }
    expect(await findLinkRequest({ ...letter, linkToken: "forged", now: now() })).toEqual({
      state: "ended",
    });
    expect(await findLinkRequest({ requestId: "no-uuid", linkToken: "x", now: now() })).toEqual({
      state: "ended",
    });
    const typed = await signInByCode({
      code: letter.code,
      binding: letter.binding,
      network,
      now: now(),
      onProven,
    });
    expect(typed.ok).toBe(true);
    expect(await look(letter.binding)).toEqual({ state: "ended" });
  });

  it("says that a request ended which was tried too often", async () => {
    const letter = await askForLetter({ email: "tried@example.com" });
    const wrong = {
      code: otherCode(letter.code),
      binding: letter.binding,
      network,
      now: now(),
      onProven,
    };
    for (let tried = 0; tried < 5; tried += 1) await signInByCode(wrong);
    expect(await findLinkRequest({ ...letter, now: now() })).toEqual({ state: "ended" });
  });
});

describe("what signing in leaves behind", () => {
  it("is forgotten after a day", async () => {
    await ask("old@example.com");
    await transaction((tx) =>
      tx
        .update(signInRequests)
        .set({ createdAt: sql`now() - interval '25 hours'` })
        .where(eq(signInRequests.email, "old@example.com")),
    );
    await ask("fresh@example.com");
    await purgeSignIns();
    expect(await requestsOf("old@example.com")).toHaveLength(0);
    expect(await requestsOf("fresh@example.com")).toHaveLength(1);
  });
});
