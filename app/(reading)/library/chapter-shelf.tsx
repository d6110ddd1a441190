import { ContinueLink } from "@/app/(reading)/library/continue-link";

type Chapter = {
  slug: string;
  number: number;
  title: string;
  description: string;
  minutes: number;
};

type Props = { title: string; chapters: Chapter[] };

export function ChapterShelf({ title, chapters }: Props) {
  return (
    <section className="mb-10">
      <h2 className="mb-2 text-[1.44rem]">{title}</h2>
      <ul className="border-t border-hairline">
        {chapters.map(({ slug, number, title: name, description, minutes }) => (
          <li key={slug} className="flex gap-4 border-b border-hairline py-4">
            <span
              aria-hidden="true"
              className="w-7 shrink-0 pt-[2px] text-right text-muted tabular-nums"
            >
              {number}
            </span>
            <div className="min-w-0 flex-1">
              <h3 className="text-[1.125rem]">
                <a className="underline-offset-4 hover:underline" href={`/chapters/${slug}`}>
                  {name}
                </a>
              </h3>
              <p className="mt-1 text-[0.9375rem] text-muted">{description}</p>
              <ContinueLink slug={slug} />
            </div>
            <span className="shrink-0 pt-[3px] text-sm whitespace-nowrap text-muted">
              {minutes} min
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
