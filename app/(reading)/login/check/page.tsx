import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { FormMessage } from "@/app/_components/form-message";
import { FormPage } from "@/app/_components/form-page";
import { cachedSettings } from "@/app/_http/cached-book";
import { currentAsker } from "@/app/_http/current-asker";
import { readFormMemory } from "@/app/_http/form-memory";
import { isMailboxOpenTo } from "@/app/_http/mailbox-gate";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { InboxHints } from "@/app/(reading)/login/check/inbox-hints";
import { NoLetter } from "@/app/(reading)/login/check/no-letter";
import { CodeForm } from "@/app/(reading)/login/code-form";

export const generateMetadata = () => privateMetadata("Check your email");

const requestId = z.uuid().optional().catch(undefined);

/** Also the page of a letter opened in another browser: its address then names the request, and nobody's address is known. */
export default async function CheckPage({ searchParams }: { searchParams: PageQuery }) {
  const { reader } = await currentAsker();
  if (reader) redirect("/library");
  const request = requestId.parse((await readQuery(searchParams)).request);
  const incoming = await headers();
  const form = readFormMemory(incoming, "/login/check");
  const email = request ? undefined : form?.values.email;
  return (
    <FormPage
      book={await cachedSettings()}
      isSignedIn={false}
      title={request ? "Type the code" : "Check your email"}
    >
      <p className="mb-6 text-muted">
        {email ? (
          <>
            We sent a link and a six-digit code to{" "}
            <strong className="font-medium break-words text-ink">{email}</strong>. Press the link,
            or type the code here. Both work for ten minutes.
          </>
        ) : (
          <>The letter with the link holds six digits as well. They work once, for ten minutes.</>
        )}
      </p>
      <FormMessage {...form} />
      <CodeForm request={request} isWrong={form?.problem !== undefined} />
      <InboxHints email={email} hasLocalMailbox={isMailboxOpenTo(incoming)} />
      <NoLetter email={email} returnTo={form?.values.returnTo} />
    </FormPage>
  );
}
