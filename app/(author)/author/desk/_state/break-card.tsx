import { ActionForm } from "@/app/_components/action-form";
import { FormMessage } from "@/app/_components/form-message";
import { clockIn } from "@/app/(author)/author/audience/audience-time";
import { breakIt, mendIt } from "@/app/(author)/author/desk/actions";
import { Mark } from "@/app/(author)/author/desk/mark";
import type { Breakable, Faults } from "@/lib/desk/faults";

const WHAT: Record<Breakable, { name: string; does: string; button: string; mend: string }> = {
  mail: {
    name: "Mail",
    does: "Every letter is refused or hangs. Letters wait in the outbox and leave afterwards.",
    button: "Break mail for ten minutes",
    mend: "Mend mail now",
  },
  database: {
    name: "Database",
    does: "3% of its calls are cut, before or after they did their work. Readers should notice nothing.",
    button: "Break 3% of database calls for ten minutes",
    mend: "Mend the database now",
  },
};

/** What the last press did, from the address that it led to, as long as it is still so. */
function noticeOf(done: string, faults: Faults | undefined): string | undefined {
  const isBroken = (faults?.broken.length ?? 0) > 0;
  if (done === "broken" && isBroken)
    return "It is broken now, and mends itself within ten minutes.";
  if (done === "mended" && !isBroken) return "It is whole again. What waited goes on by itself.";
  return undefined;
}

type Props = { faults: Faults | undefined; timezone: string; done: string };

/** For readers of the book who want to watch. The launcher breaks things; this site holds no switch. */
export function BreakCard({ faults, timezone, done }: Props) {
  return (
    <section aria-labelledby="break" className="desk-part desk-break">
      <h2 id="break">Break it</h2>
      <FormMessage notice={noticeOf(done, faults)} />
      {faults && faults.available.length > 0 ? (
        <ul>
          {faults.available.map((what) => (
            <Fault key={what} what={what} faults={faults} timezone={timezone} />
          ))}
        </ul>
      ) : (
        <p className="max-w-[65ch]">
          To watch this page while mail or 3% of the database’s calls fail, start the site with{" "}
          <code>npm start -- --break</code>. Proxies outside the site then break them for ten
          minutes at a time.
        </p>
      )}
    </section>
  );
}

function Fault({ what, faults, timezone }: { what: Breakable; faults: Faults; timezone: string }) {
  const { name, does, button, mend } = WHAT[what];
  const outage = faults.broken.find((each) => each.what === what);
  return (
    <li>
      <p className="desk-line">
        <strong>{name}</strong>
        {outage ? (
          <Mark tone="harm">{`Broken on purpose until ${clockIn(outage.until, timezone)}`}</Mark>
        ) : (
          <Mark tone="well">Left alone</Mark>
        )}
      </p>
      <p className="max-w-[65ch] text-muted">{does}</p>
      <ActionForm action={outage ? mendIt : breakIt} button={outage ? mend : button} isQuiet>
        <input type="hidden" name="what" value={what} />
      </ActionForm>
    </li>
  );
}
