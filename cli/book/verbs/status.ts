/** `status`: the book as the site has it, a line for each chapter. */

import { addressOf } from "@/cli/book/api/answers";
import { listChapters, readBook } from "@/cli/book/api/site";
import type { Outcome } from "@/cli/book/ending";
import { connect, type Session } from "@/cli/book/session";

const SHAPES = { draft: "○", scheduled: "◷", live: "●", changed: "◐" };

export async function status(session: Session): Promise<Outcome> {
  const connection = await connect(session);
  const { settings } = await readBook(connection);
  const chapters = [];
  for await (const each of listChapters(connection)) {
    const { title, state, access, version, publishAt, scheduledFor } = each;
    chapters.push({
      slug: addressOf(each),
      nextSlug: each.slug === addressOf(each) ? undefined : each.slug,
      title,
      state,
      access,
      version,
      publishAt,
      scheduledFor,
    });
  }
  const width = Math.max(0, ...chapters.map(({ slug }) => slug.length));
  const lines = chapters.map(({ slug, nextSlug, title, state, access, version, scheduledFor }) =>
    [
      SHAPES[state],
      state.padEnd(9),
      access.padEnd(4),
      slug.padEnd(width),
      `v${version}`.padEnd(4),
      title,
      nextSlug ? `(will be ${nextSlug} once published)` : "",
      scheduledFor ? `(goes live at ${scheduledFor})` : "",
    ]
      .join("  ")
      .trimEnd(),
  );
  return {
    lines: [`${settings.title} at ${connection.url}`, "", ...lines, "", `${count(chapters)}.`],
    json: { url: connection.url, title: settings.title, chapters },
  };
}

function count(chapters: { state: keyof typeof SHAPES }[]): string {
  const words = {
    live: "live",
    changed: "live with changes",
    scheduled: "scheduled",
    draft: "draft",
  };
  const parts = (["live", "changed", "scheduled", "draft"] as const).flatMap((state) => {
    const number = chapters.filter((each) => each.state === state).length;
    const plural = state === "draft" && number !== 1 ? "s" : "";
    return number > 0 ? [`${number} ${words[state]}${plural}`] : [];
  });
  return parts.length > 0 ? parts.join(", ") : "No chapters yet";
}
