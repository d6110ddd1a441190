"use client";
import { useCallback, useState } from "react";
import { ConflictView } from "@/app/(author)/author/chapters/[slug]/_editor/conflict-view";
import { EditorBar, type Pane } from "@/app/(author)/author/chapters/[slug]/_editor/editor-bar";
import { HeadFields } from "@/app/(author)/author/chapters/[slug]/_editor/head-fields";
import { ImageDialog } from "@/app/(author)/author/chapters/[slug]/_editor/image-dialog";
import { mergeTyped } from "@/app/(author)/author/chapters/[slug]/_editor/merge-typed";
import { PreviewPane } from "@/app/(author)/author/chapters/[slug]/_editor/preview-pane";
import type { Conflict } from "@/app/(author)/author/chapters/[slug]/_editor/saver";
import { SourcePane } from "@/app/(author)/author/chapters/[slug]/_editor/source-pane";
import { useChapterText } from "@/app/(author)/author/chapters/[slug]/_editor/use-chapter-text";
import { usePreview } from "@/app/(author)/author/chapters/[slug]/_editor/use-preview";
import { useSaver } from "@/app/(author)/author/chapters/[slug]/_editor/use-saver";
import { useShortcuts } from "@/app/(author)/author/chapters/[slug]/_editor/use-shortcuts";
import { whoWrote } from "@/app/(author)/author/chapters/[slug]/_editor/writer-words";
import type { ChapterText } from "@/lib/author/chapters/chapter-text";
import type { ReaderKind } from "@/lib/author/chapters/preview-chapter";

type Props = {
  chapter: string;
  /** As the history names whoever sits here. */
  me: string;
  text: ChapterText;
  version: number;
  savedAt: string;
  slug: string;
  isLive: boolean;
};

const FORM = "chapter-details";

/** Source left, the page that readers get right; on a phone one of them at a time. */
export function Editor(props: Props) {
  const { chapter, me, text, version, savedAt, slug: firstSlug, isLive } = props;
  const { form, source, readText, writeText } = useChapterText(text);
  const [slug, setSlug] = useState(firstSlug);
  const [pane, setPane] = useState<Pane>("write");
  /** Who writes wants to see all of it; what of it is locked is a look away. */
  const [as, setAs] = useState<ReaderKind>("buyer");
  const [title, setTitle] = useState(text.head.title);
  const [topLine, setTopLine] = useState(1);
  const [notice, setNotice] = useState<string>();
  /** One after the other, each with its own description. */
  const [images, setImages] = useState<{ file?: File }[]>([]);
  const image = images[0];
  const preview = usePreview({ slug, readText, as });

  /** Texts that were not typed here: merged, restored, or the other writer's. */
  const take = (next: ChapterText, words?: string) => {
    writeText(next);
    setTitle(next.head.title);
    preview.touch();
    if (words) setNotice(words);
  };
  const { state, saver } = useSaver({
    chapter,
    slug: firstSlug,
    version,
    savedAt,
    readText,
    onMoved: setSlug,
    onMerged({ sent, merged, by }) {
      const together = mergeTyped({ sent, typed: readText(), merged });
      if (together)
        take(together, `${whoWrote(by, me)} wrote here too; both texts are together now.`);
      return together !== undefined;
    },
    onRestored: (draft) =>
      take(draft, "What this device had not sent yet is back, and is being saved."),
  });

  /** Ours becomes a version first, so that it can be had from the history as well. */
  const takeTheirs = async (conflict: Conflict) => {
    if (!(await saver?.settle(conflict.version))) return;
    take(conflict.text);
    saver?.touch();
    await saver?.save();
  };
  const touch = useCallback(() => {
    saver?.touch();
    preview.touch();
  }, [saver, preview.touch]);
  const save = useCallback(() => void saver?.save(), [saver]);
  /** What the sheet shows is what the server has; until it has all, the line above says why not. */
  const openPublish = useCallback(async () => {
    if (saver && (await saver.save()))
      window.location.assign(`/author/chapters/${saver.place.slug}/publish`);
  }, [saver]);
  const publish = useCallback(() => void openPublish(), [openPublish]);
  useShortcuts({ onSave: save, onPublish: publish });

  return (
    <div className="editor" data-pane={pane}>
      <h1 className="sr-only">Write {title}</h1>
      <EditorBar
        {...{ slug, isLive, state, pane, formId: FORM, title: text.head.title }}
        onTitle={(typed) => {
          setTitle(typed);
          touch();
        }}
        onPane={setPane}
        onPublish={publish}
      />
      {notice && (
        <p role="status" className="editor-notice">
          {notice}{" "}
          <button type="button" className="link" onClick={() => setNotice(undefined)}>
            Good
          </button>
        </p>
      )}
      {state.kind === "conflict" && (
        <ConflictView
          conflict={state.conflict}
          me={me}
          mine={readText()}
          onMine={() => void saver?.settle(state.conflict.version)}
          onTheirs={() => void takeTheirs(state.conflict)}
        />
      )}
      <div className="editor-panes">
        <SourcePane
          isReady={saver !== undefined}
          readText={() => readText().markdown}
          source={source}
          hooks={{
            onChange: touch,
            onScroll: setTopLine,
            onSave: save,
            onPublish: publish,
            onFiles: (files) =>
              setImages((before) => [...before, ...files.map((file) => ({ file }))]),
            onImage: () => setImages((before) => [...before, {}]),
          }}
        />
        <PreviewPane {...preview} as={as} onAs={setAs} title={title} topLine={topLine} />
        <aside className="editor-about" aria-label="About this chapter">
          <form
            id={FORM}
            ref={form}
            /** A reload must not bring fields of before back into a text that went on elsewhere. */
            autoComplete="off"
            onInput={touch}
            onSubmit={(event) => event.preventDefault()}
          >
            <HeadFields head={text.head} isLive={isLive} />
          </form>
        </aside>
      </div>
      {image && (
        <ImageDialog
          key={images.length}
          file={image.file}
          onDone={(markdown) => source.current?.insertText(markdown)}
          onClose={() => setImages((before) => before.slice(1))}
        />
      )}
    </div>
  );
}
