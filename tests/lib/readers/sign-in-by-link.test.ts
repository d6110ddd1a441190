import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { readers, sessions } from "@/drizzle/schema/readers";
import { publishSettings } from "@/lib/config";
import { read } from "@/lib/db/transaction";
import { signInByCode, signInByLink } from "@/lib/readers/sign-in";
import { askForLetter, type SignInLetter } from "@/tests/support/sign-in-letters";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const now = () => new Date();
const onProven = async () => {};
type Held = SignInLetter & { binding: string };

const pressLink = ({ requestId, linkToken, binding }: Held) =>
  signInByLink({ requestId, linkToken, binding, now: now(), onProven });

const typeCode = ({ code, binding }: Held) =>
  signInByCode({ code, binding, network: "203.0.113.0/24", now: now(), onProven });

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

describe("the link of a letter", () => {
  it("makes exactly one session when fifty posts of it come at once", async () => {
    const letter = await askForLetter({ email: "fifty@example.com" });
    const answers = await Promise.all(Array.from({ length: 50 }, () => pressLink(letter)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await countSessions("fifty@example.com")).toBe(1);
  });

  it("signs in only in the browser that asked, and stays unspent elsewhere", async () => {
    const letter = await askForLetter({ email: "bound@example.com" });
    const other = await askForLetter({ email: "other@example.com" });
    expect(await pressLink({ ...letter, binding: other.binding })).toEqual({
      ok: false,
      reason: "other_browser",
    });
    expect((await pressLink(letter)).ok).toBe(true);
  });

  it("needs its token, not only the request's name", async () => {
    const letter = await askForLetter({ email: "token@example.com" });
    expect(await pressLink({ ...letter, linkToken: "guessed" })).toEqual({
      ok: false,
      reason: "ended",
    });
    expect((await pressLink(letter)).ok).toBe(true);
  });

  it("still works after the secret was changed and the old one kept in the list", async () => {
    const letter = await askForLetter({ email: "rotated@example.com" });
    const coded = await askForLetter({ email: "rotated-code@example.com" });
    publishSettings({
      NEXTAUTH_SECRET: "the-new-secret-0123456789,a-secret-that-only-tests-know-0123456789",
    });
    expect((await pressLink(letter)).ok).toBe(true);
    expect((await typeCode(coded)).ok).toBe(true);
    publishSettings({ NEXTAUTH_SECRET: "a-secret-that-only-tests-know-0123456789" });
  });
});
