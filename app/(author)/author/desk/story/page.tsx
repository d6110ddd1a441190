import type { Metadata } from "next";
import { forbidden, redirect } from "next/navigation";
import { cachedSettings } from "@/app/_http/cached-book";
import { currentAuthor } from "@/app/_http/current-author";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { orAway } from "@/app/(author)/author/desk/_away/or-away";
import { DeskFrame } from "@/app/(author)/author/desk/desk-frame";
import { StoryLines } from "@/app/(author)/author/desk/story/story-lines";
import { StorySearch } from "@/app/(author)/author/desk/story-search";
import { databaseNow } from "@/lib/database-clock";
import { findStory } from "@/lib/desk/story/find-story";

export const generateMetadata = (): Promise<Metadata> => privateMetadata("A story");

const PROBLEMS = {
  needs_people: "An address is looked up by authors alone. A reference works for you too.",
  nothing:
    "Nothing is known by that. Stories last as long as their letters, 90 days; look whether the reference is whole.",
};

/** All that happened under one reference, in the order in which it happened. */
export default async function StoryPage({ searchParams }: { searchParams: PageQuery }) {
  const { q: query = "" } = await readQuery(searchParams);
  const here = `/author/desk/story?${new URLSearchParams({ q: query })}`;
  return orAway({ here, show: () => showStory(query, here) });
}

async function showStory(query: string, here: string) {
  const actor = await currentAuthor(here, "write");
  const found = query ? await findStory({ actor, query }) : undefined;
  if (found?.ok && found.value.kind === "person")
    redirect(`/author/audience/${found.value.readerId}`);
  if (found && !found.ok && found.reason === "forbidden") forbidden();
  const { timezone } = await cachedSettings();
  return (
    <DeskFrame
      title="What happened"
      here={here}
      now={new Date(databaseNow())}
      timezone={timezone}
      back={{}}
    >
      <StorySearch query={query} />
      {found && !found.ok && found.reason !== "forbidden" && (
        <p role="status" className="desk-part max-w-[65ch]">
          {PROBLEMS[found.reason]}
        </p>
      )}
      {found?.ok && found.value.kind === "story" && (
        <StoryLines events={found.value.events} timezone={timezone} />
      )}
    </DeskFrame>
  );
}
