/** Which letters of the outbox somebody means: how they stand, which lane they are in, whom or what they belong to. */
import { z } from "zod";
import { LANES } from "@/lib/desk/state/count-waiting";

/**
 * waiting: for its turn or its time. retry: tried before, and tried again by itself. held: its broadcast is paused.
 * failed: used up its tries, and waits for somebody. ended: will never leave.
 */
export const OUTBOX_STATES = ["waiting", "retry", "held", "failed", "ended", "sent"] as const;
export type OutboxState = (typeof OUTBOX_STATES)[number];

/** A form sends what was left open as an empty field. */
const open = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (isBlank(value) ? undefined : value), schema.optional()).optional();

const isBlank = (value: unknown) => typeof value === "string" && value.trim() === "";

/** Strict: a filter with a part that nobody understands is refused, since without it other letters would be shown. */
export const outboxFilter = z.strictObject({
  state: open(z.enum(OUTBOX_STATES)),
  lane: open(z.enum(LANES.map(String)).transform(Number)),
  /** A whole address, or a reference: of a request, or of the letter itself. */
  q: open(z.string().trim().max(254)),
});

export type OutboxFilter = z.infer<typeof outboxFilter>;
