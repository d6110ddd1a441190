"use client";
import { type RefObject, useEffect, useRef } from "react";
import type {
  OpenSource,
  SourceHooks,
} from "@/app/(author)/author/chapters/[slug]/_editor/code-mirror";

type Props = {
  /** Somebody takes what is typed: words that come before would be nobody's. */
  isReady: boolean;
  /** Asked when the source opens: by then a draft of this device may have come back. */
  readText: () => string;
  source: RefObject<OpenSource | undefined>;
  hooks: SourceHooks;
};

/** The editor itself comes after the page, so that the page is there at once. */
export function SourcePane({ isReady, readText, source, hooks }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef(hooks);
  latest.current = hooks;
  const first = useRef(readText);
  first.current = readText;
  useEffect(() => {
    if (!isReady) return;
    let isGone = false;
    void import("@/app/(author)/author/chapters/[slug]/_editor/code-mirror").then(
      ({ openSource }) => {
        if (isGone || !host.current) return;
        source.current = openSource({
          host: host.current,
          text: first.current(),
          hooks: {
            onChange: () => latest.current.onChange(),
            onScroll: (line) => latest.current.onScroll(line),
            onSave: () => latest.current.onSave(),
            onPublish: () => latest.current.onPublish(),
            onFiles: (files) => latest.current.onFiles(files),
            onImage: () => latest.current.onImage(),
          },
        });
      },
    );
    return () => {
      isGone = true;
      source.current?.close();
      source.current = undefined;
    };
  }, [source, isReady]);
  return <div ref={host} className="source-pane" />;
}
