"use client";
import { useEffect, useState } from "react";
import { type Place, readPlace } from "@/app/(reading)/chapters/reading-place";

/** The place in a chapter is kept by this browser alone, so only its script can offer it. */
export function ContinueLink({ slug }: { slug: string }) {
  const [place, setPlace] = useState<Place>();
  useEffect(() => setPlace(readPlace(slug)), [slug]);
  if (!place) return null;
  return (
    <p className="mt-2 text-[0.9375rem]">
      <a className="link" href={`/chapters/${slug}#${place.block}`}>
        Continue from “{place.heading}”
      </a>
    </p>
  );
}
