/** Why a line is left out, the ones that can be mended first. */
export const REASONS = [
  { reason: "invalid", name: "something in the line is wrong" },
  { reason: "no_proof", name: "nothing proves that they agreed" },
  { reason: "duplicate", name: "the same address as another line" },
  { reason: "suppressed", name: "gets no mail any more; stronger than any import" },
  { reason: "pending", name: "known, waiting for their own yes" },
  { reason: "known", name: "known already" },
] as const;
