import { OPENING_SHOWN, SUBJECT_SHOWN } from "@/app/(author)/author/course/inbox-limits";

type Props = { subject: string; opening: string };

/** What an inbox shows before the letter is opened; what most of them cut is paler, and counted in words. */
export function InboxLine({ subject, opening }: Props) {
  const [subjectShown, subjectCut] = cutAfter(subject, SUBJECT_SHOWN);
  const [openingShown, openingCut] = cutAfter(opening, OPENING_SHOWN);
  return (
    <div className="inbox-line">
      <p>
        <strong>{subjectShown}</strong>
        {subjectCut && <span className="inbox-cut">{subjectCut}</span>}{" "}
        <span className="text-muted">
          {openingShown}
          {openingCut && "…"}
        </span>
      </p>
      <p className="inbox-counts">
        Subject {[...subject].length} of about {SUBJECT_SHOWN} shown
        {subjectCut ? ", cut" : ""} · preview {[...opening].length}, about {OPENING_SHOWN} shown
      </p>
    </div>
  );
}

function cutAfter(text: string, length: number): [string, string] {
  const letters = [...text];
  return [letters.slice(0, length).join(""), letters.slice(length).join("")];
}
