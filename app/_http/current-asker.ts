/** Who asks for the page that is being made. */
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { type CurrentAsker, identify } from "@/app/_http/asker-of";
import { SESSION_COOKIES } from "@/app/_http/cookies";
import { readUnlockCookie } from "@/app/_http/unlock-cookie";
import { Unavailable } from "@/lib/unavailable";

/** Once per request; makes a page dynamic. */
export const currentAsker = cache(async (): Promise<CurrentAsker> => {
  const jar = await cookies();
  const tokens = SESSION_COOKIES.flatMap((name) => jar.get(name)?.value ?? []);
  return identify(await headers(), tokens[0], new Date());
});

/** For pages that anybody may read: while the database is away, whom it cannot name is a visitor like any other. */
export async function currentReader(): Promise<CurrentAsker & { isUnsure: boolean }> {
  try {
    return { ...(await currentAsker()), isUnsure: false };
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    const grantIds = await readUnlockCookie(await headers(), new Date());
    return { asker: { kind: "visitor", grantIds }, isUnsure: true };
  }
}
