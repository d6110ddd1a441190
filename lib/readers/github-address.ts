/** The address that GitHub calls both primary and verified; the one on a profile may be anything. */
import { z } from "zod";

const TIMEOUT_MS = 5_000;

const addresses = z.array(
  z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }),
);

/** https://docs.github.com/en/rest/users/emails */
export async function findGitHubAddress(accessToken: string): Promise<string | undefined> {
  const answer = await fetch("https://api.github.com/user/emails", {
    headers: { authorization: `Bearer ${accessToken}`, accept: "application/vnd.github+json" },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok) throw new Error(`GitHub answered ${answer.status} when asked for addresses.`);
  return pickVerified(await answer.json());
}

export function pickVerified(answer: unknown): string | undefined {
  return addresses.parse(answer).find((address) => address.primary && address.verified)?.email;
}
