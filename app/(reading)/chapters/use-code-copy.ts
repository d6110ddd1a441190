import { useChapterText } from "@/app/(reading)/chapters/use-chapter-text";

/** Gives each code block a button that copies it. */
export const useCodeCopy = () => useChapterText(addButtons);

function addButtons(text: HTMLElement) {
  const buttons = [...text.querySelectorAll<HTMLElement>(".code-figure")].map(addButton);
  return () => {
    for (const button of buttons) button.remove();
  };
}

function addButton(figure: HTMLElement): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "code-copy screen-only";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    const isCopied = await copy(readCode(figure));
    button.textContent = isCopied ? "Copied" : "Press Ctrl-C";
    setTimeout(() => {
      button.textContent = "Copy";
    }, 2_000);
  });
  figure.append(button);
  return button;
}

/** Without the lines that a change took away. */
function readCode(figure: HTMLElement): string {
  const code = figure.querySelector("code")?.cloneNode(true);
  if (!(code instanceof HTMLElement)) return "";
  for (const removed of code.querySelectorAll(".line-removed")) {
    if (removed.nextSibling?.nodeType === Node.TEXT_NODE) removed.nextSibling.remove();
    removed.remove();
  }
  return code.textContent ?? "";
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
