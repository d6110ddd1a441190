/** A filter as the values of the form's fields. */
import type { AudienceFilter } from "@/lib/desk/audience/filter";

export const filterValues = (filter: AudienceFilter): Record<string, string> =>
  Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  );
