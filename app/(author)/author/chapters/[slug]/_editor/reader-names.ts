import type { ReaderKind } from "@/lib/author/chapters/preview-chapter";

/** Who looks, in the words of the workshop. */
export const READER_NAMES: Record<ReaderKind, string> = {
  visitor: "a visitor",
  "signed-up": "somebody who signed up",
  buyer: "a buyer",
};
