import type { useDragOrder } from "@/app/(author)/author/_chapters/use-drag-order";

export type Row = {
  slug: string;
  title: string;
  part: string | null;
  state: "draft" | "scheduled" | "live" | "changed";
  access: "free" | "book";
  emailUnlock: boolean;
  words: number;
  minutes: number;
  readers: number;
  /** In words, made on the server. */
  updated: string;
  publishAt: string | null;
};

type Props = {
  chapter: Row;
  number: number;
  isLast: boolean;
  mayPublish: boolean;
  drag: ReturnType<ReturnType<typeof useDragOrder>> | undefined;
};

const STATES: Record<Row["state"], { mark: string; words: string }> = {
  draft: { mark: "○", words: "Draft" },
  scheduled: { mark: "◷", words: "Scheduled" },
  live: { mark: "●", words: "Live" },
  changed: { mark: "◐", words: "Live, with unpublished changes" },
};

export function ChapterRow({ chapter, number, isLast, mayPublish, drag }: Props) {
  const { slug, title, part, state, words, minutes, readers, updated, publishAt } = chapter;
  return (
    <tr {...drag}>
      {mayPublish && (
        <td className="chapter-pick">
          <label className="tap inline-flex items-center justify-center">
            <input type="checkbox" name={`pick:${slug}`} aria-label={`Pick ${title}`} />
          </label>
        </td>
      )}
      <td className="chapter-name">
        <span className="text-muted tabular-nums">{number}. </span>
        <a
          href={`/author/chapters/${slug}`}
          className="font-medium underline-offset-4 hover:underline"
        >
          {title}
        </a>
        {part && <span className="block text-sm text-muted">{part}</span>}
      </td>
      <td>
        <span aria-hidden="true">{STATES[state].mark}</span> {STATES[state].words}
        {state === "scheduled" && publishAt && (
          <span className="block text-sm text-muted">{publishAt}</span>
        )}
      </td>
      <td>{accessInWords(chapter)}</td>
      <td className="number" data-unit=" words">
        {words.toLocaleString("en")}
      </td>
      <td className="number" data-unit=" min">
        {minutes}
      </td>
      <td className="number" data-unit=" readers">
        {readers.toLocaleString("en")}
      </td>
      <td className="whitespace-nowrap">{updated}</td>
      {mayPublish && (
        <td className="chapter-move whitespace-nowrap">
          <MoveButton chapter={chapter} way="up" isIdle={number === 1} />
          <MoveButton chapter={chapter} way="down" isIdle={isLast} />
        </td>
      )}
    </tr>
  );
}

type Move = { chapter: Row; way: "up" | "down"; isIdle: boolean };

/** Idle at the end of the list, but never disabled: the focus would be lost where a chapter arrives there. */
function MoveButton({ chapter: { slug, title }, way, isIdle }: Move) {
  return (
    <button
      type="submit"
      name="do"
      value={`${way}:${slug}`}
      className="icon-button"
      aria-disabled={isIdle || undefined}
      aria-label={`Move ${title} ${way}`}
    >
      {way === "up" ? "↑" : "↓"}
    </button>
  );
}

function accessInWords({ access, emailUnlock }: Row): string {
  if (access === "free") return "Everybody";
  return emailUnlock ? "Owners, or with an address" : "Owners only";
}
