/** Text in a setting: never empty, and nothing that a database cannot keep. */
import { z } from "zod";

export const line = z
  .string({ error: "must be text (put numbers and yes/no in quotes)" })
  .trim()
  .min(1, { error: "must not be empty" })
  .refine((value) => value.isWellFormed() && !value.includes("\0"), {
    error: "holds a character that is no text",
  });
