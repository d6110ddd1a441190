/** Uploads new and changed pictures, one after the other: only one is in memory. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { uploadPicture } from "@/cli/book/api/changes";
import { startProgress } from "@/cli/book/progress";
import { confirm, type Done, type Push } from "@/cli/book/push/carry-out";

/** Answers the paths of those that the site does not have. */
export async function sendPictures(push: Push, done: Done): Promise<Set<string>> {
  const { root, connection, screen, plan, base } = push;
  const missing = new Set<string>();
  const waiting = plan.pictures.filter(
    ({ verdict }) => verdict === "create" || verdict === "update",
  );
  const progress = startProgress(screen, { name: "Images", total: waiting.length });
  for (const { path: name, sha256, verdict } of waiting) {
    const bytes = await readFile(path.join(root, name));
    const isReplacing = verdict === "update";
    const sent = await uploadPicture(connection, { path: name, bytes, isReplacing });
    if (confirm(done, name, sent)) {
      base.images[name] = sha256;
      if (isReplacing) done.updated += 1;
      else done.created += 1;
    } else missing.add(name);
    progress.step();
  }
  for (const { path: name, sha256, verdict } of plan.pictures)
    if (verdict === "same") base.images[name] = sha256;
  progress.end();
  return missing;
}
