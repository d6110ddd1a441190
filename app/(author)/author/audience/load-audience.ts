/** All that the audience page shows, asked for at once; without an understood filter, nobody. */
import { countPeople } from "@/lib/desk/audience/count-people";
import type { AudienceFilter } from "@/lib/desk/audience/filter";
import { countFunnel } from "@/lib/desk/audience/funnel";
import { listPeople } from "@/lib/desk/audience/list-people";
import { listSavedFilters } from "@/lib/desk/audience/saved-filters";
import type { PagePlace } from "@/lib/desk/page-place";
import type { Actor } from "@/lib/readers/actor";

type Asked = {
  actor: Actor;
  filter: AudienceFilter | undefined;
  place: PagePlace;
  /** Empty: everybody, with the funnel above. */
  query: string;
};

export async function loadAudience({ actor, filter, place, query }: Asked) {
  const isFront = filter && query === "" && !place.after && !place.before;
  const [page, count, funnel, saved] = await Promise.all([
    filter && listPeople({ actor, filter, place }),
    filter && countPeople({ actor, filter }),
    isFront ? countFunnel({ actor }) : undefined,
    listSavedFilters({ actor }),
  ]);
  return {
    page: page?.ok ? page.value : undefined,
    count: count?.ok ? count.value : undefined,
    funnel: funnel?.ok ? funnel.value : undefined,
    saved: saved.ok ? saved.value : [],
  };
}
