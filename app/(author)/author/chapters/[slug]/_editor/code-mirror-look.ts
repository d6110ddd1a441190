/** How the source pane looks: in the tokens of the page around it, so that it follows light and dark. */
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const COLOURS = HighlightStyle.define([
  { tag: tags.heading, fontWeight: "700", color: "var(--ink)" },
  { tag: tags.strong, fontWeight: "700" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: [tags.link, tags.url], color: "var(--accent)" },
  {
    tag: [tags.monospace, tags.comment, tags.processingInstruction, tags.meta],
    color: "var(--muted)",
  },
  { tag: tags.quote, color: "var(--muted)" },
]);

const THEME = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--raised)" },
  "&.cm-focused": { outline: "none", boxShadow: "inset 0 2px 0 var(--accent)" },
  ".cm-scroller": {
    fontFamily: "var(--font-code)",
    fontSize: "0.875rem",
    lineHeight: "1.65",
    /** A lock's mark is read as it is typed. */
    fontVariantLigatures: "none",
  },
  ".cm-content": {
    padding: "24px 16px 40vh",
    caretColor: "var(--ink)",
    maxWidth: "680px",
    margin: "0 auto",
  },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    {
      backgroundColor: "var(--amber)",
    },
  ".cm-tooltip": {
    backgroundColor: "var(--raised)",
    border: "1px solid var(--line)",
    borderRadius: "6px",
    overflow: "hidden",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    fontFamily: "var(--font-ui)",
    fontSize: "0.875rem",
    maxHeight: "22rem",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "6px 12px" },
  ".cm-completionMatchedText": { textDecoration: "none" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: "0.85" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--accent)",
    color: "var(--on-accent)",
  },
  ".cm-panels": { backgroundColor: "var(--sunk)", color: "var(--ink)" },
});

export const LOOK = [syntaxHighlighting(COLOURS), THEME];
