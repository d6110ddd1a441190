"use client";
import type { EditorView } from "@codemirror/view";
import { useCallback, useEffect, useRef, useState } from "react";
import { ConflictView } from "@/app/(author)/author/chapters/[slug]/_editor/conflict-view";
import { HeadFields } from "@/app/(author)/author/chapters/[slug]/_editor/head-fields";
import { ImageDialog } from "@/app/(author)/author/chapters/[slug]/_editor/image-dialog";
import { mergeTyped } from "@/app/(author)/author/chapters/[slug]/_editor/merge-typed";
import { PreviewPane } from "@/app/(author)/author/chapters/[slug]/_editor/preview-pane";
import { readHead } from "@/app/(author)/author/chapters/[slug]/_editor/read-head";
import { SaveLine } from "@/app/(author)/author/chapters/[slug]/_editor/save-line";
import { SourcePane } from "@/app/(author)/author/chapters/[slug]/_editor/source-pane";
import { usePreview } from "@/app/(author)/author/chapters/[slug]/_editor/use-preview";
import { useSaver } from "@/app/(author)/author/chapters/[slug]/_editor/use-saver";
import type { ChapterText } from "@/lib/author/chapters/chapter-text";
import type { ReaderKind } from "@/lib/author/chapters/preview-chapter";

type Props = {
  text: ChapterText;
  version: number;
  savedAt: string;
  isLive: boolean;
  /** The page's own form, which works without a script. */
  formId: string;
};

type Pane = "write" | "read" | "about";

/** Source left, the page that readers get right; on a phone one of them at a time. */
export function Editor({ text, version, savedAt, isLive, formId }: Props) {
  const view = useRef<EditorView>(undefined);
  const current = useRef(text);
  const [pane, setPane] = useState<Pane>("write");
  const [as, setAs] = useState<ReaderKind>("visitor");
  const [title, setTitle] = useState(text.head.title);
  const [topLine, setTopLine] = useState(1);
  const [notice, setNotice] = useState<string>();
  const [image, setImage] = useState<{ file?: File }>();
  const [restored, setRestored] = useState<ChapterText>();

  const readText = useCallback((): ChapterText => {
    const form = document.getElementById(formId);
    const head =
      form instanceof HTMLFormElement
        ? readHead(new FormData(form), current.current.head)
        : current.current.head;
    return { head, markdown: view.current?.state.doc.toString() ?? current.current.markdown };
  }, [formId]);

  const { state, saver } = useSaver({
    slug: text.head.slug,
    version,
    savedAt,
    readText,
    onMerged({ sent, merged, by }) {
      const typed = readText().markdown;
      setMarkdown(mergeTyped({ sent: sent.markdown, typed, merged: merged.markdown }));
      setNotice(`${by.replace(/^\w+:/, "")} wrote here too; both texts are together now.`);
    },
    onRestored(draft) {
      setRestored(draft.text);
      setMarkdown(draft.text.markdown);
      setNotice("What this device had not sent yet is back, and is being saved.");
    },
  });
  const preview = usePreview({ slug: text.head.slug, readText, as });

  const setMarkdown = (markdown: string) => {
    current.current = { ...current.current, markdown };
    if (view.current) void replaceIn(view.current, markdown);
  };
  const touch = useCallback(() => {
    saver?.touch();
    preview.touch();
  }, [saver, preview.touch]);
  const openPublish = useCallback(async () => {
    await saver?.save();
    window.location.assign(`/author/chapters/${saver?.place.slug ?? text.head.slug}/publish`);
  }, [saver, text.head.slug]);

  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (!(event.metaKey || event.ctrlKey)) return;
      if (event.key === "s") void saver?.save();
      else if (event.key === "Enter") void openPublish();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", keys);
    return () => window.removeEventListener("keydown", keys);
  }, [saver, openPublish]);

  function insertImage(markdown: string) {
    view.current?.dispatch(view.current.state.replaceSelection(markdown));
    setImage(undefined);
    view.current?.focus();
  }

  return (
    <div className="editor" data-pane={pane}>
      <div className="editor-bar">
        <input
          form={formId}
          name="title"
          aria-label="Title"
          className="editor-title"
          defaultValue={text.head.title}
          key={restored?.head.title}
          onChange={(event) => {
            setTitle(event.target.value);
            touch();
          }}
        />
        <SaveLine state={state} />
        <PaneTabs pane={pane} onPane={setPane} />
        <button type="button" className="button" onClick={openPublish}>
          Publish…
        </button>
      </div>
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
          mine={readText()}
          onMine={() => void saver?.settle(state.conflict.version)}
          onTheirs={() => {
            setMarkdown(state.conflict.text.markdown);
            void saver?.settle(state.conflict.version);
          }}
        />
      )}
      <div className="editor-panes">
        <SourcePane
          text={text.markdown}
          view={view}
          hooks={{
            onChange: touch,
            onScroll: setTopLine,
            onSave: () => void saver?.save(),
            onPublish: () => void openPublish(),
            onFiles: ([file]) => setImage({ file }),
            onImage: () => setImage({}),
          }}
        />
        <PreviewPane {...preview} as={as} onAs={setAs} title={title} topLine={topLine} />
        <aside className="editor-about" aria-label="About this chapter">
          <form id={formId} onInput={touch} onSubmit={(event) => event.preventDefault()}>
            <HeadFields
              key={restored ? "restored" : "stored"}
              head={restored?.head ?? text.head}
              isLive={isLive}
            />
          </form>
        </aside>
      </div>
      {image && (
        <ImageDialog file={image.file} onDone={insertImage} onClose={() => setImage(undefined)} />
      )}
    </div>
  );
}

const PANES: Record<Pane, string> = { write: "Write", read: "Preview", about: "Details" };

function PaneTabs({ pane, onPane }: { pane: Pane; onPane: (pane: Pane) => void }) {
  return (
    <div className="pane-tabs">
      {(Object.keys(PANES) as Pane[]).map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={pane === name}
          data-name={name}
          onClick={() => onPane(pane === name && name === "about" ? "write" : name)}
        >
          {PANES[name]}
        </button>
      ))}
    </div>
  );
}

async function replaceIn(view: EditorView, markdown: string) {
  const { replaceText } = await import("@/app/(author)/author/chapters/[slug]/_editor/code-mirror");
  replaceText(view, markdown);
}
