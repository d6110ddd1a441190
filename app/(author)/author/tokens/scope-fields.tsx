import type { ScopeChoice } from "@/app/(author)/author/tokens/scope-words";

type Props = { choices: ScopeChoice[]; chosen: string[]; problem?: string };

/** One box for each scope, with what it opens. */
export function ScopeFields({ choices, chosen, problem }: Props) {
  return (
    <fieldset className="token-scopes" aria-describedby={problem ? "scopes-problem" : undefined}>
      <legend className="label">It may</legend>
      {problem && (
        <p id="scopes-problem" className="text-bad">
          {problem}
        </p>
      )}
      {choices.map(({ scope, title, about }) => (
        <label key={scope} className="token-scope tap">
          <input type="checkbox" name={`scope-${scope}`} defaultChecked={chosen.includes(scope)} />
          <span>
            <strong>{title}</strong> <span className="text-muted">{about}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
