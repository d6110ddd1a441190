import { STATE_WORDS } from "@/app/(author)/author/audience/audience-words";
import type { AudienceFilter } from "@/lib/desk/audience/filter";

type Props = { filter: AudienceFilter; chapters: { id: string; title: string }[]; isOpen: boolean };

/** A plain form: what it finds has an address of its own, to keep or to send to a colleague. */
export function FilterForm({ filter, chapters, isOpen }: Props) {
  return (
    <details className="audience-filter" open={isOpen}>
      <summary className="tap">Filter</summary>
      <form action="/author/audience" className="audience-fields">
        <Choice name="confirmed" label="Confirmed" value={filter.confirmed} options={YES_OR_NO} />
        <Choice
          name="state"
          label="Status"
          value={filter.state}
          options={[["", "Any"], ...Object.entries(STATE_WORDS)]}
        />
        <Choice name="buyer" label="Has the book" value={filter.buyer} options={YES_OR_NO} />
        <Choice
          name="chapter"
          label="Came for"
          value={filter.chapter}
          options={[["", "Any chapter"], ...chapters.map(({ id, title }) => [id, title] as const)]}
        />
        <fieldset className="audience-lessons">
          <legend className="label">Lessons had</legend>
          <select
            name="lessonsHow"
            aria-label="At least or exactly"
            className="field"
            defaultValue={filter.lessonsHow ?? "least"}
          >
            <option value="least">at least</option>
            <option value="exactly">exactly</option>
          </select>
          <input
            name="lessons"
            aria-label="Number of lessons"
            type="number"
            min={0}
            max={999}
            inputMode="numeric"
            className="field"
            defaultValue={filter.lessons ?? ""}
          />
        </fieldset>
        <div>
          <label className="label" htmlFor="filter-address">
            Address begins with, or @ends with
          </label>
          <input
            id="filter-address"
            name="address"
            className="field"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={filter.address ?? ""}
          />
        </div>
        <div className="audience-buttons">
          <button type="submit" className="button">
            Show
          </button>
          <a className="button button-quiet" href="/author/audience">
            Show everybody
          </a>
        </div>
      </form>
    </details>
  );
}

type Option = readonly [value: string, words: string];

const YES_OR_NO: Option[] = [
  ["", "Either"],
  ["yes", "Yes"],
  ["no", "No"],
];

type ChoiceProps = { name: string; label: string; value: string | undefined; options: Option[] };

function Choice({ name, label, value = "", options }: ChoiceProps) {
  return (
    <div>
      <label className="label" htmlFor={`filter-${name}`}>
        {label}
      </label>
      <select id={`filter-${name}`} name={name} className="field" defaultValue={value}>
        {options.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
