import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { accounts, readers, sessions } from "@/drizzle/schema/readers";
import { publishSettings } from "@/lib/config";
import { read, transaction } from "@/lib/db/transaction";
import { pickVerified } from "@/lib/readers/github-address";
import { endAllSessions, endSession, findSession, isAuthor } from "@/lib/readers/sessions";
import { signInByProvider } from "@/lib/readers/sign-in-by-provider";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const now = () => new Date();
const onProven = async () => {};
const DAY_MS = 86_400_000;

type Vouched = { email: string; accountId?: string; isVerified?: boolean };

const vouch = ({ email, accountId = email, isVerified = true }: Vouched) =>
  signInByProvider({
    provider: "github",
    accountId,
    profile: { email, email_verified: isVerified },
    returnTo: undefined,
    onProven,
  });

async function signIn(email: string) {
  const signedIn = await vouch({ email });
  if (!signedIn.ok) throw new Error(signedIn.reason);
  return signedIn.value;
}

describe("a session", () => {
  it("lasts thirty days and is not prolonged by looking at it", async () => {
    const { sessionToken, expires } = await signIn("days@example.com");
    expect(Math.abs(expires.getTime() - Date.now() - 30 * DAY_MS)).toBeLessThan(60_000);
    expect(await findSession(sessionToken, new Date(Date.now() + 29 * DAY_MS))).toBeDefined();
    expect(await findSession(sessionToken, new Date(Date.now() + 31 * DAY_MS))).toBeUndefined();
  });

  it("is stored as a hash: what the table holds opens nothing", async () => {
    const { sessionToken } = await signIn("stolen@example.com");
    const rows = await read((db) => db.select().from(sessions));
    expect(JSON.stringify(rows)).not.toContain(sessionToken);
    for (const row of rows) expect(await findSession(row.sessionToken, now())).toBeUndefined();
  });

  it("ends here, or everywhere, and only for its reader", async () => {
    const [here, there, other] = [
      await signIn("two@example.com"),
      await signIn("two@example.com"),
      await signIn("other@example.com"),
    ];
    await endSession(here.sessionToken);
    expect(await findSession(here.sessionToken, now())).toBeUndefined();
    expect(await findSession(there.sessionToken, now())).toBeDefined();
    await endAllSessions(there.readerId);
    expect(await findSession(there.sessionToken, now())).toBeUndefined();
    expect(await findSession(other.sessionToken, now())).toBeDefined();
  });
});

describe("an author", () => {
  it("is whoever signs in with an address of the settings, as they are now", () => {
    expect(isAuthor("author@example.com")).toBe(true);
    publishSettings({ AUTHOR_EMAILS: "Ada@Example.com, grace@example.com" });
    expect(isAuthor("ada@example.com")).toBe(true);
    expect(isAuthor("author@example.com")).toBe(false);
    publishSettings({ AUTHOR_EMAILS: undefined, NEXTAUTH_URL: "https://book.example.com" });
    expect(isAuthor("author@example.com")).toBe(false);
    publishSettings({ NEXTAUTH_URL: undefined });
  });
});

describe("signing in by GitHub or Google", () => {
  it("counts only with an address that they call verified", async () => {
    expect(await vouch({ email: "claimed@example.com", isVerified: false })).toEqual({
      ok: false,
      reason: "unverified_address",
    });
    expect(await vouch({ email: "no address" })).toEqual({
      ok: false,
      reason: "unverified_address",
    });
    expect(
      await read((db) => db.select().from(readers).where(sql`email = 'claimed@example.com'`)),
    ).toHaveLength(0);
  });

  it("leads to the reader who has the address already, and proves it", async () => {
    await transaction((tx) => tx.insert(readers).values({ email: "known@example.com" }));
    const { readerId } = await signIn("Known@Example.com");
    const [reader] = await read((db) =>
      db.select().from(readers).where(sql`email = 'known@example.com'`),
    );
    expect(reader?.id).toBe(readerId);
    expect(reader?.emailVerified).toBeInstanceOf(Date);
  });

  it("leads to the reader of the address it has now, not of one it had once", async () => {
    const before = await vouch({ email: "before@example.com", accountId: "77" });
    const after = await vouch({ email: "after@example.com", accountId: "77" });
    expect(before.ok && after.ok && before.value.readerId !== after.value.readerId).toBe(true);
    const linked = await read((db) =>
      db.select().from(accounts).where(sql`provider_account_id = '77'`),
    );
    expect(linked.map((account) => account.userId)).toEqual([after.ok && after.value.readerId]);
    expect(linked[0]?.access_token).toBeNull();
  });

  it("takes from GitHub the primary address, and only when it is verified", () => {
    const address = (email: string, primary: boolean, verified: boolean) => ({
      email,
      primary,
      verified,
    });
    expect(pickVerified([address("a@x.org", false, true), address("b@x.org", true, true)])).toBe(
      "b@x.org",
    );
    expect(
      pickVerified([address("a@x.org", false, true), address("b@x.org", true, false)]),
    ).toBeUndefined();
  });
});
