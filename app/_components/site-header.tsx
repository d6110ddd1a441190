import { AppearanceButton } from "@/app/_components/appearance-button";
import { loginAddress } from "@/app/_components/login-address";

type Props = {
  bookTitle: string;
  /** Unknown on a static page: there a script turns "Student login" into "Library". */
  isSignedIn?: boolean;
  /** Where a reader who signs in from this page goes on. */
  returnTo?: string;
};

const LINK =
  "tap inline-flex items-center justify-center rounded-sm px-1.5 py-2 hover:underline underline-offset-4 min-[22.5rem]:px-2";

export function SiteHeader({ bookTitle, isSignedIn, returnTo }: Props) {
  return (
    <header className="site-header screen-only sticky top-0 z-30 border-b border-hairline bg-paper">
      <a className="skip-link" href="#main">
        Skip to the text
      </a>
      <div className="mx-auto flex min-h-14 max-w-[86rem] flex-wrap items-center gap-x-1 px-4 text-[0.9375rem] max-[22.49rem]:text-sm">
        <a
          href="/"
          className="tap mr-auto inline-flex items-center py-2 font-serif text-base font-semibold min-[22.5rem]:text-[1.0625rem] hover:underline underline-offset-4"
        >
          {bookTitle}
        </a>
        <nav aria-label="Site" className="ml-auto flex items-center">
          <a href="/contents" className={`${LINK} max-[29.99rem]:hidden`}>
            Contents
          </a>
          <a href="/search" className={`${LINK} max-[29.99rem]:hidden`}>
            Search
          </a>
          <AppearanceButton />
          {isSignedIn !== true && (
            <a
              href={loginAddress(returnTo)}
              className={`${LINK} font-medium ${isSignedIn === undefined ? "when-visitor" : ""}`}
            >
              Student login
            </a>
          )}
          {isSignedIn !== false && (
            <a
              href="/library"
              className={`${LINK} font-medium ${isSignedIn === undefined ? "when-reader" : ""}`}
            >
              Library
            </a>
          )}
        </nav>
      </div>
    </header>
  );
}
