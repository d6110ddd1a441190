"use client";
import { useEffect, useRef } from "react";

/** Searches the book; with a script the words of the address that led nowhere stand there already. */
export function LostSearch() {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (field.current && field.current.value === "")
      field.current.value = wordsOf(window.location.pathname);
  }, []);
  return (
    <search>
      <form action="/search">
        <label className="label" htmlFor="lost-words">
          Search the book
        </label>
        <div className="flex gap-2">
          <input
            ref={field}
            id="lost-words"
            name="q"
            type="search"
            maxLength={100}
            className="field min-w-0 flex-1"
          />
          <button type="submit" className="button">
            Search
          </button>
        </div>
      </form>
    </search>
  );
}

/** The last part of the path, as words; nothing where it holds none. */
function wordsOf(path: string): string {
  const last = path.split("/").filter(Boolean).at(-1) ?? "";
  const words = last.replace(/\.[a-z0-9]+$/i, "").replace(/[^a-z0-9]+/gi, " ");
  return /[a-z]{3}/i.test(words) ? words.trim().slice(0, 60) : "";
}
