/** How lists are asked for and answered, page by page. */
import { z } from "zod";

export const listOf = (item: z.ZodType) =>
  z.object({
    data: z.array(item),
    has_more: z.boolean(),
    next_cursor: z.string().nullable().describe("Hand it back as `cursor` for what follows."),
  });

/** What the database can look for. */
export const storableText = z
  .string()
  .refine((text) => text.isWellFormed() && !text.includes("\0"), { error: "is no text" });

/** `place`: what a cursor holds. One that we never gave is refused. */
export const pageQuery = <Place extends z.ZodType>(place: Place, most: number) =>
  z.strictObject({
    limit: z
      .string()
      .regex(/^\d{1,4}$/, { error: `must be a number from 1 to ${most}` })
      .transform(Number)
      .pipe(
        z
          .number()
          .min(1)
          .max(most, { error: `may be ${most} at most` }),
      )
      .optional()
      .describe(`How many at most: 1 to ${most}.`),
    cursor: z
      .string()
      .max(500)
      .transform((cursor, context) => {
        const found = place.safeParse(decode(cursor));
        if (found.success) return found.data;
        context.addIssue("is none of ours: start again without one");
        return z.NEVER;
      })
      .optional()
      .describe("`next_cursor` of the page before."),
  });

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
