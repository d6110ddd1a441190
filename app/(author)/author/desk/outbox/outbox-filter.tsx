import { LANES } from "@/app/(author)/author/desk/desk-words";
import { outboxHref } from "@/app/(author)/author/desk/outbox/outbox-query";
import { STATE_WORDS } from "@/app/(author)/author/desk/outbox/outbox-words";
import { OUTBOX_STATES, type OutboxFilter } from "@/lib/desk/outbox/outbox-filter";

type Props = { filter: OutboxFilter; findsAddresses: boolean };

/** A plain form: what it shows has an address of its own. */
export function OutboxFilterForm({ filter, findsAddresses }: Props) {
  return (
    <search>
      <form action="/author/desk/outbox" className="desk-filter">
        <Choice name="state" label="State" value={filter.state}>
          <option value="">Any</option>
          {OUTBOX_STATES.map((state) => (
            <option key={state} value={state}>
              {STATE_WORDS[state]}
            </option>
          ))}
        </Choice>
        <Choice name="lane" label="Kind" value={filter.lane}>
          <option value="">All letters</option>
          {LANES.map((words, lane) => (
            <option key={words} value={lane}>
              {words}
            </option>
          ))}
        </Choice>
        <div>
          <label className="label" htmlFor="outbox-q">
            {findsAddresses ? "Whole address or reference" : "Whole reference"}
          </label>
          <input
            id="outbox-q"
            name="q"
            className="field"
            defaultValue={filter.q}
            maxLength={254}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </div>
        <div className="desk-filter-buttons">
          <button type="submit" className="button button-quiet">
            Show
          </button>
          <a className="link" href={outboxHref()}>
            All letters
          </a>
        </div>
      </form>
    </search>
  );
}

type ChoiceProps = {
  name: keyof OutboxFilter;
  label: string;
  value: string | number | undefined;
  children: React.ReactNode;
};

function Choice({ name, label, value = "", children }: ChoiceProps) {
  return (
    <div>
      <label className="label" htmlFor={`outbox-${name}`}>
        {label}
      </label>
      <select id={`outbox-${name}`} name={name} className="field" defaultValue={value}>
        {children}
      </select>
    </div>
  );
}
