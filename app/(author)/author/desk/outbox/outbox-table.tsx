import { shortIn } from "@/app/(author)/author/desk/desk-time";
import { Mark } from "@/app/(author)/author/desk/mark";
import {
  kindWords,
  leavingWords,
  STATE_TONES,
  stateWords,
} from "@/app/(author)/author/desk/outbox/outbox-words";
import type { OutboxLetter } from "@/lib/desk/outbox/describe-letters";

type Shown = { timezone: string; now: Date };

/** Newest first; each row leads to its letter's story, and where it failed, to its repair. */
export function OutboxLetters({ letters, ...shown }: Shown & { letters: OutboxLetter[] }) {
  const showsPeople = letters.some(({ person }) => person !== null);
  return (
    <table className="desk-table is-cards desk-part">
      <caption>Newest first. Times in {shown.timezone}.</caption>
      <thead>
        <tr>
          <th scope="col">Letter</th>
          {showsPeople && <th scope="col">To</th>}
          <th scope="col">State</th>
          <th scope="col">Left or leaves</th>
          <th scope="col">Tries</th>
          <th scope="col">Last answer</th>
        </tr>
      </thead>
      <tbody>
        {letters.map((letter) => (
          <LetterRow key={letter.id} letter={letter} {...shown} />
        ))}
      </tbody>
    </table>
  );
}

function LetterRow({ letter, ...shown }: Shown & { letter: OutboxLetter }) {
  const { id, requestId, createdAt, person, state, failure, tries, answer } = letter;
  return (
    <tr>
      <th scope="row">
        <a className="link" href={`/author/desk/story?q=${encodeURIComponent(requestId ?? id)}`}>
          {kindWords(letter)}
        </a>
        <span className="desk-error">
          written{" "}
          <time dateTime={createdAt.toISOString()}>{shortIn(createdAt, shown.timezone)}</time>
        </span>
      </th>
      {person && (
        <td data-name="To">
          <Whom person={person} />
        </td>
      )}
      <td data-name="State">
        <Mark tone={STATE_TONES[state]}>{stateWords(letter)}</Mark>
        {failure && (
          <span className="desk-error">
            <a className="link" href={`/author/desk/failures/${failure.id}`}>
              {state === "failed" ? "Look and repair" : "It had failed"}
            </a>
          </span>
        )}
      </td>
      <td data-name={state === "sent" ? "Left" : "Leaves"}>{leavingWords(letter, shown)}</td>
      <td data-name="Tries">{tries}</td>
      <td data-name="Last answer" className="desk-message">
        {answer ?? "–"}
      </td>
    </tr>
  );
}

function Whom({ person: { address, readerId } }: { person: NonNullable<OutboxLetter["person"]> }) {
  if (!readerId) return address;
  return (
    <a className="link" href={`/author/audience/${readerId}`}>
      {address}
    </a>
  );
}
