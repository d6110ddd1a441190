import type { BookSettings } from "@/lib/book/settings";

export function Faq({ faq }: Pick<BookSettings, "faq">) {
  if (faq.length === 0) return null;
  return (
    <section className="band split" aria-labelledby="faq">
      <h2 id="faq" className="band-title">
        Questions, answered
      </h2>
      <div className="faq">
        {faq.map(({ question, answer }) => (
          <details key={question}>
            <summary>{question}</summary>
            <p>{answer}</p>
          </details>
        ))}
      </div>
    </section>
  );
}
