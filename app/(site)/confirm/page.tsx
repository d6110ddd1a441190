import { headers } from "next/headers";
import { FormMessage } from "@/app/_components/form-message";
import { FormPage } from "@/app/_components/form-page";
import { PostForm } from "@/app/_components/post-form";
import { ZoneField } from "@/app/_components/zone-field";
import { cachedSettings } from "@/app/_http/cached-book";
import { currentAsker } from "@/app/_http/current-asker";
import { readFormMemory } from "@/app/_http/form-memory";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { Confirmed } from "@/app/(site)/confirm/confirmed";
import { courseSentence } from "@/app/(site)/confirm/course-sentence";
import { findConfirmation } from "@/lib/signups/find-confirmation";

export const generateMetadata = () => privateMetadata("Confirm your address");

/** Opening it changes nothing: mail scanners open links too. */
export default async function ConfirmPage({ searchParams }: { searchParams: PageQuery }) {
  const { token = "", done } = await readQuery(searchParams);
  const found = await findConfirmation(token, new Date());
  const form = readFormMemory(await headers(), "/confirm");
  const frame = {
    book: await cachedSettings(),
    isSignedIn: (await currentAsker()).reader !== undefined,
  };
  if (!found) {
    return (
      <FormPage {...frame} title="This link has ended">
        <FormMessage {...form} />
        <p className="mb-6 text-muted">
          A link to confirm an address works for 30 days. Unlock the chapter again, and we mail you
          a new one. What this browser has open stays open.
        </p>
        <a className="button" href="/contents">
          Choose a chapter
        </a>
      </FormPage>
    );
  }
  if (done && found.isConfirmed) return <Confirmed {...frame} {...found} />;
  return (
    <FormPage {...frame} title="Is this you?">
      <FormMessage {...form} />
      <p className="mb-6 text-muted">
        Press the button, and <em>{found.chapter.title}</em> is yours
        {found.extra && (
          <>
            , and so is <em>{found.extra.title}</em>, which comes by mail as well
          </>
        )}
        . {courseSentence(found.courseLength)}
      </p>
      <PostForm action="/api/forms/confirm" button="Yes, start the course">
        <input type="hidden" name="token" value={token} />
        <ZoneField />
      </PostForm>
      <p className="mt-6 text-[0.9375rem] text-muted">
        It was not you? Then simply close this page. No further letter follows, and the address is
        deleted after 30 days.
      </p>
    </FormPage>
  );
}
