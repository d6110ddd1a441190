"use client";
import { useState } from "react";

/** Without a script there is none: the text beside it can be marked by hand. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [isCopied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  }
  return (
    <button type="button" className="copy-button tap needs-script" onClick={copy}>
      <span aria-live="polite">{isCopied ? "Copied" : "Copy"}</span>
      <span className="sr-only"> the {what}</span>
    </button>
  );
}
