import {
  LEFT_WORDS,
  type PersonState,
  STATE_WORDS,
} from "@/app/(author)/author/audience/audience-words";

const LOOKS: Record<PersonState, { shape: string; tone: string }> = {
  unconfirmed: { shape: "○", tone: "text-muted" },
  active: { shape: "●", tone: "text-ok" },
  paused: { shape: "‖", tone: "text-warn" },
  left: { shape: "✕", tone: "text-muted" },
  finished: { shape: "✓", tone: "text-ok" },
  none: { shape: "–", tone: "text-muted" },
};

type Props = { state: PersonState; leftReason?: keyof typeof LEFT_WORDS | null };

/** Shape and word beside colour. */
export function StateMark({ state, leftReason }: Props) {
  const { shape, tone } = LOOKS[state];
  return (
    <span className={tone}>
      <span aria-hidden="true" className="mr-1 inline-block w-4 text-center">
        {shape}
      </span>
      {STATE_WORDS[state]}
      {leftReason && `: ${LEFT_WORDS[leftReason]}`}
    </span>
  );
}
