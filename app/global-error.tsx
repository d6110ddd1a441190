"use client";
import { BrokenPage } from "@/app/_components/broken-page";
import "@/app/globals.css";

type Props = { error: Error & { digest?: string } };

/** Where even the frame around all pages broke. */
export default function GlobalErrorPage({ error }: Props) {
  return (
    <html lang="en" suppressHydrationWarning>
      <body>
        <main>
          <BrokenPage reference={error.digest} onRetry={() => window.location.reload()} />
        </main>
      </body>
    </html>
  );
}
