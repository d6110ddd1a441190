/** Who asks for the page that is being made. */
import { headers } from "next/headers";
import { cache } from "react";
import { askerOf, type CurrentAsker } from "@/app/_http/asker-of";
import { readUnlockCookie } from "@/app/_http/unlock-cookie";
import { Unavailable } from "@/lib/unavailable";

/** Once per request; makes a page dynamic. */
export const currentAsker = cache(
  async (): Promise<CurrentAsker> => askerOf(await headers(), new Date()),
);

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
