import { ActionForm } from "@/app/_components/action-form";
import { deleteSavedFilter, saveThisFilter } from "@/app/(author)/author/audience/actions";
import { audienceHref, filterQuery } from "@/app/(author)/author/audience/filter-query";
import { SaveFilter } from "@/app/(author)/author/audience/save-filter";
import type { SavedFilter } from "@/lib/desk/audience/saved-filters";

type Props = { saved: SavedFilter[]; query: string };

/** Links to what was saved; below them what can be done with the filter on the page. */
export function SavedFilters({ saved, query }: Props) {
  const present = saved.find(({ filter }) => filterQuery(filter) === query);
  return (
    <div className="audience-saved">
      {saved.length > 0 && (
        <nav aria-label="Saved filters">
          <ul>
            {saved.map(({ id, name, filter }) => (
              <li key={id}>
                <a
                  className="audience-chip tap"
                  href={audienceHref(filterQuery(filter))}
                  aria-current={id === present?.id ? "page" : undefined}
                >
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {present && <Delete {...present} />}
      {query && !present && <Save query={query} />}
    </div>
  );
}

function Save({ query }: { query: string }) {
  return (
    <details>
      <summary className="tap link">Save this filter</summary>
      <SaveFilter action={saveThisFilter} query={query} />
    </details>
  );
}

function Delete({ id, name }: SavedFilter) {
  return (
    <details key={id}>
      <summary className="tap link">Delete this saved filter</summary>
      <ActionForm action={deleteSavedFilter} button={`Delete “${name}”`} isQuiet>
        <p className="mb-3 text-sm text-muted">
          Only the name goes; nobody leaves the audience, and broadcasts keep the filter they have.
        </p>
        <input type="hidden" name="id" value={id} />
      </ActionForm>
    </details>
  );
}
