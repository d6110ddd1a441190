/** Signs in whoever GitHub or Google vouches for, in the reader whose address they call verified. */
import { z } from "zod";
import { accounts } from "@/drizzle/schema/readers";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { email } from "@/lib/fields";
import { type OnProven, openSession, type SignedIn } from "@/lib/readers/open-session";
import { makeToken } from "@/lib/readers/sign-in-secrets";
import { err, ok, type Result } from "@/lib/result";

/** The two claims of OpenID Connect that we read: https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims */
const verified = z.object({ email, email_verified: z.literal(true) });

type Vouched = {
  provider: string;
  accountId: string;
  /** As the provider gave it. */
  profile: unknown;
  returnTo: string | undefined;
  onProven: OnProven;
};

/**
 * The verified address decides who it is, each time anew: an account that now has another address leads to that
 * address's reader. A verified address is proven, so an existing reader of it is the same person.
 */
export async function signInByProvider(
  vouched: Vouched,
): Promise<Result<SignedIn, "unverified_address">> {
  const claims = verified.safeParse(vouched.profile);
  if (!claims.success) return err("unverified_address");
  const sessionToken = makeToken();
  const { returnTo, onProven } = vouched;
  return transaction(async (tx) => {
    const signedIn = await openSession(tx, {
      email: claims.data.email,
      sessionToken,
      returnTo,
      onProven,
    });
    await linkAccount(tx, { ...vouched, readerId: signedIn.readerId });
    return ok(signedIn);
  });
}

type Link = { provider: string; accountId: string; readerId: string };

async function linkAccount(tx: Db, { provider, accountId, readerId }: Link) {
  await tx
    .insert(accounts)
    .values({ userId: readerId, type: "oauth", provider, providerAccountId: accountId })
    .onConflictDoUpdate({
      target: [accounts.provider, accounts.providerAccountId],
      set: { userId: readerId },
    });
}
