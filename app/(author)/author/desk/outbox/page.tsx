import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { cachedSettings } from "@/app/_http/cached-book";
import { currentAuthor } from "@/app/_http/current-author";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { orAway } from "@/app/(author)/author/desk/_away/or-away";
import { DeskFrame } from "@/app/(author)/author/desk/desk-frame";
import { OutboxFilterForm } from "@/app/(author)/author/desk/outbox/outbox-filter";
import { outboxHref, readOutboxFilter } from "@/app/(author)/author/desk/outbox/outbox-query";
import { OutboxLetters } from "@/app/(author)/author/desk/outbox/outbox-table";
import { PROBLEMS } from "@/app/(author)/author/desk/outbox/outbox-words";
import { databaseNow } from "@/lib/database-clock";
import { listOutbox, type OutboxPage } from "@/lib/desk/outbox/list-outbox";
import type { OutboxFilter } from "@/lib/desk/outbox/outbox-filter";
import type { PagePlace } from "@/lib/desk/page-place";
import { hasRight } from "@/lib/readers/actor";

export const generateMetadata = (): Promise<Metadata> => privateMetadata("Outbox");

/** Each letter: whom to, how it stands, what the mail server said of it. */
export default async function Outbox({ searchParams }: { searchParams: PageQuery }) {
  const asked = await readQuery(searchParams);
  const filter = readOutboxFilter(asked);
  const place = { after: asked.after, before: asked.before };
  const here = outboxHref(filter, place);
  return orAway({ here, show: () => showOutbox({ filter, place, here }) });
}

type Asked = { filter: OutboxFilter | undefined; place: PagePlace; here: string };

async function showOutbox({ filter, place, here }: Asked) {
  const actor = await currentAuthor(here, "write");
  const found = filter && (await listOutbox({ actor, filter, place }));
  if (found && !found.ok && found.reason === "forbidden") forbidden();
  const { timezone } = await cachedSettings();
  const now = new Date(databaseNow());
  return (
    <DeskFrame title="Outbox" here={here} now={now} timezone={timezone} back={{}}>
      <p className="mb-4 max-w-[65ch] text-muted">
        Each letter leads to its story. Its text, links and codes are shown to nobody. What has left
        or ended is kept 90 days.
      </p>
      <OutboxFilterForm
        key={here}
        filter={filter ?? {}}
        findsAddresses={hasRight(actor, "people")}
      />
      {!found && <Problem reason="wrong_filter" />}
      {found && !found.ok && found.reason !== "forbidden" && <Problem reason={found.reason} />}
      {found?.ok && filter && (
        <Letters page={found.value} filter={filter} timezone={timezone} now={now} />
      )}
    </DeskFrame>
  );
}

function Problem({ reason }: { reason: keyof typeof PROBLEMS }) {
  return (
    <p role="status" className="desk-part max-w-[65ch]">
      {PROBLEMS[reason]}
    </p>
  );
}

type LettersProps = { page: OutboxPage; filter: OutboxFilter; timezone: string; now: Date };

function Letters({ page: { letters, older, newer }, filter, ...shown }: LettersProps) {
  if (letters.length === 0)
    return <Nothing isFiltered={Object.values(filter).some((part) => part !== undefined)} />;
  return (
    <>
      <OutboxLetters letters={letters} {...shown} />
      {(older || newer) && (
        <nav aria-label="Pages" className="desk-buttons">
          {newer && (
            <a className="button button-quiet" href={outboxHref(filter, { before: newer })}>
              Newer
            </a>
          )}
          {older && (
            <a className="button button-quiet" href={outboxHref(filter, { after: older })}>
              Older
            </a>
          )}
        </nav>
      )}
    </>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return (
    <p role="status" className="desk-part max-w-[65ch]">
      {isFiltered
        ? "No letter is like that. What left or ended more than 90 days ago is forgotten."
        : "No letter was written yet. The first one stands here as soon as somebody signs up or logs in."}
    </p>
  );
}
