import { LostSearch } from "@/app/_components/lost-search";
import { PageFrame } from "@/app/_components/page-frame";

export const metadata = { title: "Page not found", robots: { index: false } };

/** Made by the build, which knows no book: hence the plain name in the header. */
export default function NotFound() {
  return (
    <PageFrame book={{ title: "Home" }}>
      <div className="narrow-page">
        <p className="eyebrow">404</p>
        <h1 className="mt-1 mb-4 text-[2.07rem]">There is no such page</h1>
        <p className="mb-6 text-muted">
          The address may be mistyped, or what stood here has moved. The book is all there: search
          it, or start from the contents.
        </p>
        <LostSearch />
        <p className="mt-8 flex flex-wrap gap-x-6 gap-y-2">
          <a className="link" href="/contents">
            Contents
          </a>
          <a className="link" href="/">
            Front page
          </a>
          <a className="link" href="/contact">
            Tell us about a broken link
          </a>
        </p>
      </div>
    </PageFrame>
  );
}
