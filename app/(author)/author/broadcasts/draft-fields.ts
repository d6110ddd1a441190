/** What the form of a draft sends, and what an address may ask for: a filter's parts stand beside the text. */
import { z } from "zod";
import { type AudienceFilter, audienceFilter } from "@/lib/desk/audience/filter";
import { type BroadcastText, broadcastText } from "@/lib/desk/broadcasts/broadcast-fields";

const { confirmed: _, ...filterShape } = audienceFilter.shape;

export const draftFields = z.object({
  subject: broadcastText.shape.subject,
  markdown: broadcastText.shape.markdown,
  /** A saved filter, which then counts instead of the fields. */
  saved: z.union([z.literal(""), z.uuid()]).optional(),
  ...filterShape,
});

export type DraftFields = z.output<typeof draftFields>;

export function textOf({
  subject,
  markdown,
  saved: _saved,
  ...filter
}: DraftFields): BroadcastText {
  return { subject, markdown, filter: withoutGaps(filter) };
}

/** Everybody who gets a broadcast has confirmed, so that part of a filter of the audience says nothing here. */
export function withoutConfirmed({ confirmed: _confirmed, ...filter }: AudienceFilter) {
  return withoutGaps(filter);
}

/** The audience page's own address, for “Write to these people”. Undefined: some part of it was not understood. */
export function readFilter(query: Record<string, string | undefined>): AudienceFilter | undefined {
  const asked = Object.fromEntries(
    Object.keys(audienceFilter.shape).map((name) => [name, query[name]]),
  );
  const parsed = audienceFilter.safeParse(asked);
  if (!parsed.success || parsed.data.confirmed === "no") return undefined;
  return withoutConfirmed(parsed.data);
}

const withoutGaps = (filter: AudienceFilter): AudienceFilter =>
  audienceFilter.parse(
    Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)),
  );
