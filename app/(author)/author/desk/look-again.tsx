"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";

type Props = {
  /** Where the link leads that does the same without a script. */
  href: string;
  seenAt: string;
};

const EVERY_MS = 10_000;

/** Fetches the page again while somebody looks at it, never before the last one came; can be stopped. */
export function LookAgain({ href, seenAt }: Props) {
  const router = useRouter();
  const [isPaused, setPaused] = useState(false);
  const [isFetching, fetchAgain] = useTransition();
  useEffect(() => {
    if (isPaused || isFetching) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") fetchAgain(() => router.refresh());
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [isPaused, isFetching, router]);
  return (
    <p className="desk-again screen-only">
      <span>Seen at {seenAt}</span>
      <a className="link tap" href={href}>
        Look again
      </a>
      <button
        type="button"
        className="link tap needs-script"
        aria-pressed={isPaused}
        onClick={() => setPaused(!isPaused)}
      >
        {isPaused ? "Go on by itself" : "Stop looking each 10 s"}
      </button>
    </p>
  );
}
