import type { Metadata } from "next";
import { BroadcastList } from "@/app/(author)/author/broadcasts/broadcast-list";
import { KeepFresh } from "@/app/(author)/author/broadcasts/keep-fresh";
import "@/app/(author)/author/broadcasts/broadcasts.css";
import { cachedOutline, cachedSettings } from "@/app/_http/cached-book";
import { currentAuthor } from "@/app/_http/current-author";
import { privateMetadata } from "@/app/_http/private-metadata";
import { listBroadcasts } from "@/lib/desk/broadcasts/list-broadcasts";

export const generateMetadata = (): Promise<Metadata> => privateMetadata("Broadcasts");

export default async function BroadcastsPage() {
  const actor = await currentAuthor("/author/broadcasts", "people");
  const listed = await listBroadcasts(actor);
  const broadcasts = listed.ok ? listed.value : [];
  const chapters = await cachedOutline();
  const { timezone } = await cachedSettings();
  return (
    <>
      <div className="mb-6 flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-[1.44rem]">Broadcasts</h1>
        {broadcasts.length > 0 && <NewBroadcast />}
      </div>
      {broadcasts.length > 0 ? (
        <BroadcastList broadcasts={broadcasts} chapters={chapters} timezone={timezone} />
      ) : (
        <div className="card max-w-xl">
          <p className="mb-4">
            A broadcast is one letter to everybody who confirmed, or to the part of them that you
            choose.
          </p>
          <NewBroadcast />
        </div>
      )}
      {broadcasts.some(({ state }) => state === "sending") && <KeepFresh seconds={5} />}
    </>
  );
}

const NewBroadcast = () => (
  <a className="button" href="/author/broadcasts/new">
    Write a broadcast
  </a>
);
