/** How much went well and failed in the last minutes, summed from slices of ten seconds. */
import type { Signal, Slice } from "@/lib/signals";

export type Sum = { ok: number; failed: number };

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

type Window = { signal: Signal; now: number; ms: number };

/** A slice counts as long as its beginning lies in the window, so that the one that still grows is seen. */
export function sumOver(slices: Slice[], { signal, now, ms }: Window): Sum {
  const sum = { ok: 0, failed: 0 };
  for (const slice of slices) {
    if (slice.signal !== signal || slice.at <= now - ms || slice.at > now) continue;
    sum.ok += slice.ok;
    sum.failed += slice.failed;
  }
  return sum;
}

/** In percent; 0 where nothing was asked. */
export function shareFailed({ ok, failed }: Sum): number {
  const all = ok + failed;
  return all === 0 ? 0 : (100 * failed) / all;
}
