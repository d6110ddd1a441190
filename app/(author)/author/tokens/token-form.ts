/** The fields that describe a token, checked in one place for both forms that make one. */
import { z } from "zod";
import { SCOPES } from "@/lib/author/tokens/tokens";

const name = z
  .string()
  .trim()
  .min(1, { error: "Give it a name by which you will know it again." })
  .max(80, { error: "The name may have 80 characters at most." })
  .refine((text) => text.isWellFormed() && !text.includes("\0"), {
    error: "The name holds a character that is no text.",
  });

const box = z.literal("on").optional();

export const tokenFields = z.object({
  name,
  "scope-read": box,
  "scope-write": box,
  "scope-publish": box,
  "scope-people": box,
});

export const scopesOf = (fields: z.output<typeof tokenFields>) =>
  SCOPES.filter((scope) => fields[`scope-${scope}`] === "on");

export const NO_SCOPE = {
  problem: "Not made yet: please look at the marked fields.",
  errors: { scopes: "Tick at least one; a token without any could do nothing." },
};
