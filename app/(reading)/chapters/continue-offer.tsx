"use client";
import { useEffect, useState } from "react";
import { keepPlace, type Place, readPlace } from "@/app/(reading)/chapters/reading-place";

/** Never jumps: offers the place where this browser left the chapter. Who reads on instead has answered. */
export function ContinueOffer({ slug }: { slug: string }) {
  const [place, setPlace] = useState<Place>();
  useEffect(() => {
    const kept = readPlace(slug);
    if (kept && !location.hash && window.scrollY < 200 && document.getElementById(kept.block))
      setPlace(kept);
    return keepPlace(slug);
  }, [slug]);
  useEffect(() => {
    if (!place) return;
    const onScroll = () => window.scrollY > window.innerHeight && setPlace(undefined);
    window.addEventListener("scroll", onScroll, { passive: true });
    return () => window.removeEventListener("scroll", onScroll);
  }, [place]);
  if (!place) return null;
  return (
    <section className="continue-offer screen-only" aria-label="Your place">
      <span className="min-w-0 flex-1">Continue from “{place.heading}”?</span>
      <button
        type="button"
        className="text-accent underline underline-offset-4"
        onClick={() => go(place, setPlace)}
      >
        Go
      </button>
      <button type="button" onClick={() => setPlace(undefined)}>
        Stay
      </button>
    </section>
  );
}

function go(place: Place, setPlace: (place: undefined) => void) {
  const block = document.getElementById(place.block);
  setPlace(undefined);
  if (!block) return;
  block.tabIndex = -1;
  block.focus({ preventScroll: true });
  block.scrollIntoView({ block: "start" });
}
