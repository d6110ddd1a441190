import type { SaveState } from "@/app/(author)/author/chapters/[slug]/_editor/saver";

const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

/** Tells the truth: where the words are now. */
export function SaveLine({ state }: { state: SaveState }) {
  return (
    <p role="status" className={`save-line save-line-${state.kind}`} suppressHydrationWarning>
      <span aria-hidden="true">{MARKS[state.kind]}</span> {wordsFor(state)}
    </p>
  );
}

const MARKS: Record<SaveState["kind"], string> = {
  saved: "✓",
  unsaved: "…",
  saving: "…",
  offline: "○",
  "signed-out": "!",
  refused: "!",
  conflict: "!",
};

function wordsFor(state: SaveState): string {
  switch (state.kind) {
    case "saved":
      return `Saved ${time.format(state.at)}`;
    case "unsaved":
      return "Typing";
    case "saving":
      return "Saving";
    case "offline":
      return "No connection. Kept on this device, sent when it is back";
    case "signed-out":
      return "Logged out. Kept on this device; log in again in another tab";
    case "refused":
      return `Not saved: ${state.message}`;
    case "conflict":
      return "Somebody else wrote here. Nothing is lost: choose below";
  }
}
