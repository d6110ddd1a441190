/** Writes the chapters one by one, each whole or not at all, and never over somebody else's version. */
import { addressOf } from "@/cli/book/api/answers";
import { putChapter } from "@/cli/book/api/changes";
import { writeBase } from "@/cli/book/folder/base-versions";
import { startProgress } from "@/cli/book/progress";
import type { Done, Places, Push } from "@/cli/book/push/carry-out";
import type { PlannedChapter } from "@/cli/book/push/plan-chapters";
import { tellWhoWrote } from "@/cli/book/push/who-wrote";
import { findReferences } from "@/lib/book/folder/references";
import { readImage } from "@/lib/book/folder/targets";

type Sending = { done: Done; missing: Set<string> };

export async function sendChapters(push: Push, { done, missing }: Sending): Promise<Places> {
  const places: Places = new Map();
  const { chapters } = push.plan;
  const total = chapters.filter(isWaiting).length;
  const progress = startProgress(push.screen, { name: "Chapters", total });
  for (const planned of chapters) {
    if (planned.verdict === "same") keep(push, { planned, places });
    if (!isWaiting(planned)) continue;
    await sendOne(push, { planned, places, done, missing });
    progress.step();
  }
  progress.end();
  return places;
}

const isWaiting = ({ verdict }: PlannedChapter) => verdict === "create" || verdict === "update";

type One = { planned: PlannedChapter; places: Places };

function keep({ base }: Push, { planned, places }: One): void {
  const { site, chapter, digest } = planned;
  if (!site) return;
  const { file } = chapter;
  const { address, version } = site;
  places.set(file, { address, version });
  base.chapters[address] = { ...base.chapters[address], version, digest, file };
}

async function sendOne(push: Push, { planned, places, done, missing }: One & Sending) {
  const { connection, base, root, plan } = push;
  const { site, chapter, content, digest } = planned;
  const { file } = chapter;
  const picture = picturesOf(planned).find((path) => missing.has(path));
  if (picture)
    return void done.failures.push({ what: file, why: `shows ${picture}, which was refused` });
  const version = site?.version;
  const address = site?.address ?? content.slug;
  const written = await putChapter(connection, { address, content, version });
  if (written.kind === "stale") {
    const who = await tellWhoWrote(connection, address);
    return void done.failures.push({ what: file, why: `${who}; nothing was overwritten` });
  }
  if (written.kind === "refused") return void done.failures.push({ what: file, why: written.why });
  const now = { address: addressOf(written.value), version: written.value.version };
  if (site) delete base.chapters[site.address];
  const mustPublish = plan.publish.includes(planned) ? (true as const) : undefined;
  base.chapters[now.address] = { version: now.version, digest, file, mustPublish };
  places.set(file, now);
  if (site) done.updated += 1;
  else done.created += 1;
  await writeBase(root, connection.url, base);
}

function picturesOf({ chapter }: PlannedChapter): string[] {
  const { file, frontmatter } = chapter;
  const shown = findReferences(chapter).filter(({ kind }) => kind === "image");
  const named = frontmatter.image ? [frontmatter.image] : [];
  return [...shown.map(({ target }) => target), ...named].flatMap(
    (target) => readImage(target, file) ?? [],
  );
}
