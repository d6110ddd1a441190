import { BroadcastProgress } from "@/app/(author)/author/broadcasts/broadcast-progress";
import { BroadcastState } from "@/app/(author)/author/broadcasts/broadcast-state";
import { inZone } from "@/app/(author)/author/broadcasts/broadcast-time";
import { type ChapterName, describeFilter } from "@/app/(author)/author/broadcasts/filter-words";
import type { Numbered } from "@/lib/desk/broadcasts/broadcast-numbers";

type Props = { broadcasts: Numbered[]; chapters: ChapterName[]; timezone: string };

export function BroadcastList({ broadcasts, chapters, timezone }: Props) {
  return (
    <table className="broadcast-table">
      <caption className="sr-only">Broadcasts, those that need you first</caption>
      <thead>
        <tr>
          <th scope="col">Subject</th>
          <th scope="col">State</th>
          <th scope="col" className="is-number">
            People
          </th>
          <th scope="col">Progress</th>
          <th scope="col">When</th>
        </tr>
      </thead>
      <tbody>
        {broadcasts.map((broadcast) => (
          <tr key={broadcast.id}>
            <th scope="row" className="font-normal">
              <a className="link font-medium" href={`/author/broadcasts/${broadcast.id}`}>
                {broadcast.subject || "No subject yet"}
              </a>
              <p className="text-sm text-muted">{describeFilter(broadcast.filter, chapters)}</p>
            </th>
            <td>
              <BroadcastState state={broadcast.state} />
            </td>
            <td className="is-number" data-name={broadcast.startedAt ? "People" : undefined}>
              {broadcast.startedAt ? (
                broadcast.numbers.recipients.toLocaleString("en-US")
              ) : (
                <None />
              )}
            </td>
            <td className="md:w-72">
              {broadcast.startedAt ? <BroadcastProgress numbers={broadcast.numbers} /> : <None />}
            </td>
            <td className="text-sm">{whenOf(broadcast, timezone)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const None = () => <span className="text-muted max-md:hidden">–</span>;

function whenOf(broadcast: Numbered, timezone: string): string {
  const { state, scheduledAt, startedAt, doneAt, updatedAt } = broadcast;
  if (doneAt) return `${state === "done" ? "Done" : "Cancelled"} ${inZone(doneAt, timezone)}`;
  if (startedAt) return `Started ${inZone(startedAt, timezone)}`;
  if (scheduledAt && state === "scheduled") return `Goes out ${inZone(scheduledAt, timezone)}`;
  return `Changed ${inZone(updatedAt, timezone)}`;
}
