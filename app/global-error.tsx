"use client";
import { BrokenPage } from "@/app/_components/broken-page";
import { fontVariables } from "@/app/fonts";
import "@/app/globals.css";

type Props = { error: Error & { digest?: string } };

/** Where even the frame around all pages broke; our own server also sends it, whole, for whatever else broke. */
export default function GlobalErrorPage({ error }: Props) {
  return (
    <html lang="en" className={fontVariables} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/performance/noSyncScripts: it must run before the first paint */}
        <script src="/theme.js" />
      </head>
      <body>
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
        <main>
          <BrokenPage reference={error.digest} />
        </main>
      </body>
    </html>
  );
}
