/** Sends one save and says what became of it; the network's answers become one of a few words. */
import type { ChapterText } from "@/lib/author/chapters/chapter-text";
import type { Saved } from "@/lib/author/chapters/save-chapter";

export type SaveRequest = {
  slug: string;
  /** Finds the chapter also when its address moved and the answer to that was lost. */
  chapter: string;
  text: ChapterText;
  base: number;
  saveId: string;
  writer: string;
};

/** `offline`: no answer; `trouble`: one that is no answer to the save. Either way the same save may be sent again. */
export type SaveOutcome =
  | { kind: "done"; saved: Saved }
  | { kind: "offline" | "trouble" }
  | { kind: "signed-out" }
  | { kind: "refused"; message: string };

const TIMEOUT_MS = 15_000;

export async function sendSave(
  { slug, ...body }: SaveRequest,
  { isLeaving = false } = {},
): Promise<SaveOutcome> {
  const response = await fetch(`/author/chapters/${slug}/save`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    keepalive: isLeaving,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => undefined);
  if (!response) return { kind: "offline" };
  const json = await response.json().catch(() => undefined);
  if (response.status >= 500 || !json) return { kind: "trouble" };
  if (response.status === 401) return { kind: "signed-out" };
  if (response.ok || json.state === "conflict") return { kind: "done", saved: json };
  return { kind: "refused", message: json.message };
}
