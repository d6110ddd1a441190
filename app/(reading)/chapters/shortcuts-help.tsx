"use client";
import { useEffect, useRef, useState } from "react";
import { SHORTCUTS_OFF } from "@/app/(reading)/chapters/use-shortcuts";

const KEYS = [
  ["←  →", "Previous and next chapter"],
  ["/", "Search"],
  ["t", "Contents"],
  ["a", "Appearance"],
  ["?", "This list"],
] as const;

export function ShortcutsHelp({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className="shortcuts card"
      onClose={onClose}
      aria-labelledby="shortcuts-title"
    >
      <h2 id="shortcuts-title">Keys</h2>
      <dl>
        {KEYS.map(([key, words]) => (
          <div key={key} className="contents">
            <dt>{key}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <SwitchOff />
      <form method="dialog" className="mt-4">
        <button type="submit" className="button button-quiet">
          Close
        </button>
      </form>
    </dialog>
  );
}

/** Single keys must be possible to turn off: https://www.w3.org/TR/WCAG22/#character-key-shortcuts */
function SwitchOff() {
  const [isOff, setOff] = useState(false);
  function choose(off: boolean) {
    setOff(off);
    try {
      localStorage.setItem(SHORTCUTS_OFF, off ? "1" : "");
    } catch {
      // Without storage they stay on.
    }
  }
  return (
    <label className="flex items-center gap-2">
      <input type="checkbox" checked={isOff} onChange={(event) => choose(event.target.checked)} />
      Turn single keys off in this browser
    </label>
  );
}
