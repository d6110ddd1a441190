"use client";
import { useSyncExternalStore } from "react";
import type { SaveState } from "@/app/(author)/author/chapters/[slug]/_editor/saver";

/** Tells the truth: where the words are now. The hour is that of the writer's clock, which the server does not know. */
export function SaveLine({ state }: { state: SaveState }) {
  const hasClock = useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
  return (
    <p role="status" className={`save-line save-line-${state.kind}`}>
      <span aria-hidden="true">{MARKS[state.kind]}</span>{" "}
      {state.kind === "saved" ? `Saved ${hasClock ? momentOf(state.at) : ""}` : wordsFor(state)}
    </p>
  );
}

const subscribe = () => () => undefined;

const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });

function momentOf(at: Date): string {
  const isToday = day.format(at) === day.format(new Date());
  return isToday ? time.format(at) : `${day.format(at)}, ${time.format(at)}`;
}

const MARKS: Record<SaveState["kind"], string> = {
  saved: "✓",
  unsaved: "…",
  saving: "…",
  offline: "○",
  trouble: "○",
  "signed-out": "!",
  refused: "!",
  conflict: "!",
};

function wordsFor(state: Exclude<SaveState, { kind: "saved" }>): string {
  switch (state.kind) {
    case "unsaved":
      return "Typing";
    case "saving":
      return "Saving";
    case "offline":
      return state.isKept
        ? "No connection. Kept on this device, sent when it is back"
        : "No connection, and no room on this device. Leave this page open; it is sent when it is back";
    case "trouble":
      return state.isKept
        ? "Our server has trouble. Kept on this device, sent again in a moment"
        : "Our server has trouble, and there is no room on this device. Leave this page open; it is sent again";
    case "signed-out":
      return "Logged out. Kept on this device; log in again in another tab";
    case "refused":
      return `Not saved: ${state.message}`;
    case "conflict":
      return "Somebody else wrote here. Nothing is lost: choose below";
  }
}
