import type { SenderReport } from "@/lib/desk/letters/sender";

const ROWS = [
  ["delivered", "Delivered", "The other server took them, as far as the provider tells."],
  ["soft_bounce", "Put off", "A full or busy inbox; the letter is tried again."],
  ["hard_bounce", "No such inbox", "The address gets no more mail, at once."],
  ["complaint", "Called spam", "The person gets no more mail but what they ask for."],
] as const;

/** What servers and provider told; nothing is counted by watching readers. */
export function DeliveryCounts({ report: { counts, countedDays } }: { report: SenderReport }) {
  return (
    <section aria-labelledby="reports">
      <h2 id="reports" className="sender-heading">
        What became of letters
      </h2>
      <table className="sender-table">
        <caption>The last {countedDays} days, in reports</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Report</th>
            <th scope="col">Count</th>
            <th scope="col">What it means</th>
          </tr>
        </thead>
        <tbody>
          {ROWS.map(([kind, name, meaning]) => (
            <tr key={kind}>
              <th scope="row">{name}</th>
              <td className="is-number">{counts[kind].toLocaleString("en")}</td>
              <td className="text-muted">{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
