import { ActionForm } from "@/app/_components/action-form";
import { revokeToken } from "@/app/(author)/author/tokens/actions";

type Token = {
  id: string;
  name: string;
  scopes: string[];
  email: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });

/** Every token there is or was. */
export function TokenTable({ tokens }: { tokens: Token[] }) {
  return (
    <section className="table-scroll token-list" aria-label="Tokens">
      <table className="workshop-table">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">May</th>
            <th scope="col">Belongs to</th>
            <th scope="col">Made</th>
            <th scope="col">Last used</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id}>
              <th scope="row" className="token-name">
                {token.name}
              </th>
              <td>{token.scopes.join(", ")}</td>
              <td className="token-owner">{token.email}</td>
              <td>{day.format(token.createdAt)}</td>
              <td>{token.lastUsedAt ? day.format(token.lastUsedAt) : "never"}</td>
              <td>
                {token.revokedAt ? (
                  <span className="text-muted">✕ revoked {day.format(token.revokedAt)}</span>
                ) : (
                  <Revoke {...token} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Asks once. */
function Revoke({ id, name }: { id: string; name: string }) {
  return (
    <details className="token-revoke">
      <summary className="tap">
        <span className="token-active">● active</span>{" "}
        <span className="link">
          Revoke<span className="sr-only"> {name}</span>…
        </span>
      </summary>
      <p>Whatever uses it stops at once. This cannot be undone; make a new one instead.</p>
      <ActionForm action={revokeToken} button={`Revoke ${name}`} isQuiet>
        <input type="hidden" name="id" value={id} />
      </ActionForm>
    </details>
  );
}
