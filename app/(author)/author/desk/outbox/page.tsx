import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import "@/app/(author)/author/desk/desk.css";
import { cachedSettings } from "@/app/_http/cached-book";
import { currentAuthor } from "@/app/_http/current-author";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { secondIn } from "@/app/(author)/author/desk/desk-time";
import { LookAgain } from "@/app/(author)/author/desk/look-again";
import { OutboxFilterForm } from "@/app/(author)/author/desk/outbox/outbox-filter";
import { outboxHref, readOutboxFilter } from "@/app/(author)/author/desk/outbox/outbox-query";
import { OutboxLetters } from "@/app/(author)/author/desk/outbox/outbox-table";
import { PROBLEMS } from "@/app/(author)/author/desk/outbox/outbox-words";
import { listOutbox, type OutboxPage } from "@/lib/desk/outbox/list-outbox";
import type { OutboxFilter } from "@/lib/desk/outbox/outbox-filter";
import { hasRight } from "@/lib/readers/actor";

export const generateMetadata = (): Promise<Metadata> => privateMetadata("Outbox");

/** Each letter: whom to, how it stands, what the mail server said of it. */
export default async function Outbox({ searchParams }: { searchParams: PageQuery }) {
  const asked = await readQuery(searchParams);
  const filter = readOutboxFilter(asked);
  const place = { after: asked.after, before: asked.before };
  const here = outboxHref(filter, place);
  const actor = await currentAuthor(here, "write");
  const found = filter && (await listOutbox({ actor, filter, place }));
  if (found && !found.ok && found.reason === "forbidden") forbidden();
  const { timezone } = await cachedSettings();
  const now = new Date();
  return (
    <div className="desk">
      <div className="desk-head">
        <div>
          <p className="text-sm">
            <a className="link" href="/author/desk">
              Desk
            </a>
          </p>
          <h1 className="text-[1.44rem]">Outbox</h1>
        </div>
        <LookAgain href={here} seenAt={secondIn(now, timezone)} />
      </div>
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
    </div>
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
