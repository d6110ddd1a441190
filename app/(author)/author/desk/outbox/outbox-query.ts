/** What of the outbox is shown, as it stands in the address of the page, and back. */
import { type OutboxFilter, outboxFilter } from "@/lib/desk/outbox/outbox-filter";
import type { PagePlace } from "@/lib/desk/page-place";

type Query = Record<string, string | undefined>;

/** Undefined where a part of it is not understood: leaving that part out would show other letters than were asked for. */
export function readOutboxFilter(query: Query): OutboxFilter | undefined {
  const known = Object.keys(outboxFilter.shape);
  const parts = Object.entries(query).filter(([name]) => known.includes(name));
  const parsed = outboxFilter.safeParse(Object.fromEntries(parts));
  return parsed.success ? parsed.data : undefined;
}

export function outboxHref(filter: OutboxFilter = {}, place: PagePlace = {}): string {
  const parts = Object.entries({ ...filter, ...place }).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [[name, String(value)]],
  );
  const query = new URLSearchParams(parts).toString();
  return query ? `/author/desk/outbox?${query}` : "/author/desk/outbox";
}
