/** Which chapters a push shows to readers, now or at their time. */
import type { Base } from "@/cli/book/folder/base-versions";
import type { PlannedChapter } from "@/cli/book/push/plan-chapters";

type Publishing = { isPublishing: boolean; now: Date; base: Base };

/** With --publish whatever readers do not have yet; else only what has a time and was sent just now, or broke off before. */
export function isToPublish(
  planned: PlannedChapter,
  { isPublishing, now, base }: Publishing,
): boolean {
  const { verdict, site, content } = planned;
  if (verdict === "conflict" || verdict === "behind") return false;
  const isWritten = verdict !== "same";
  if (isPublishing) return isWritten || isWaiting(planned);
  if (!content.publishAt) return false;
  const isOpen = isWritten || (site && base.chapters[site.address]?.mustPublish) === true;
  const isToCome = new Date(content.publishAt) > now;
  const isShown = site?.state === "live" || site?.state === "changed";
  return isOpen && (isToCome || !isShown);
}

function isWaiting({ site, content }: PlannedChapter): boolean {
  if (site?.state !== "scheduled") return site?.state === "draft" || site?.state === "changed";
  if (!content.publishAt || !site.scheduledFor) return false;
  return new Date(content.publishAt).getTime() !== new Date(site.scheduledFor).getTime();
}
