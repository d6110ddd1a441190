import type { BookSettings } from "@/lib/book/settings";

/** The words below are about one book. One with another title speaks through its own description. */
const BOOK = "Serverless Handbook";

export function Pitch({ book }: { book: BookSettings }) {
  if (book.title !== BOOK) {
    if (!book.description) return null;
    return (
      <section className="band pitch">
        <p className="pitch-lead">{book.description}</p>
      </section>
    );
  }
  return (
    <section className="band split pitch" aria-labelledby="pitch">
      <h2 id="pitch" className="pitch-lead">
        Hello, frontend engineer. There is one piece of code that will not run in your browser.
      </h2>
      <div className="pitch-text">
        <p>
          You know the piece. It holds a key that nobody may see, or it has to wake at three in the
          morning while every laptop is shut, or it must remember something after the tab is gone.
          It is perhaps forty lines long. For the sake of those forty lines, you now have a backend.
        </p>
        <p>
          This book follows them out of the browser: where they run, what they may promise, what
          they cost in a quiet month and in a loud one, and what becomes of a job when the machine
          below it goes away halfway through. Along the road you meet everything a backend is made
          of, from the first function to pipelines, deploys and alarms. REST or GraphQL, SQL or
          NoSQL: you will know which one to reach for, and why.
        </p>
        <p>
          Each idea comes with something to try it on, and that is the site you are looking at.
          Start it on your laptop with one command, switch off its mail or its database, and watch
          it keep its word.
        </p>
      </div>
    </section>
  );
}
