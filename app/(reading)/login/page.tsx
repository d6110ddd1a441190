import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { FormMessage } from "@/app/_components/form-message";
import { FormPage } from "@/app/_components/form-page";
import { cachedSettings } from "@/app/_http/cached-book";
import { currentAsker } from "@/app/_http/current-asker";
import { readFormMemory } from "@/app/_http/form-memory";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { EmailForm } from "@/app/(reading)/login/email-form";
import { ProviderButtons } from "@/app/(reading)/login/provider-buttons";
import { returnPath } from "@/lib/fields";

export const generateMetadata = () => privateMetadata("Student login");

export default async function LoginPage({ searchParams }: { searchParams: PageQuery }) {
  const { reader } = await currentAsker();
  if (reader) redirect("/library");
  const { to, returnTo } = await readQuery(searchParams);
  const form = readFormMemory(await headers(), "/login");
  const wanted = returnPath.parse(to ?? returnTo ?? form?.values.returnTo);
  return (
    <FormPage book={await cachedSettings()} isSignedIn={false} title="Student login">
      <p className="mb-6 text-muted">
        No password: we mail you a link and a six-digit code. Either one logs you in.
      </p>
      <FormMessage {...form} />
      <EmailForm
        email={form?.values.email}
        returnTo={wanted}
        isWrong={form?.problem !== undefined}
      />
      <ProviderButtons returnTo={wanted} />
      <p className="mt-8 text-[0.9375rem] text-muted">
        New here? The same form works: an address that we have not seen gets an empty library.{" "}
        <a className="link" href="/contents">
          See what is free to read
        </a>
      </p>
    </FormPage>
  );
}
