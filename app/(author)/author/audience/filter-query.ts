/** A filter as it stands in the address of the page, and back. */
import { type AudienceFilter, audienceFilter } from "@/lib/desk/audience/filter";

/** Undefined where a part of it is not understood: leaving that part out would show other people than were asked for. */
export function readFilter(query: Record<string, string | undefined>): AudienceFilter | undefined {
  const known = Object.keys(audienceFilter.shape);
  const parts = Object.entries(query).filter(([name]) => known.includes(name));
  const parsed = audienceFilter.safeParse(Object.fromEntries(parts));
  return parsed.success ? withoutIdle(parsed.data) : undefined;
}

/** "Exactly" without a number of lessons means nothing. */
function withoutIdle({ lessonsHow, ...filter }: AudienceFilter): AudienceFilter {
  return filter.lessons === undefined ? filter : { ...filter, lessonsHow };
}

/** The same filter gives the same text, which is how a saved one is recognised. */
export function filterQuery(filter: AudienceFilter): string {
  const parts = Object.entries(filter).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  return new URLSearchParams(parts.toSorted(([a], [b]) => a.localeCompare(b))).toString();
}

export const audienceHref = (query: string): string =>
  query ? `/author/audience?${query}` : "/author/audience";
