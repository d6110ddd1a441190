import { PageFrame } from "@/app/_components/page-frame";
import { cachedSettings } from "@/app/_http/cached-book";

/** Revoked, over, or never one of ours: from here they look alike. */
export default async function NoPreview() {
  return (
    <PageFrame book={await cachedSettings()}>
      <div className="narrow-page">
        <p className="eyebrow">404</p>
        <h1 className="mt-1 mb-4 text-[2.07rem]">This preview has ended</h1>
        <p className="mb-6 text-muted">
          A preview link works for a day, and its author may end it sooner. Ask whoever sent it to
          you for a new one; what is published you find in the contents.
        </p>
        <p>
          <a className="link" href="/contents">
            Contents
          </a>
        </p>
      </div>
    </PageFrame>
  );
}
