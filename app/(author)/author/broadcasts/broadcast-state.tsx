import type { Numbered } from "@/lib/desk/broadcasts/broadcast-numbers";

const STATES: Record<Numbered["state"], { shape: string; word: string; tone: string }> = {
  draft: { shape: "○", word: "Draft", tone: "text-muted" },
  scheduled: { shape: "◷", word: "Scheduled", tone: "text-ink" },
  sending: { shape: "▶", word: "Sending", tone: "text-accent" },
  paused: { shape: "‖", word: "Paused", tone: "text-warn" },
  done: { shape: "✓", word: "Done", tone: "text-ok" },
  cancelled: { shape: "✕", word: "Cancelled", tone: "text-muted" },
};

/** Shape and word beside colour. */
export function BroadcastState({ state }: { state: Numbered["state"] }) {
  const { shape, word, tone } = STATES[state];
  return (
    <span className={`inline-flex items-center gap-1.5 font-medium whitespace-nowrap ${tone}`}>
      <span aria-hidden="true" className="inline-block w-4 text-center">
        {shape}
      </span>
      {word}
    </span>
  );
}
