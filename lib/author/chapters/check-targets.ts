/** Says which links and images of a text lead nowhere. */
import { and, eq, inArray, isNull } from "drizzle-orm";
import { chapters, headings } from "@/drizzle/schema/book";
import type { ChapterText } from "@/lib/author/chapters/chapter-text";
import type { Finding } from "@/lib/author/chapters/check-text";
import { loadStoredLinks, type StoredLinks } from "@/lib/author/chapters/stored-links";
import { anchorsOf, isPage } from "@/lib/book/folder/check-links";
import type { Reference } from "@/lib/book/folder/references";
import { readImage, readLink } from "@/lib/book/folder/targets";
import type { Db } from "@/lib/db/pool";

export async function checkTargets(db: Db, text: ChapterText): Promise<Finding[]> {
  const { head, markdown } = text;
  const links = await loadStoredLinks(db, { slug: head.slug, markdown });
  const asked = links.references.flatMap((each) => slugOf(each, links) ?? []);
  const targets = await loadTargets(db, asked);
  const known = { links, targets, ownSlug: head.slug, ownAnchors: anchorsOf(markdown) };
  return links.references.flatMap((each) => {
    const found = each.kind === "image" ? checkImage(each, links) : checkLink(each, known);
    return found ? [{ ...found, line: each.line }] : [];
  });
}

type Verdict = Omit<Finding, "line"> | undefined;

function checkImage({ target }: Reference, links: StoredLinks): Verdict {
  if (links.picture(target)) return undefined;
  const path = readImage(target, links.file);
  const message = path
    ? `Shows ${target}, but the book has no ${path}: upload it first.`
    : `Shows ${target.slice(0, 80)} from another site: upload the image instead.`;
  return { level: "stop", message };
}

const addressOf = ({ target }: Reference, links: StoredLinks) => links.chapterAddress(target);

const slugOf = (reference: Reference, links: StoredLinks) =>
  reference.kind === "link"
    ? /^\/chapters\/([^#]+)/.exec(addressOf(reference, links) ?? "")?.[1]
    : undefined;

type Target = { isPublished: boolean; anchors: Set<string> };

async function loadTargets(db: Db, slugs: string[]): Promise<Map<string, Target>> {
  if (slugs.length === 0) return new Map();
  const rows = await db
    .select({
      slug: chapters.slug,
      publishedVersionId: chapters.publishedVersionId,
      anchor: headings.anchor,
    })
    .from(chapters)
    .leftJoin(headings, eq(headings.versionId, chapters.publishedVersionId))
    .where(and(inArray(chapters.slug, slugs), isNull(chapters.deletedAt)));
  const targets = new Map<string, Target>();
  for (const { slug, publishedVersionId, anchor } of rows) {
    const target = targets.get(slug) ?? {
      isPublished: publishedVersionId !== null,
      anchors: new Set<string>(),
    };
    if (anchor) target.anchors.add(anchor);
    targets.set(slug, target);
  }
  return targets;
}

type Known = {
  links: StoredLinks;
  targets: Map<string, Target>;
  ownSlug: string;
  ownAnchors: Set<string>;
};

function checkLink(reference: Reference, known: Known): Verdict {
  const { target } = reference;
  const link = readLink(target, known.links.file);
  if (link.kind === "elsewhere") return undefined;
  if (link.kind === "page")
    return isPage(link.path)
      ? undefined
      : { level: "stop", message: `Links to ${target}, which is no page of this site.` };
  const slug = link.kind === "here" ? known.ownSlug : slugOf(reference, known.links);
  if (!slug) return { level: "stop", message: `Links to ${target}, but there is no such chapter.` };
  if (slug === known.ownSlug) return checkAnchor(link.anchor, known.ownAnchors, target);
  const found = known.targets.get(slug);
  if (!found?.isPublished)
    return { level: "advice", message: `Links to ${target}, which readers cannot open yet.` };
  return checkAnchor(link.anchor, found.anchors, target);
}

function checkAnchor(anchor: string, anchors: Set<string>, target: string): Verdict {
  if (!anchor || anchors.has(anchor)) return undefined;
  return { level: "stop", message: `Links to ${target}, but no heading there has that anchor.` };
}
