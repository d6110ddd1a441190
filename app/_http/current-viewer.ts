/** Who looks at a page that is rendered per request: what is open to them, and what a form of theirs just answered. */
import { headers } from "next/headers";
import { currentReader } from "@/app/_http/current-asker";
import { type FormMemory, readFormMemory } from "@/app/_http/form-memory";
import { listReadable } from "@/lib/access/list-readable";
import type { ReaderState } from "@/lib/access/reader-state";
import { Unavailable } from "@/lib/unavailable";

/** It names nobody. Pages for anybody have none. */
export type Viewer = {
  isSignedIn: boolean;
  state: ReaderState;
  /** Slugs of the chapters that are open in full. */
  full: string[];
  form: FormMemory | undefined;
};

/** `page` is the public address, to which a form's answer belongs. Makes the page dynamic. */
export async function currentViewer(page: string): Promise<Viewer> {
  const { asker, reader, isUnsure } = await currentReader();
  const { state, full } = await listReadable({ asker, now: new Date() }).catch(unlessAway);
  return {
    isSignedIn: reader !== undefined || isUnsure,
    state,
    full,
    form: readFormMemory(await headers(), page),
  };
}

/** These pages are for anybody; what a reader owns is marked again when the database is back. */
function unlessAway(error: unknown): Pick<Viewer, "state" | "full"> {
  if (error instanceof Unavailable) return { state: "visitor", full: [] };
  throw error;
}
