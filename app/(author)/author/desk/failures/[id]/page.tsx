import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import "@/app/(author)/author/desk/desk.css";
import { FormMessage } from "@/app/_components/form-message";
import { cachedSettings } from "@/app/_http/cached-book";
import { currentAuthor } from "@/app/_http/current-author";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { secondIn } from "@/app/(author)/author/desk/desk-time";
import { causeLink, causeTitle } from "@/app/(author)/author/desk/desk-words";
import { FailureFacts } from "@/app/(author)/author/desk/failures/[id]/failure-facts";
import { FailureTimeline } from "@/app/(author)/author/desk/failures/[id]/failure-timeline";
import { SettleForms } from "@/app/(author)/author/desk/failures/[id]/settle-forms";
import { LookAgain } from "@/app/(author)/author/desk/look-again";
import { findFailure } from "@/lib/desk/failures/find-failure";
import { hasRight } from "@/lib/readers/actor";

export const generateMetadata = (): Promise<Metadata> => privateMetadata("A failure");

type Props = { params: Promise<{ id: string }>; searchParams: PageQuery };

const NOTICES: Record<string, string> = {
  replayed: "Put back into its queue. This page tells what becomes of it.",
  skipped: "Skipped. It will never be done.",
};

/** One failure: what it was to do, each try, whom it concerns, and what a replay would do. */
export default async function FailurePage({ params, searchParams }: Props) {
  const { id } = await params;
  const here = `/author/desk/failures/${id}`;
  const actor = await currentAuthor(here, "write");
  const found = await findFailure({ actor, id });
  if (!found.ok && found.reason === "forbidden") forbidden();
  if (!found.ok) notFound();
  const failure = found.value;
  const { done = "" } = await readQuery(searchParams);
  const { timezone } = await cachedSettings();
  return (
    <div className="desk">
      <div className="desk-head">
        <div>
          <p className="text-sm">
            <a className="link" href="/author/desk">
              Desk
            </a>{" "}
            /{" "}
            <a className="link" href={causeLink(failure.cause)}>
              all of this cause
            </a>
          </p>
          <h1 className="text-[1.44rem] [overflow-wrap:anywhere]">{causeTitle(failure.cause)}</h1>
        </div>
        <LookAgain href={here} seenAt={secondIn(new Date(), timezone)} />
      </div>
      <FormMessage notice={NOTICES[done]} />
      <p className="desk-quote">{failure.message}</p>
      <FailureFacts failure={failure} timezone={timezone} />
      <SettleForms failure={failure} mayRepair={hasRight(actor, "publish")} />
      <FailureTimeline failure={failure} timezone={timezone} />
      <section aria-labelledby="input" className="desk-part">
        <h2 id="input">What it was given</h2>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <pre className="desk-input" tabIndex={0}>
          {JSON.stringify(failure.input, null, 2)}
        </pre>
      </section>
    </div>
  );
}
