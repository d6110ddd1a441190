import { currentAuthor } from "@/app/_http/current-author";
import { privateMetadata } from "@/app/_http/private-metadata";
import { allowDevice } from "@/app/(author)/author/tokens/actions";
import { AllowForm } from "@/app/(author)/author/tokens/device/allow-form";
import { scopeChoices } from "@/app/(author)/author/tokens/scope-words";
import "@/app/(author)/author/tokens/tokens.css";

export const generateMetadata = () => privateMetadata("Log in a command line");

/** Where a waiting command line sends its person. The code is typed, never in the address, so that no link can bring it. */
export default async function DevicePage() {
  const actor = await currentAuthor("/author/tokens/device", "write");
  return (
    <div className="max-w-xl">
      <h1 className="mb-2 text-2xl">Log in a command line</h1>
      <p className="mb-6 text-muted">
        Type the code that your own terminal shows after <code>npm run book -- login</code>. If
        somebody else sent you a code, do not type it: you would let them in as yourself.
      </p>
      <AllowForm action={allowDevice} choices={scopeChoices(actor)} />
      <p className="mt-6">
        <a className="link" href="/author/tokens">
          All tokens
        </a>
      </p>
    </div>
  );
}
