"use client";
import { useEffect, useRef } from "react";
import { StoredHtml } from "@/app/_components/stored-html";
import { READER_NAMES } from "@/app/(author)/author/chapters/[slug]/_editor/reader-names";
import {
  type Anchor,
  scrollTargetOf,
} from "@/app/(author)/author/chapters/[slug]/_editor/scroll-target";
import type { Preview, ReaderKind } from "@/lib/author/chapters/preview-chapter";

type Props = {
  rendered: Preview | undefined;
  isStale: boolean;
  as: ReaderKind;
  onAs: (kind: ReaderKind) => void;
  title: string;
  /** The line of the source at the top of the other pane. */
  topLine: number;
};

/** What readers get, from the same code that prints for them; it follows the source as that is scrolled. */
export function PreviewPane({ rendered, isStale, as, onAs, title, topLine }: Props) {
  const pane = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!pane.current || !rendered) return;
    pane.current.scrollTop = scrollTargetOf(anchorsIn(pane.current, rendered), topLine);
  }, [topLine, rendered]);
  return (
    <section className="preview-pane" aria-label="Preview">
      <div className="pane-bar">
        <label className="flex items-center gap-2">
          <span className="text-muted">As</span>
          <select
            className="field field-small"
            value={as}
            onChange={(event) => onAs(event.target.value as ReaderKind)}
          >
            {Object.entries(READER_NAMES).map(([kind, name]) => (
              <option key={kind} value={kind}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {rendered && (
          <span className="text-muted tabular-nums">
            {rendered.words.toLocaleString("en")} words, {rendered.minutes} min
          </span>
        )}
        {isStale && <span className="text-warn">Not up to date</span>}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div ref={pane} className="preview-scroll" tabIndex={0}>
        <article className="preview-page">
          <h2 className="chapter-title">{title}</h2>
          {rendered && <StoredHtml className="prose" html={rendered.html} />}
          {rendered?.edition === "preview" && (
            <p className="preview-end">Here the preview ends. The rest is behind the card.</p>
          )}
        </article>
      </div>
    </section>
  );
}

const ABOVE = 24;

/** Blocks behind a lock are not on the page, so the source goes on alone there. */
function anchorsIn(pane: HTMLElement, { places }: Preview): Anchor[] {
  const zero = pane.getBoundingClientRect().top - pane.scrollTop + ABOVE;
  const found = places.flatMap(({ line, block }) => {
    const element = pane.querySelector(`#${CSS.escape(block)}`);
    return element ? [{ line, top: element.getBoundingClientRect().top - zero }] : [];
  });
  return [{ line: 1, top: 0 }, ...found.filter(({ line }) => line > 1)];
}
