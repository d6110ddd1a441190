import { actorWords, KIND_WORDS, KINDS } from "@/app/(author)/author/audit/audit-words";
import type { AuditFilter } from "@/lib/desk/audit/list-audit";

type Props = {
  filter: AuditFilter;
  people: string[];
  chapters: { id: string; title: string }[];
};

/** A plain form: what it shows has an address of its own. */
export function AuditFilterForm({ filter, people, chapters }: Props) {
  const known = [...people, "schedule", "readers"];
  const { by } = filter;
  return (
    <form action="/author/audit" className="audit-filter">
      <Choice name="kind" label="What" value={filter.kind}>
        <option value="">Everything</option>
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {KIND_WORDS[kind]}
          </option>
        ))}
      </Choice>
      <Choice name="by" label="Who" value={by}>
        <option value="">Everybody in the workshop</option>
        {people.map((email) => (
          <option key={email} value={email}>
            {email}
          </option>
        ))}
        <option value="schedule">The clock, at a scheduled time</option>
        <option value="readers">Readers, to their own mail</option>
        {by && !known.includes(by) && <option value={by}>{actorWords(by).name}</option>}
      </Choice>
      <Choice name="chapter" label="Chapter" value={filter.chapter}>
        <option value="">Any</option>
        {chapters.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </Choice>
      <button type="submit" className="button button-quiet">
        Show
      </button>
    </form>
  );
}

type ChoiceProps = {
  name: keyof AuditFilter;
  label: string;
  value: string | undefined;
  children: React.ReactNode;
};

function Choice({ name, label, value = "", children }: ChoiceProps) {
  return (
    <div>
      <label className="label" htmlFor={`audit-${name}`}>
        {label}
      </label>
      <select id={`audit-${name}`} name={name} className="field" defaultValue={value}>
        {children}
      </select>
    </div>
  );
}
