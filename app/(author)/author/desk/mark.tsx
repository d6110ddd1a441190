export type Tone = "well" | "watch" | "harm" | "off";

const SHAPES: Record<Tone, { shape: string; colour: string }> = {
  well: { shape: "●", colour: "text-ok" },
  watch: { shape: "▲", colour: "text-warn" },
  harm: { shape: "■", colour: "text-bad" },
  off: { shape: "○", colour: "text-muted" },
};

/** Shape and word beside colour. */
export function Mark({ tone, children }: { tone: Tone; children: string }) {
  const { shape, colour } = SHAPES[tone];
  return (
    <span className={`desk-mark ${colour}`}>
      <span aria-hidden="true">{shape}</span>
      {children}
    </span>
  );
}
