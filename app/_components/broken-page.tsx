import "@/app/_components/broken-page.css";

type Props = { reference: string | undefined };

/** What somebody sees where a page could not be made; works without a script. */
export function BrokenPage({ reference }: Props) {
  return (
    <>
      <div className="narrow-page pb-8" role="alert">
        <h1 className="mb-4 text-[2.07rem]">That's on us: something broke</h1>
        <p className="mb-6 text-muted">
          This page could not be shown. Nothing of yours is lost: what you own, and what you sent
          before, is safe. Most of the time a second try works.
        </p>
        {/** biome-ignore lint/a11y/useValidAnchor: an empty address is this very page, asked for again */}
        <a className="button" href="">
          Try again
        </a>
        <p className="mt-8 flex flex-wrap gap-x-6 gap-y-2">
          <a className="link" href="/">
            Front page
          </a>
          <a className="link" href="/contact">
            Tell us
          </a>
        </p>
      </div>
      {reference && (
        <p className="reference">
          Reference: <code>{reference}</code>
        </p>
      )}
    </>
  );
}
