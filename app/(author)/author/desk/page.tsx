import type { Metadata } from "next";
import { cachedSettings } from "@/app/_http/cached-book";
import { currentAuthor } from "@/app/_http/current-author";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { orAway } from "@/app/(author)/author/desk/_away/or-away";
import { BreakCard } from "@/app/(author)/author/desk/_state/break-card";
import { CauseList } from "@/app/(author)/author/desk/_state/cause-list";
import { DayCharts } from "@/app/(author)/author/desk/_state/day-charts";
import { DependencyList } from "@/app/(author)/author/desk/_state/dependency-list";
import { FigureTiles } from "@/app/(author)/author/desk/_state/figure-tiles";
import { IncidentList } from "@/app/(author)/author/desk/_state/incident-list";
import { OutboxTable, QueueTable } from "@/app/(author)/author/desk/_state/queue-table";
import { Standing } from "@/app/(author)/author/desk/_state/standing";
import { DeskFrame } from "@/app/(author)/author/desk/desk-frame";
import { loadDesk } from "@/app/(author)/author/desk/load-desk";
import { StorySearch } from "@/app/(author)/author/desk/story-search";
import { databaseNow } from "@/lib/database-clock";
import { hasRight } from "@/lib/readers/actor";

export const generateMetadata = (): Promise<Metadata> => privateMetadata("Desk");

/** How the site is doing, in one sentence and then in figures; what fails, and the way to mend it. */
export default async function DeskPage({ searchParams }: { searchParams: PageQuery }) {
  const { done = "" } = await readQuery(searchParams);
  return orAway({ here: "/author/desk", show: () => showDesk(done) });
}

async function showDesk(done: string) {
  const actor = await currentAuthor("/author/desk", "write");
  const now = new Date(databaseNow());
  const { state, causes, incidents, faults } = await loadDesk({ actor, now });
  const { timezone } = await cachedSettings();
  return (
    <DeskFrame title="Desk" here="/author/desk" now={now} timezone={timezone}>
      <Standing state={state} />
      <FigureTiles state={state} timezone={timezone} />
      <CauseList causes={causes} timezone={timezone} now={now} />
      <IncidentList incidents={incidents} timezone={timezone} now={now} />
      <DayCharts hours={state.day.hours} countedAt={state.countedAt} timezone={timezone} />
      <DependencyList dependencies={state.dependencies} now={now} />
      <div className="desk-columns">
        <QueueTable {...state} />
        <OutboxTable {...state} />
      </div>
      <section aria-labelledby="look-up" className="desk-part">
        <h2 id="look-up">Look something up</h2>
        <p className="mb-3 max-w-[65ch] text-muted">
          Whoever saw an error was given a reference. Enter it here to see what happened, from the
          click to the letter.
        </p>
        <StorySearch />
        {hasRight(actor, "people") && (
          <p className="mt-4">
            <a className="link" href="/author/audit">
              Who did what: the audit log
            </a>
          </p>
        )}
      </section>
      {hasRight(actor, "publish") && <BreakCard faults={faults} timezone={timezone} done={done} />}
    </DeskFrame>
  );
}
