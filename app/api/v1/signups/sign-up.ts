/** What the one public call of the API takes and answers: it does what the unlock form does. */
import { z } from "zod";
import { email, slug } from "@/lib/fields";

export const signUpInput = z.strictObject({
  email,
  chapter: slug.optional().describe("Left out: the book's opening chapter."),
});

export const openedJson = z.object({
  state: z.literal("open"),
  chapter: z.string(),
  anchor: z.string().nullable().describe("The first block behind the lock."),
});

export const mailedJson = z.object({ state: z.literal("mailed") });

export const SIGN_UP_EXAMPLE = { email: "ada@example.com", chapter: "getting-started" };
export const OPENED_EXAMPLE = { state: "open", chapter: "getting-started", anchor: "b-1" };
