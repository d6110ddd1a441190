import type { ActionState } from "@/app/_http/author-action";
import type { BookFile } from "@/lib/book/settings";

/** What each part of the settings' form needs. */
export type Group = { settings: BookFile; state: ActionState };
