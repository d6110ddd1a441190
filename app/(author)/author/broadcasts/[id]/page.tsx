import type { Metadata } from "next";
import { DraftPage } from "@/app/(author)/author/broadcasts/[id]/draft-page";
import { RunningPage } from "@/app/(author)/author/broadcasts/[id]/running-page";
import { ScheduledPage } from "@/app/(author)/author/broadcasts/[id]/scheduled-page";
import { BroadcastState } from "@/app/(author)/author/broadcasts/broadcast-state";
import { loadBroadcast } from "@/app/(author)/author/broadcasts/load-broadcast";
import "@/app/(author)/author/broadcasts/broadcasts.css";
import { privateMetadata } from "@/app/_http/private-metadata";

export const generateMetadata = (): Promise<Metadata> => privateMetadata("Broadcast");

type Props = { params: Promise<{ id: string }> };

export default async function BroadcastPage({ params }: Props) {
  const loaded = await loadBroadcast((await params).id);
  const { broadcast } = loaded;
  return (
    <>
      <p className="mb-2 text-sm">
        <a className="link tap" href="/author/broadcasts">
          Broadcasts
        </a>
      </p>
      <div className="mb-6 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h1 className="text-[1.44rem] break-words">{broadcast.subject || "No subject yet"}</h1>
        <BroadcastState state={broadcast.state} />
      </div>
      {broadcast.state === "draft" && <DraftPage {...loaded} />}
      {broadcast.state === "scheduled" && <ScheduledPage {...loaded} />}
      {broadcast.state !== "draft" && broadcast.state !== "scheduled" && (
        <RunningPage {...loaded} />
      )}
    </>
  );
}
