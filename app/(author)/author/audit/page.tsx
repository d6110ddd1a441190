import { cachedSettings } from "@/app/_http/cached-book";
import { currentAuthor } from "@/app/_http/current-author";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { AuditFilterForm } from "@/app/(author)/author/audit/audit-filter";
import { auditHref, readAuditFilter } from "@/app/(author)/author/audit/audit-query";
import { AuditTable } from "@/app/(author)/author/audit/audit-table";
import { orAway } from "@/app/(author)/author/desk/_away/or-away";
import { type AuditPage, listAudit, listAuditChoices } from "@/lib/desk/audit/list-audit";
import "@/app/(author)/author/audit/audit.css";

export const generateMetadata = () => privateMetadata("Audit log");

/** Who did what in the workshop, when, and from which version. */
export default async function Audit({ searchParams }: { searchParams: PageQuery }) {
  const asked = await readQuery(searchParams);
  return orAway({ here: "/author/audit", show: () => showAudit(asked) });
}

async function showAudit(asked: Awaited<ReturnType<typeof readQuery>>) {
  const filter = readAuditFilter(asked);
  const actor = await currentAuthor("/author/audit", "people");
  const place = { after: asked.after, before: asked.before };
  const [page, choices] = await Promise.all([
    listAudit({ actor, filter, place }),
    listAuditChoices(actor),
  ]);
  if (!page.ok || !choices.ok) return null;
  const { timezone } = await cachedSettings();
  const { entries } = page.value;
  return (
    <>
      <p className="mb-2">
        <a className="link" href="/author/settings">
          Settings
        </a>
      </p>
      <h1 className="mb-2 text-2xl">Audit log</h1>
      <p className="mb-6 text-muted">
        Who did what, newest first, times in {timezone}. Nothing here can be changed or deleted.
      </p>
      <AuditFilterForm key={auditHref(filter)} filter={filter} {...choices.value} />
      {entries.length > 0 ? (
        <AuditTable entries={entries} filter={filter} timezone={timezone} />
      ) : (
        <Nothing isFiltered={Object.values(filter).some(Boolean)} />
      )}
      <Pages {...page.value} hrefOf={(there) => auditHref(filter, there)} />
    </>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  if (!isFiltered)
    return (
      <p>
        Nothing was done yet.{" "}
        <a className="link" href="/author">
          Start with a chapter
        </a>
      </p>
    );
  return (
    <p>
      Nothing of that kind was done.{" "}
      <a className="link" href="/author/audit">
        Show everything
      </a>
    </p>
  );
}

type PagesProps = AuditPage & { hrefOf: (place: { after?: string; before?: string }) => string };

function Pages({ older, newer, hrefOf }: PagesProps) {
  if (!older && !newer) return null;
  return (
    <nav aria-label="Pages" className="mt-6 flex flex-wrap gap-3">
      {newer && (
        <a className="button button-quiet" href={hrefOf({ before: newer })}>
          Newer
        </a>
      )}
      {older && (
        <a className="button button-quiet" href={hrefOf({ after: older })}>
          Older
        </a>
      )}
    </nav>
  );
}
