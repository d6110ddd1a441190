"use client";
import { BrokenPage } from "@/app/_components/broken-page";
import { PlainFrame } from "@/app/_components/plain-frame";
import { fontVariables } from "@/app/fonts";
import "@/app/globals.css";

type Props = { error: Error & { digest?: string } };

/** Where even the frame around all pages broke. */
export default function GlobalErrorPage({ error }: Props) {
  return (
    <html lang="en" className={fontVariables} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/performance/noSyncScripts: it must run before the first paint */}
        <script src="/theme.js" />
      </head>
      <body>
        <title>Something broke</title>
        <PlainFrame>
          <BrokenPage reference={error.digest} />
        </PlainFrame>
      </body>
    </html>
  );
}
