/** What is kept of a list between its dry run and its import. */
import { z } from "zod";

const leftOut = z.object({
  line: z.number(),
  address: z.string(),
  reason: z.enum(["invalid", "no_proof", "duplicate", "suppressed", "pending", "known"]),
  why: z.string().optional(),
});

export const importReport = z.object({
  /** What people agreed to, in the author's words. */
  wording: z.string(),
  /** Why the author may say so, for lines without their own proof. */
  proof: z.string(),
  lines: z.number(),
  ready: z.number(),
  leftOut: z.array(leftOut),
  /** Set by the import; fewer than `ready` where somebody signed up or left in between. */
  imported: z.number().optional(),
});

export const importRows = z.array(
  z.object({ email: z.string(), proof: z.string().nullable(), at: z.string().nullable() }),
);

export type ImportReport = z.infer<typeof importReport>;
export type ImportRow = z.infer<typeof importRows>[number];
