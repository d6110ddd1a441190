"use client";
import { useRouter } from "next/navigation";
import { useEffect, useTransition } from "react";

/**
 * While something moves, the page is fetched again every few seconds, never before the last fetch came back: a slow
 * site would otherwise gather more and more of them. Without a script the browser reloads it.
 */
export function KeepFresh({ seconds }: { seconds: number }) {
  const router = useRouter();
  const [isFetching, fetchAgain] = useTransition();
  useEffect(() => {
    if (isFetching) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") fetchAgain(() => router.refresh());
    }, seconds * 1_000);
    return () => clearInterval(timer);
  }, [isFetching, router, seconds]);
  return (
    <noscript>
      <meta httpEquiv="refresh" content={String(seconds * 2)} />
    </noscript>
  );
}
