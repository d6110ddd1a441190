type Props = { reference: string | undefined; onRetry: () => void };

/** What somebody sees where a page could not be made. */
export function BrokenPage({ reference, onRetry }: Props) {
  return (
    <div className="narrow-page" role="alert">
      <title>Something broke</title>
      <h1 className="mb-4 text-[2.07rem]">That's on us: something broke</h1>
      <p className="mb-6 text-muted">
        This page could not be shown. Nothing of yours is lost: what you own, and what you sent
        before, is safe. Most of the time a second try works.
      </p>
      <button type="button" className="button" onClick={onRetry}>
        Try again
      </button>
      <p className="mt-8 flex flex-wrap gap-x-6 gap-y-2">
        <a className="link" href="/">
          Front page
        </a>
        <a className="link" href="/contact">
          Tell us
        </a>
      </p>
      {reference && (
        <p className="mt-6 text-sm text-muted">
          Reference: <code>{reference}</code>
        </p>
      )}
    </div>
  );
}
