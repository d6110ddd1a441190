import "@/app/_components/letter-frame.css";

/** As a mail program without HTML shows it: links are plain addresses that one can press. */
export function LetterText({ text }: { text: string }) {
  const parts = text.split(/(https?:\/\/[^\s<>")\]]+)/);
  return (
    <div className="letter-text">
      {parts.map((part, index) =>
        index % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
          <a key={index} className="link" href={part}>
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </div>
  );
}
