/** Takes connections out of a pool, and leaves those aside that are likely to be dead without saying so. */
import type { Condition } from "@/lib/db/pool";

type Client = { release(broken?: boolean): void };
type Source<C extends Client> = { connect(): Promise<C> };

const answeredAt = new WeakMap<Client, number>();
const silentSince = new WeakMap<Source<Client>, number>();

/**
 * A network that vanished closes nothing: every idle connection of before looks well. Once one was silent, those that
 * have not answered since it was asked are thrown away, so that the next try gets one that is new.
 */
export async function takeLiving<C extends Client>(source: Source<C>) {
  for (;;) {
    const client = await source.connect();
    const takenAt = performance.now();
    const isOld = (answeredAt.get(client) ?? takenAt) < (silentSince.get(source) ?? 0);
    if (!isOld)
      return {
        client,
        doubt: () => silentSince.set(source, takenAt),
        release: releaseOnce({ source, client, takenAt }),
      };
    client.release(true);
  }
}

type Taken<C extends Client> = { source: Source<C>; client: C; takenAt: number };

/** Whoever comes first decides: the work, or the clock that ran out. */
function releaseOnce<C extends Client>({ source, client, takenAt }: Taken<C>) {
  let isReleased = false;
  return (as: Condition) => {
    if (isReleased) return;
    isReleased = true;
    if (as === "well") answeredAt.set(client, performance.now());
    if (as === "silent") silentSince.set(source, takenAt);
    client.release(as !== "well");
  };
}
