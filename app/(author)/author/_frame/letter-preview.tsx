import { LetterFrame } from "@/app/_components/letter-frame";
import { LetterText } from "@/app/_components/letter-text";
import "@/app/(author)/author/_frame/letter-preview.css";

const LOOKS = { light: "Light", dark: "Dark", text: "Plain text" } as const;

export type PreviewLook = keyof typeof LOOKS;

export const readLook = (name: string | undefined): PreviewLook =>
  name === "dark" || name === "text" ? name : "light";

type Props = {
  /** `opening` is what an inbox shows beside the subject; without one, the text's first words. */
  mail: { subject: string; text: string; from: string; replyTo?: string; opening?: string };
  look: PreviewLook;
  /** This page's address; the look is added to it. */
  page: string;
  /** Where the letter's HTML is answered, under /api/author/letters/. */
  src: string;
};

/** A letter exactly as it will arrive, in the three ways that mail programs show it; each is a plain link. */
export function LetterPreview({ mail, look, page, src }: Props) {
  const opening = mail.opening ?? mail.text.replace(/\s+/g, " ").trim().slice(0, 140);
  return (
    <section aria-label="Preview of the letter">
      <InboxLine subject={mail.subject} opening={opening} />
      <nav aria-label="Ways to look at this letter" className="preview-looks">
        {Object.entries(LOOKS).map(([name, words]) => (
          <a
            key={name}
            href={`${page}?look=${name}`}
            aria-current={name === look ? "page" : undefined}
            className="preview-look tap"
          >
            {words}
          </a>
        ))}
      </nav>
      <div className="preview-pane" data-look={look}>
        {look === "text" ? (
          <LetterText text={mail.text} />
        ) : (
          <LetterFrame key={look} src={`${src}?look=${look}`} subject={mail.subject} />
        )}
      </div>
    </section>
  );
}

/** What an inbox shows before anything is opened: phones cut a subject at about 40 characters, desks at about 70. */
function InboxLine({ subject, opening }: { subject: string; opening: string }) {
  return (
    <div className="preview-inbox">
      <p className="truncate">
        <strong>{subject || "No subject yet"}</strong> <span className="text-muted">{opening}</span>
      </p>
      <p className="text-sm text-muted tabular-nums">
        Subject: {count(subject)}, {judge([...subject].length)}. Preview line: {count(opening)}.
      </p>
    </div>
  );
}

const count = (text: string) => `${[...text].length} characters`;

function judge(length: number): string {
  if (length === 0) return "nothing to show";
  if (length <= 40) return "fits everywhere";
  return length <= 70 ? "cut on phones" : "cut on most screens";
}
