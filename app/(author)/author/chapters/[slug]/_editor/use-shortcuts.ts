"use client";
import { useEffect } from "react";

type Shortcuts = { onSave: () => void; onPublish: () => void };

/** ⌘S and ⌘Enter wherever the cursor is; the source answers them itself and says so. */
export function useShortcuts({ onSave, onPublish }: Shortcuts) {
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !(event.metaKey || event.ctrlKey)) return;
      if (event.key === "s") onSave();
      else if (event.key === "Enter") onPublish();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", keys);
    return () => window.removeEventListener("keydown", keys);
  }, [onSave, onPublish]);
}
