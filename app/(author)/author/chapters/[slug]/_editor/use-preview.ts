"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { ChapterText } from "@/lib/author/chapters/chapter-text";
import type { Preview, ReaderKind } from "@/lib/author/chapters/preview-chapter";

type Options = { slug: string; readText: () => ChapterText; as: ReaderKind };

const REST_MS = 350;

/** The real renderer's answer, a moment after the last key; a slower, older answer never replaces a newer one. */
export function usePreview({ slug, readText, as }: Options) {
  const [rendered, setRendered] = useState<Preview>();
  const [isStale, setStale] = useState(false);
  const turn = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const read = useRef(readText);
  read.current = readText;

  const render = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    const answer = await askForPreview({ slug, text: read.current(), as });
    if (mine !== turn.current) return;
    if (answer) setRendered(answer);
    setStale(answer === undefined);
  }, [slug, as]);

  const touch = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void render(), REST_MS);
  }, [render]);

  useEffect(() => {
    void render();
    return () => clearTimeout(timer.current);
  }, [render]);
  return { rendered, isStale, touch };
}

type Ask = { slug: string; text: ChapterText; as: ReaderKind };

async function askForPreview({ slug, text, as }: Ask): Promise<Preview | undefined> {
  const response = await fetch(`/author/chapters/${slug}/render`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text, as }),
  }).catch(() => undefined);
  return response?.ok ? response.json().catch(() => undefined) : undefined;
}
