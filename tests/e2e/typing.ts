/** Types at a known pace, and reads an editor's text back as it is. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Locator } from "@playwright/test";

/** For texts of a screen or two: longer ones are not all in the page. */
export const readSource = (text: Locator): Promise<string> =>
  text.evaluate((content) =>
    [...content.querySelectorAll(".cm-line")].map((line) => line.textContent ?? "").join("\n"),
  );

/** When each of the characters was in the editor. */
export type Typed = { text: string; at: number[] };

const PACE_MS = 40;

/** Numbers, one after the other, until the page is gone or it is over. */
export async function typeNumbers(text: Locator, isOver: () => boolean): Promise<Typed> {
  const typed: Typed = { text: "", at: [] };
  const page = text.page();
  for (let index = 0; !isOver(); index += 1) {
    const letter = `${100 + Math.floor(index / 4)} `.at(index % 4) ?? "";
    const isDone = await page.keyboard.type(letter).then(
      () => true,
      () => false,
    );
    if (!isDone) break;
    typed.text += letter;
    typed.at.push(Date.now());
    await sleep(PACE_MS);
  }
  return typed;
}
