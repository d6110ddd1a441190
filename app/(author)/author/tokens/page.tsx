import { currentAuthor } from "@/app/_http/current-author";
import { privateMetadata } from "@/app/_http/private-metadata";
import { makeToken } from "@/app/(author)/author/tokens/actions";
import { NewToken } from "@/app/(author)/author/tokens/new-token";
import { scopeChoices } from "@/app/(author)/author/tokens/scope-words";
import { TokenTable } from "@/app/(author)/author/tokens/token-table";
import { listApiTokens } from "@/lib/author/tokens/tokens";
import "@/app/(author)/author/tokens/tokens.css";

export const generateMetadata = () => privateMetadata("Tokens");

/** Keys for programs: which there are, and a new one. */
export default async function TokensPage() {
  const actor = await currentAuthor("/author/tokens", "write");
  const tokens = await listApiTokens(actor);
  if (!tokens.ok) return null;
  return (
    <>
      <h1 className="mb-2 text-2xl">Tokens</h1>
      <p className="mb-6 max-w-prose text-muted">
        A token lets a program in, for example the command line, with the rights you tick and never
        more than your own.{" "}
        <a className="link" href="/developers">
          How the API works
        </a>
        {" · "}
        <a className="link" href="/author/tokens/device">
          Log in a command line
        </a>
      </p>
      {tokens.value.length === 0 ? (
        <p>No tokens yet. Make the first one below.</p>
      ) : (
        <TokenTable tokens={tokens.value} />
      )}
      <section className="token-new" aria-labelledby="new-title">
        <h2 id="new-title" className="mb-4 text-lg">
          New token
        </h2>
        <NewToken action={makeToken} choices={scopeChoices(actor)} />
      </section>
    </>
  );
}
