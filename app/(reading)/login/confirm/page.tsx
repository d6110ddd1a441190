import { cookies } from "next/headers";
import { FormPage } from "@/app/_components/form-page";
import { PostForm } from "@/app/_components/post-form";
import { cachedSettings } from "@/app/_http/cached-book";
import { COOKIES } from "@/app/_http/cookies";
import { currentAsker } from "@/app/_http/current-asker";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { CodeForm } from "@/app/(reading)/login/code-form";
import { EndedLink } from "@/app/(reading)/login/confirm/ended-link";
import { findLinkRequest, type LinkRequest } from "@/lib/readers/link-request";

export const generateMetadata = () => privateMetadata("Log in");

const TITLES: Record<LinkRequest["state"], string> = {
  "same-browser": "Log in",
  "type-code": "Type the code",
  ended: "This link has ended",
};

/** Opening it changes nothing: mail scanners open links too. */
export default async function LoginConfirmPage({ searchParams }: { searchParams: PageQuery }) {
  const { request = "", token } = await readQuery(searchParams);
  const binding = (await cookies()).get(COOKIES.binding)?.value;
  const link = await findLinkRequest({
    requestId: request,
    linkToken: token,
    binding,
    now: new Date(),
  });
  const isSignedIn = (await currentAsker()).reader !== undefined;
  return (
    <FormPage book={await cachedSettings()} isSignedIn={isSignedIn} title={TITLES[link.state]}>
      {link.state === "same-browser" && (
        <>
          <p className="mb-6 text-muted">
            One press, and you are in, in this browser, for 30 days.
          </p>
          <PostForm action="/api/forms/login-confirm" button={`Log in as ${link.email}`}>
            <input type="hidden" name="request" value={request} />
            <input type="hidden" name="token" value={token} />
          </PostForm>
        </>
      )}
      {link.state === "type-code" && (
        <>
          <p className="mb-6 text-muted">
            This letter was asked for in another browser. To log in here, type the six digits that
            stand in it.
          </p>
          <CodeForm request={request} />
        </>
      )}
      {link.state === "ended" && <EndedLink isSignedIn={isSignedIn} />}
    </FormPage>
  );
}
