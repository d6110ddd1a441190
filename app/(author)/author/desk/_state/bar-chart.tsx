type Props = {
  name: string;
  /** What one hour's count means, such as "answers". */
  unit: string;
  values: number[];
  colour: string;
};

const WIDTH = 240;
const HEIGHT = 48;

/** Twenty-four bars, the last hour on the right. Its figures stand in the table below all charts. */
export function BarChart({ name, unit, values, colour }: Props) {
  const most = Math.max(...values);
  const total = values.reduce((sum, value) => sum + value, 0);
  const step = WIDTH / values.length;
  return (
    <figure className="desk-chart">
      <figcaption>
        <span>{name}</span>
        <span className="text-muted">
          {most === 0 ? "none" : `at most ${most.toLocaleString("en-US")} in an hour`}
        </span>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${name}: ${total.toLocaleString("en-US")} ${unit} in 24 hours`}
      >
        {values.map((value, place) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: an hour has no other name
            key={place}
            x={place * step + 1}
            width={step - 2}
            y={HEIGHT - heightOf(value, most)}
            height={heightOf(value, most)}
            fill={colour}
          />
        ))}
        <line x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} stroke="var(--line)" strokeWidth="1" />
      </svg>
      <p aria-hidden="true" className="desk-axis">
        <span>24 h ago</span>
        <span>now</span>
      </p>
    </figure>
  );
}

/** What happened at all is never drawn as nothing. */
const heightOf = (value: number, most: number): number =>
  value === 0 ? 0 : Math.max(2, (value / most) * (HEIGHT - 2));
