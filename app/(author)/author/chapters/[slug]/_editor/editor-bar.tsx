"use client";
import { SaveLine } from "@/app/(author)/author/chapters/[slug]/_editor/save-line";
import type { SaveState } from "@/app/(author)/author/chapters/[slug]/_editor/saver";

export type Pane = "write" | "read" | "about";

type Props = {
  slug: string;
  isLive: boolean;
  formId: string;
  title: string;
  onTitle: (title: string) => void;
  state: SaveState;
  pane: Pane;
  onPane: (pane: Pane) => void;
  onPublish: () => void;
};

export function EditorBar(props: Props) {
  const { slug, isLive, formId, title, onTitle, state, pane, onPane, onPublish } = props;
  return (
    <div className="editor-bar">
      <input
        form={formId}
        name="title"
        aria-label="Title"
        className="editor-title"
        defaultValue={title}
        maxLength={200}
        onChange={(event) => onTitle(event.target.value)}
      />
      <SaveLine state={state} />
      <nav className="editor-links" aria-label="This chapter">
        <a className="link tap" href={`/author/chapters/${slug}/history`}>
          History
        </a>
        {isLive && (
          <a className="link tap" href={`/chapters/${slug}`}>
            As readers see it
          </a>
        )}
      </nav>
      <PaneTabs pane={pane} onPane={onPane} />
      <button type="button" className="button editor-publish" onClick={onPublish}>
        Publish…
      </button>
    </div>
  );
}

const PANES: [Pane, string][] = [
  ["write", "Write"],
  ["read", "Preview"],
  ["about", "Details"],
];

function PaneTabs({ pane, onPane }: Pick<Props, "pane" | "onPane">) {
  return (
    <div className="pane-tabs">
      {PANES.map(([name, words]) => (
        <button
          key={name}
          type="button"
          aria-pressed={pane === name}
          data-name={name}
          onClick={() => onPane(pane === name && name === "about" ? "write" : name)}
        >
          {words}
        </button>
      ))}
    </div>
  );
}
