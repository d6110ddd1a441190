import type { ShownChapter } from "@/app/(site)/_landing/opening";

/** One quiet way on, and nothing else. */
export function FinalCall({ first }: { first: ShownChapter }) {
  return (
    <section className="final-call" aria-labelledby="final-call">
      <h2 id="final-call">Something will fail today. Start where it is quiet.</h2>
      <a className="button" href={`/chapters/${first.slug}`}>
        Read “{first.title}”
      </a>
    </section>
  );
}
