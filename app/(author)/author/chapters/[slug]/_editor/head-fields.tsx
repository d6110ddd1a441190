import type { ChapterHead } from "@/lib/author/chapters/chapter-text";

type Props = { head: ChapterHead; isLive: boolean };

const LABEL = "label mb-1 block";

/** Everything of a chapter that is not its text; read from the form each time it is saved. */
export function HeadFields({ head, isLive }: Props) {
  return (
    <div className="grid gap-4">
      <label className="block">
        <span className={LABEL}>Description</span>
        <textarea
          name="description"
          className="field"
          rows={3}
          maxLength={300}
          defaultValue={head.description ?? ""}
        />
        <span className="mt-1 block text-sm text-muted">
          Shown in the contents, in searches and where the chapter is shared.
        </span>
      </label>
      <label className="block">
        <span className={LABEL}>Address</span>
        <input
          name="slug"
          className="field"
          defaultValue={head.slug}
          pattern="[a-z0-9\-]{1,80}"
          required
        />
        <span className="mt-1 block text-sm text-muted">
          {isLive
            ? "After a change the old address leads here for ever, from the next publish on."
            : "/chapters/ and this. Small letters, digits and hyphens."}
        </span>
      </label>
      <fieldset>
        <legend className={LABEL}>Who may read all of it</legend>
        <label className="tap flex items-center gap-2">
          <input type="radio" name="access" value="book" defaultChecked={head.access === "book"} />
          Owners of the book
        </label>
        <label className="tap flex items-center gap-2">
          <input type="radio" name="access" value="free" defaultChecked={head.access === "free"} />
          Everybody
        </label>
        <label className="tap flex items-center gap-2">
          <input type="checkbox" name="emailUnlock" defaultChecked={head.emailUnlock} />
          An address unlocks it, too
        </label>
      </fieldset>
      <label className="block">
        <span className={LABEL}>Part of the book</span>
        <input name="part" className="field" maxLength={120} defaultValue={head.part ?? ""} />
      </label>
      <label className="block">
        <span className={LABEL}>Share image</span>
        <input
          name="image"
          className="field"
          placeholder="../images/name.png"
          defaultValue={head.image ?? ""}
        />
      </label>
    </div>
  );
}
