/** Calls of the API that come twice with one key: the work is done once, the answer given each time. */
import { claimKey, type KeptAnswer as Kept, keepAnswer, releaseKey } from "@/lib/db/kept-answers";

export type KeptAnswer = Kept;

type Call = { tokenId: string; key: string; body: Uint8Array };

/** `run` does the work and keeps what `keep` makes of its answer; undefined, or a crash, frees the key. */
export type ClaimedCall =
  | { state: "answered"; answer: KeptAnswer }
  | { state: "other_body" }
  | { state: "in_flight" }
  | {
      state: "claimed";
      run: <T>(work: () => Promise<T>, keep: Keeper<T>) => Promise<T>;
    };

type Keeper<T> = (answer: T) => Promise<KeptAnswer | undefined>;

export async function claimOnce({ tokenId, key, body }: Call): Promise<ClaimedCall> {
  const owner = `token:${tokenId}`;
  const claimed = await claimKey({ owner, key, body });
  if (claimed.state !== "claimed") return claimed;
  const own = { owner, key, claim: claimed.claim };
  return {
    state: "claimed",
    async run(work, keep) {
      try {
        const answer = await work();
        const kept = await keep(answer);
        await (kept ? keepAnswer(own, kept) : releaseKey(own));
        return answer;
      } catch (error) {
        await releaseKey(own).catch(() => undefined);
        throw error;
      }
    },
  };
}
