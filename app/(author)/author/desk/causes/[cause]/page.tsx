import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { FormMessage } from "@/app/_components/form-message";
import { cachedSettings } from "@/app/_http/cached-book";
import { currentAuthor } from "@/app/_http/current-author";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { orAway } from "@/app/(author)/author/desk/_away/or-away";
import { CaseTables } from "@/app/(author)/author/desk/causes/[cause]/case-tables";
import { CauseFacts } from "@/app/(author)/author/desk/causes/[cause]/cause-facts";
import { noticeOf } from "@/app/(author)/author/desk/causes/[cause]/notice";
import { RepairForms } from "@/app/(author)/author/desk/causes/[cause]/repair-forms";
import { DeskFrame } from "@/app/(author)/author/desk/desk-frame";
import { causeLink, causeTitle } from "@/app/(author)/author/desk/desk-words";
import { databaseNow } from "@/lib/database-clock";
import { findCause } from "@/lib/desk/failures/find-cause";
import { hasRight } from "@/lib/readers/actor";

export const generateMetadata = (): Promise<Metadata> => privateMetadata("A cause of failures");

type Props = { params: Promise<{ cause: string }>; searchParams: PageQuery };

/** One cause: whom it concerns, what a replay would do, the buttons, and the latest cases. */
export default async function CausePage({ params, searchParams }: Props) {
  const cause = decode((await params).cause);
  const here = causeLink(cause);
  const notice = noticeOf(await readQuery(searchParams));
  return orAway({ here, show: () => showCause({ cause, here, notice }) });
}

type Asked = { cause: string; here: string; notice: string | undefined };

async function showCause({ cause, here, notice }: Asked) {
  const actor = await currentAuthor(here, "write");
  const found = await findCause({ actor, cause });
  if (!found.ok && found.reason === "forbidden") forbidden();
  const { timezone } = await cachedSettings();
  const now = new Date(databaseNow());
  return (
    <DeskFrame title={causeTitle(cause)} here={here} now={now} timezone={timezone} back={{}}>
      <FormMessage notice={notice} />
      {found.ok ? (
        <>
          <CauseFacts group={found.value.group} timezone={timezone} now={now} />
          <RepairForms page={found.value} mayRepair={hasRight(actor, "publish")} />
          <CaseTables page={found.value} timezone={timezone} now={now} />
        </>
      ) : (
        <p>
          Nothing fails by this cause.{" "}
          <a className="link" href="/author/desk">
            Back to the desk
          </a>
        </p>
      )}
    </DeskFrame>
  );
}

/** A broken escape names no cause. */
function decode(cause: string): string {
  try {
    return decodeURIComponent(cause);
  } catch {
    return cause;
  }
}
