import "@/app/(site)/developers/developers.css";
import { TextPage } from "@/app/_components/text-page";
import { cachedSettings } from "@/app/_http/cached-book";
import { publicMetadata } from "@/app/_http/public-metadata";
import { CallList } from "@/app/(site)/developers/call-list";
import { ProblemList } from "@/app/(site)/developers/problem-list";
import { getConfig } from "@/lib/config";

const LEAD = "How programs write, publish and look after this book.";

export const developersMetadata = () =>
  publicMetadata({ path: "/developers", title: "For developers", description: LEAD });

/** The API in words; each problem document leads to its place here. */
export async function Developers() {
  const book = await cachedSettings();
  const base = `${getConfig().publicUrl}/api/v1`;
  return (
    <TextPage book={book} title="For developers" lead={LEAD}>
      <p>
        Everything that authors do in the workshop they can do by program: the same functions, the
        same versions, the same rights. The whole of it stands in{" "}
        <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1), from which clients can be
        made.
      </p>
      <h2>Begin</h2>
      <p>
        Make a token at <a href="/author/tokens">Tokens</a>, tick what it may do, and send it along:
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className="developers-code" tabIndex={0}>
        <code>{`curl ${base}/chapters \\\n  -H "Authorization: Bearer $BOOK_TOKEN"`}</code>
      </pre>
      <p>
        The command line speaks this API too: <code>npm run book -- login</code> lets it in by a
        code, <code>push</code> and <code>pull</code> carry a folder in and out.
      </p>
      <Manners />
      <h2 id="calls">Calls</h2>
      <CallList />
      <h2 id="problems">When something goes wrong</h2>
      <p>
        Each refusal is a problem document (RFC 9457): <code>title</code> says what,{" "}
        <code>detail</code> what to do, <code>errors</code> which fields, and{" "}
        <code>request_id</code> leads to our log. Its <code>type</code> leads here.
      </p>
      <ProblemList />
    </TextPage>
  );
}

function Manners() {
  return (
    <>
      <h2>Manners</h2>
      <ul>
        <li>
          <strong>Versions.</strong> What you read carries its version as <code>ETag</code>. Send it
          back as <code>If-Match</code> when you write; if somebody else wrote first, you get 412
          with their text, and nothing is lost. Something new needs <code>If-None-Match: *</code>.
        </li>
        <li>
          <strong>Repeats.</strong> Every write may be sent again. A POST with an{" "}
          <code>Idempotency-Key</code> gets its first answer again for 24 hours.
        </li>
        <li>
          <strong>Pages.</strong> Lists answer <code>data</code>, <code>has_more</code> and{" "}
          <code>next_cursor</code>; hand the cursor back for what follows.
        </li>
        <li>
          <strong>Pace.</strong> <code>RateLimit-Remaining</code> says how many calls are left,{" "}
          <code>RateLimit-Reset</code> in how many seconds there are more.
        </li>
        <li>
          <strong>Rights.</strong> A token does what its scopes name, and never more than its owner
          may at that moment. <code>read</code> never sees an address of a reader.
        </li>
      </ul>
    </>
  );
}
