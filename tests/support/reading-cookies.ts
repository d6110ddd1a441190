/** Cookie headers of a browser that unlocked something or is signed in, without the forms that lead there. */
import { addToUnlockCookie } from "@/app/_http/unlock-cookie";
import { transaction } from "@/lib/db/transaction";
import { openSession } from "@/lib/readers/open-session";
import { makeToken } from "@/lib/readers/sign-in-secrets";

export async function unlockCookieFor(...grantIds: string[]): Promise<string> {
  const { name, value } = await addToUnlockCookie([], grantIds);
  return `${name}=${value}`;
}

/** An address of the settings' authors makes an author. */
export async function sessionCookieFor(email: string): Promise<string> {
  const sessionToken = makeToken();
  const onProven = async () => undefined;
  await transaction((tx) =>
    openSession(tx, { email, sessionToken, returnTo: undefined, onProven }),
  );
  return `next-auth.session-token=${sessionToken}`;
}
