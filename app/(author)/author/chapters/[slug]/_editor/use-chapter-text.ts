"use client";
import { useCallback, useRef } from "react";
import type { OpenSource } from "@/app/(author)/author/chapters/[slug]/_editor/code-mirror";
import { readHead, writeHead } from "@/app/(author)/author/chapters/[slug]/_editor/head-form";
import type { ChapterText } from "@/lib/author/chapters/chapter-text";

/** The one text of this page: fields and source hold it, and what comes from elsewhere is written into both. */
export function useChapterText(text: ChapterText) {
  /** What the source shows once it is there, and what of the head has no field. */
  const known = useRef(text);
  const source = useRef<OpenSource>(undefined);
  const form = useRef<HTMLFormElement>(null);

  const readText = useCallback((): ChapterText => {
    const { head, markdown } = known.current;
    return {
      head: form.current ? readHead(new FormData(form.current), head) : head,
      markdown: source.current?.readText() ?? markdown,
    };
  }, []);

  const writeText = useCallback((next: ChapterText) => {
    known.current = next;
    if (form.current) writeHead(form.current, next.head);
    source.current?.replaceText(next.markdown);
  }, []);

  return { form, source, readText, writeText };
}
