"use client";
import { HeadChanges } from "@/app/(author)/author/_frame/head-changes";
import { WordDiff } from "@/app/(author)/author/_frame/word-diff";
import type { Conflict } from "@/app/(author)/author/chapters/[slug]/_editor/saver";
import { whoWrote } from "@/app/(author)/author/chapters/[slug]/_editor/writer-words";
import type { ChapterText } from "@/lib/author/chapters/chapter-text";

type Props = {
  conflict: Conflict;
  /** As the history names whoever sits here. */
  me: string;
  mine: ChapterText;
  onMine: () => void;
  onTheirs: () => void;
};

/** Both texts with their difference by words; either choice leaves the other in the history. */
export function ConflictView({ conflict, me, mine, onMine, onTheirs }: Props) {
  const texts = { before: conflict.text.markdown, after: mine.markdown };
  return (
    <section className="conflict" aria-labelledby="conflict-title">
      <h2 id="conflict-title">Two texts of this chapter</h2>
      <p className="text-muted">
        {whoWrote(conflict.by, me)} saved version {conflict.version} while you wrote here, and both
        changed the same place. Nothing is lost: whichever you take, the other one can be had from
        the history.
      </p>
      <HeadChanges before={conflict.text.head} after={mine.head} />
      <div className="conflict-texts">
        <div>
          <h3>Theirs, version {conflict.version}</h3>
          <WordDiff label="Their text" side="before" {...texts} />
          <button type="button" className="button button-quiet" onClick={onTheirs}>
            Take theirs
          </button>
        </div>
        <div>
          <h3>Yours, not saved yet</h3>
          <WordDiff label="Your text" side="after" {...texts} />
          <button type="button" className="button" onClick={onMine}>
            Keep yours
          </button>
        </div>
      </div>
    </section>
  );
}
