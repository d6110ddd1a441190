import { useEffect } from "react";
import { CONTENTS_PANEL } from "@/app/(reading)/chapters/panel-names";

type Shortcuts = { previous: string | undefined; next: string | undefined; onHelp: () => void };

export const SHORTCUTS_OFF = "shortcuts-off";

/** Single keys; they ignore fields, held modifiers and, where someone turned them off, everything. */
export function useShortcuts({ previous, next, onHelp }: Shortcuts) {
  useEffect(() => {
    const actions = new Map<string, () => void>([
      ["ArrowLeft", () => goTo(previous)],
      ["ArrowRight", () => goTo(next)],
      ["/", () => goTo("/search")],
      ["t", () => togglePanel(CONTENTS_PANEL)],
      ["a", () => togglePanel("appearance")],
      ["?", onHelp],
    ]);
    const onKey = (event: KeyboardEvent) => {
      const action = actions.get(event.key);
      if (!action || isForSomethingElse(event) || areOff()) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [previous, next, onHelp]);
}

function goTo(address: string | undefined) {
  if (address) location.assign(address);
}

function togglePanel(id: string) {
  const panel = document.getElementById(id);
  if (!panel) return;
  panel.togglePopover();
  panel.querySelector<HTMLElement>("a, input")?.focus();
}

/** A code block scrolls sideways with the arrow keys, a field takes letters. */
function isForSomethingElse({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || !(target instanceof Element)) return true;
  return (
    target.closest(
      "input, textarea, select, [contenteditable], [popover], dialog, pre, [role=group]",
    ) !== null
  );
}

function areOff(): boolean {
  try {
    return localStorage.getItem(SHORTCUTS_OFF) === "1";
  } catch {
    return false;
  }
}
