import { Mark } from "@/app/(author)/author/desk/mark";
import type { State } from "@/lib/desk/state/get-state";

const WORDS = { well: "Well", watch: "Needs a look", harm: "Readers notice" } as const;

/** The first sentence; said again by a screen reader only when it changes. */
export function Standing({ state: { tone, sentence } }: { state: State }) {
  return (
    <div className="desk-standing" data-tone={tone} role="status">
      <Mark tone={tone}>{WORDS[tone]}</Mark>
      <p>{sentence}</p>
    </div>
  );
}
