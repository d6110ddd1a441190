import { ZoneField } from "@/app/_components/zone-field";
import { dayInWords } from "@/app/(reading)/library/day-in-words";
import { MailButton } from "@/app/(reading)/library/mail-button";
import type { Companion } from "@/lib/signups/companion/find-companion";

type Props = { companion: Companion; getsNoMail: boolean };

/** For owners: the book by mail, since owning one is no proof of having read it. */
export function CompanionMailPart({ companion, getsNoMail }: Props) {
  const { state, next, chaptersHad } = companion;
  return (
    <div>
      <h3 className="mb-1 text-[1.125rem]">A chapter every three days</h3>
      <p className="mb-4 text-[0.9375rem] text-muted">{companionInWords(companion, getsNoMail)}</p>
      {state === "active" && next && (
        <MailButton wish="companion-stop" label="Stop the chapters" isQuiet />
      )}
      {state !== "active" && next && !getsNoMail && (
        <MailButton
          wish="companion-start"
          label={chaptersHad === 0 ? "Send me the chapters" : "Go on with the chapters"}
          isQuiet
        >
          <ZoneField />
        </MailButton>
      )}
    </div>
  );
}

function companionInWords({ state, next, ...companion }: Companion, getsNoMail: boolean): string {
  if (!next) return "You have had the whole book by mail. Thank you for reading along.";
  const { chaptersHad, chaptersTotal } = companion;
  const chapter = `“${next.title}”, chapter ${chaptersHad + 1} of ${chaptersTotal}`;
  if (state === "active" && next.day)
    return `${chapter}, comes on ${dayInWords(next.day)}, in your morning.`;
  if (getsNoMail) return "It can start as soon as you let our letters come again.";
  if (chaptersHad > 0) return `Stopped. ${chapter}, would be next.`;
  return "A book on a shelf waits until somebody opens it. This one can come to you: a whole chapter by mail every three days, until you have them all.";
}
