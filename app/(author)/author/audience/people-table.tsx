import { dayIn } from "@/app/(author)/author/audience/audience-time";
import { StateMark } from "@/app/(author)/author/audience/person-state";
import type { Person } from "@/lib/desk/audience/list-people";

type Props = { people: Person[]; caption: string; timezone: string };

/** Newest first; on a phone each row is a card whose cells name themselves. */
export function PeopleTable({ people, caption, timezone }: Props) {
  return (
    <table className="people-table">
      <caption className="sr-only">{caption}, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Address</th>
          <th scope="col">Came for</th>
          <th scope="col">Confirmed</th>
          <th scope="col" className="is-number">
            Lessons
          </th>
          <th scope="col">Book</th>
          <th scope="col">Status</th>
          <th scope="col">Joined</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <PersonRow key={person.readerId} person={person} timezone={timezone} />
        ))}
      </tbody>
    </table>
  );
}

function PersonRow({ person, timezone }: { person: Person; timezone: string }) {
  return (
    <tr>
      <th scope="row">
        <a className="link" href={`/author/audience/${person.readerId}`}>
          {person.email}
        </a>
      </th>
      <td data-name="Came for">
        {person.chapter ?? (person.source === "import" ? "Imported" : "–")}
      </td>
      <td data-name="Confirmed" className="whitespace-nowrap">
        {person.confirmedAt ? dayIn(person.confirmedAt, timezone) : "Not yet"}
      </td>
      <td data-name="Lessons" className="is-number">
        {person.lessonsHad}
      </td>
      <td data-name="Book">{person.isBuyer ? "✓ Has it" : "No"}</td>
      <td data-name="Status">
        <StateMark state={person.state} leftReason={person.leftReason} />
      </td>
      <td data-name="Joined" className="whitespace-nowrap">
        {dayIn(person.joinedAt, timezone)}
      </td>
    </tr>
  );
}
