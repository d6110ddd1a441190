import { putBack } from "@/app/(author)/author/course/actions";
import { inZone } from "@/app/(author)/author/course/course-time";
import { QuickForm } from "@/app/(author)/author/course/quick-form";

type Deleted = { id: string; subject: string; deletedAt: Date };

/** Lessons that can still be put back. */
export function TakenOut({ deleted, zone }: { deleted: Deleted[]; zone: string }) {
  if (deleted.length === 0) return null;
  return (
    <section aria-labelledby="out-title" className="mt-12">
      <h2 id="out-title" className="text-[1.2rem]">
        Taken out
      </h2>
      <p className="text-sm text-muted">Each can be put back for thirty days, as it was.</p>
      <ul className="taken-out">
        {deleted.map(({ id, subject, deletedAt }) => (
          <li key={id}>
            <span className="min-w-0 break-words">
              {subject} <span className="text-sm text-muted">({inZone(deletedAt, zone)})</span>
            </span>
            <QuickForm action={putBack} about={subject} fields={{ id }}>
              Put it back
            </QuickForm>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Right after the button: what happened, and the way back. */
export function JustTakenOut({ deleted, id }: { deleted: Deleted[]; id: string | undefined }) {
  const gone = deleted.find((each) => each.id === id);
  if (!gone) return null;
  return (
    <div role="status" className="lesson-notice just-out">
      <p>“{gone.subject}” is out of the course. Nobody gets it any more.</p>
      <QuickForm action={putBack} about={gone.subject} fields={{ id: gone.id }}>
        Put it back
      </QuickForm>
    </div>
  );
}
