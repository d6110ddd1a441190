"use client";
import type { EditorView } from "@codemirror/view";
import { type RefObject, useEffect, useRef } from "react";
import type { SourceHooks } from "@/app/(author)/author/chapters/[slug]/_editor/code-mirror";

type Props = {
  text: string;
  view: RefObject<EditorView | undefined>;
  hooks: SourceHooks;
};

/** The editor itself comes after the page, so that the page is there at once. */
export function SourcePane({ text, view, hooks }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef(hooks);
  latest.current = hooks;
  const first = useRef(text);
  useEffect(() => {
    let isGone = false;
    void import("@/app/(author)/author/chapters/[slug]/_editor/code-mirror").then(
      ({ openSource }) => {
        if (isGone || !host.current) return;
        view.current = openSource({
          host: host.current,
          text: first.current,
          hooks: {
            onChange: () => latest.current.onChange(),
            onScroll: (line) => latest.current.onScroll(line),
            onSave: () => latest.current.onSave(),
            onPublish: () => latest.current.onPublish(),
            onFiles: (files, at) => latest.current.onFiles(files, at),
            onImage: (at) => latest.current.onImage(at),
          },
        });
      },
    );
    return () => {
      isGone = true;
      view.current?.destroy();
      view.current = undefined;
    };
  }, [view]);
  return <div ref={host} className="source-pane" />;
}
