"use client";
import { useEffect, useRef } from "react";
import "@/app/_components/letter-frame.css";

/** `src` answers the letter under the policy for letters. */
type Props = { src: string; subject: string };

/** The letter runs no script and reaches nothing of ours; its links open outside. With a script the frame is as tall as it. */
export function LetterFrame({ src, subject }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const { current } = frame;
    if (!current) return;
    const resize = () => fitHeight(current);
    const watcher = new ResizeObserver(resize);
    watcher.observe(current);
    current.addEventListener("load", resize);
    resize();
    return () => {
      watcher.disconnect();
      current.removeEventListener("load", resize);
    };
  }, []);
  return (
    <iframe
      ref={frame}
      title={subject}
      src={src}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      loading="lazy"
      className="letter-frame"
    />
  );
}

function fitHeight(frame: HTMLIFrameElement) {
  const height = frame.contentDocument?.body?.scrollHeight ?? 0;
  if (height > 0) frame.style.height = `${Math.max(height, 320)}px`;
}
