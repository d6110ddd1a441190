/** How often a token may be used: generous, so that a whole book goes through, and counted by all instances together. */
import { type Allowance, consumeAllowance } from "@/lib/db/rate-limit";

const CALLS = { points: 1_200, perSeconds: 60 };

export type CallLimit = Allowance & { points: number };

export async function countCall(tokenId: string): Promise<CallLimit> {
  const allowance = await consumeAllowance({ key: `api:${tokenId}`, ...CALLS });
  return { ...allowance, points: CALLS.points };
}
