import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { FormMessage } from "@/app/_components/form-message";
import { cachedSettings } from "@/app/_http/cached-book";
import { currentAuthor } from "@/app/_http/current-author";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { orAway } from "@/app/(author)/author/desk/_away/or-away";
import { DeskFrame } from "@/app/(author)/author/desk/desk-frame";
import { causeLink, causeTitle } from "@/app/(author)/author/desk/desk-words";
import { FailureFacts } from "@/app/(author)/author/desk/failures/[id]/failure-facts";
import { FailureTimeline } from "@/app/(author)/author/desk/failures/[id]/failure-timeline";
import { SettleForms } from "@/app/(author)/author/desk/failures/[id]/settle-forms";
import { PROBLEMS } from "@/app/(author)/author/desk/problems";
import { databaseNow } from "@/lib/database-clock";
import { findFailure } from "@/lib/desk/failures/find-failure";
import { hasRight } from "@/lib/readers/actor";

export const generateMetadata = (): Promise<Metadata> => privateMetadata("A failure");

type Props = { params: Promise<{ id: string }>; searchParams: PageQuery };

const NOTICES: Record<string, string> = {
  replayed: "Put back into its queue. This page tells what becomes of it.",
  skipped: "Skipped. It will never be done.",
  before: PROBLEMS.replayed_before,
};

/** One failure: what it was to do, each try, whom it concerns, and what a replay would do. */
export default async function FailurePage({ params, searchParams }: Props) {
  const { id } = await params;
  const { done = "" } = await readQuery(searchParams);
  const here = `/author/desk/failures/${id}`;
  return orAway({ here, show: () => showFailure({ id, here, done }) });
}

type Asked = { id: string; here: string; done: string };

async function showFailure({ id, here, done }: Asked) {
  const actor = await currentAuthor(here, "write");
  const found = await findFailure({ actor, id });
  if (!found.ok && found.reason === "forbidden") forbidden();
  if (!found.ok) notFound();
  const failure = found.value;
  const { timezone } = await cachedSettings();
  return (
    <DeskFrame
      title={causeTitle(failure.cause)}
      here={here}
      now={new Date(databaseNow())}
      timezone={timezone}
      back={{
        between: (
          <a className="link" href={causeLink(failure.cause)}>
            all of this cause
          </a>
        ),
      }}
    >
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
    </DeskFrame>
  );
}
