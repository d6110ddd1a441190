/** The source pane: CodeMirror in a shadow root, where its styles need no exception from the page's policy. */
import { autocompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { markdown, markdownLanguage } from "@codemirror/lang-markdown";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, Transaction } from "@codemirror/state";
import { drawSelection, EditorView, keymap } from "@codemirror/view";
import { LOOK } from "@/app/(author)/author/chapters/[slug]/_editor/code-mirror-look";
import { slashMenu } from "@/app/(author)/author/chapters/[slug]/_editor/slash-menu";

export type SourceHooks = {
  onChange: () => void;
  /** The line at the top, with the part of it that is scrolled away. */
  onScroll: (topLine: number) => void;
  onSave: () => void;
  onPublish: () => void;
  onFiles: (files: File[]) => void;
  onImage: () => void;
};

type Source = { host: HTMLElement; text: string; hooks: SourceHooks };

export type OpenSource = {
  readText: () => string;
  /** Words of somebody else, or from before: undoing one's own typing does not take them away. */
  replaceText: (text: string) => void;
  /** At the cursor, which goes on behind it. */
  insertText: (text: string) => void;
  close: () => void;
};

export function openSource({ host, text, hooks }: Source): OpenSource {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  root.replaceChildren();
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({ doc: text, extensions: extensionsFor(hooks) }),
  });
  view.dom.style.height = "100%";
  view.scrollDOM.addEventListener("scroll", () => hooks.onScroll(topLineOf(view)), {
    passive: true,
  });
  return {
    readText: () => view.state.doc.toString(),
    replaceText: (next) => replaceText(view, next),
    insertText(words) {
      view.dispatch(view.state.replaceSelection(words), { userEvent: "input" });
      view.focus();
    },
    close: () => view.destroy(),
  };
}

function extensionsFor(hooks: SourceHooks) {
  const run = (act: () => void) => () => {
    act();
    return true;
  };
  return [
    /** Every ending of a line stays what it was. */
    EditorState.lineSeparator.of("\n"),
    history(),
    drawSelection(),
    EditorView.lineWrapping,
    markdown({ base: markdownLanguage }),
    highlightSelectionMatches(),
    /** It opens only after a slash, so whoever knows its words by heart need not wait for it. */
    autocompletion({
      override: [slashMenu(hooks.onImage)],
      icons: false,
      interactionDelay: 0,
    }),
    keymap.of([
      { key: "Mod-s", run: run(hooks.onSave), preventDefault: true },
      { key: "Mod-Enter", run: run(hooks.onPublish), preventDefault: true },
      ...defaultKeymap,
      ...historyKeymap,
      ...searchKeymap,
    ]),
    EditorView.updateListener.of(({ docChanged, transactions }) => {
      const isTyped = !transactions.some((each) => each.annotation(Transaction.remote));
      if (docChanged && isTyped) hooks.onChange();
    }),
    EditorView.contentAttributes.of({
      "aria-label": "Text of the chapter",
      spellcheck: "true",
      /** Reached by keyboard anyway, and known to be by whoever checks what scrolls. */
      tabindex: "0",
    }),
    EditorView.domEventHandlers({ paste: pasteHandler(hooks), drop: dropHandler(hooks) }),
    ...LOOK,
  ];
}

const pasteHandler = (hooks: SourceHooks) => (event: ClipboardEvent, view: EditorView) => {
  const files = picturesIn(event.clipboardData);
  if (files.length > 0) return takeFiles(event, () => hooks.onFiles(files));
  const html = event.clipboardData?.getData("text/html") ?? "";
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!html) return false;
  event.preventDefault();
  void pasteText({ html, text, view });
  return true;
};

/** The converter is loaded when somebody first pastes something formatted; without a connection its words go in plain. */
async function pasteText({ html, text, view }: { html: string; text: string; view: EditorView }) {
  const converter = await import("@/app/(author)/author/chapters/[slug]/_editor/paste-rich").catch(
    () => undefined,
  );
  const insert = converter?.isRich(html, text) ? await converter.markdownFromHtml(html) : text;
  view.dispatch(view.state.replaceSelection(insert), { userEvent: "input.paste" });
}

const dropHandler = (hooks: SourceHooks) => (event: DragEvent, view: EditorView) => {
  const files = picturesIn(event.dataTransfer);
  if (files.length === 0) return false;
  const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
  if (at !== null) view.dispatch({ selection: { anchor: at } });
  return takeFiles(event, () => hooks.onFiles(files));
};

function takeFiles(event: Event, take: () => void): boolean {
  event.preventDefault();
  take();
  return true;
}

const picturesIn = (transfer: DataTransfer | null): File[] =>
  [...(transfer?.files ?? [])].filter(({ type }) => type.startsWith("image/"));

function topLineOf(view: EditorView): number {
  const height = Math.max(0, view.scrollDOM.scrollTop - view.documentPadding.top);
  const block = view.lineBlockAtHeight(height);
  const share = block.height > 0 ? (height - block.top) / block.height : 0;
  return view.state.doc.lineAt(block.from).number + Math.min(1, Math.max(0, share));
}

/** Changes only what differs, so that the cursor stays where it is. */
function replaceText(view: EditorView, text: string) {
  const before = view.state.doc.toString();
  if (before === text) return;
  let start = 0;
  while (start < before.length && before[start] === text[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, text.length) - start;
  while (end < most && before.at(-1 - end) === text.at(-1 - end)) end += 1;
  const insert = text.slice(start, text.length - end);
  view.dispatch({
    changes: { from: start, to: before.length - end, insert },
    annotations: [Transaction.addToHistory.of(false), Transaction.remote.of(true)],
  });
}
