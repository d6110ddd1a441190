import type { ReactNode } from "react";

/** A frame that needs neither book nor script: for pages where something broke. */
export function PlainFrame({ children }: { children: ReactNode }) {
  return (
    <>
      <header className="border-b border-hairline">
        <div className="mx-auto flex min-h-14 max-w-[86rem] items-center px-4">
          <a
            href="/"
            className="tap inline-flex items-center py-2 font-serif text-[1.0625rem] font-semibold underline-offset-4 hover:underline"
          >
            Home
          </a>
        </div>
      </header>
      <main>{children}</main>
    </>
  );
}
