/** What an author should look at before publishing: what would be broken for readers, and what is only advice. */

import { visit } from "unist-util-visit";
import type { ChapterText } from "@/lib/author/chapters/chapter-text";
import { checkLessons } from "@/lib/author/chapters/check-lessons";
import { checkTargets } from "@/lib/author/chapters/check-targets";
import { readBlocks } from "@/lib/book/render/blocks";
import { isLockMark } from "@/lib/book/render/lock";
import { parseMarkdown } from "@/lib/book/render/parse";
import { read } from "@/lib/db/transaction";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

/** `stop`: readers would find something broken, so it is not published. `line` counts from 1 in the Markdown. */
export type Finding = { level: "stop" | "advice"; line: number; message: string };

/** Rendering a long chapter takes longer than a page's read. */
const DEADLINE_MS = 15_000;

type Question = { actor: Actor; text: ChapterText };

export async function checkText({
  actor,
  text,
}: Question): Promise<Result<Finding[], "forbidden">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  const broken = await read(
    async (db) => [...(await checkTargets(db, text)), ...(await checkLessons(db, text))],
    DEADLINE_MS,
  );
  const found = [...broken, ...checkHead(text), ...checkMarkdown(text.markdown)];
  return ok(found.toSorted((a, b) => a.line - b.line));
}

function checkHead({ head, markdown }: ChapterText): Finding[] {
  const found: Finding[] = [];
  if (!head.description)
    found.push({
      level: "advice",
      line: 1,
      message: "There is no description: contents, search and shared links will show none.",
    });
  const hasLock = readBlocks(markdown).blocks.some(({ node }) => isLockMark(node));
  if (head.access === "book" && !hasLock)
    found.push({
      level: "advice",
      line: 1,
      message: "No lock is set, so the preview ends after about 300 words.",
    });
  return found;
}

/** Wider lines scroll on a phone and in print are cut. */
const LONGEST_CODE_LINE = 90;

function checkMarkdown(markdown: string): Finding[] {
  const found: Finding[] = [];
  let depth = 1;
  visit(parseMarkdown(markdown), (node) => {
    const line = node.position?.start.line ?? 1;
    if (node.type === "heading") {
      if (node.depth > depth + 1)
        found.push({
          level: "advice",
          line,
          message: `This heading jumps from level ${depth} to ${node.depth}.`,
        });
      depth = node.depth;
    }
    if (node.type === "image" && !node.alt?.trim())
      found.push({
        level: "advice",
        line,
        message: "This image has no description for those who cannot see it.",
      });
    if (node.type === "code") found.push(...checkCode(node.value, line));
  });
  return found;
}

function checkCode(code: string, firstLine: number): Finding[] {
  const lines = code.split("\n");
  const index = lines.findIndex((line) => line.length > LONGEST_CODE_LINE);
  if (index === -1) return [];
  const message = `This line of code has ${lines[index]?.length} characters; beyond ${LONGEST_CODE_LINE} it scrolls.`;
  return [{ level: "advice", line: firstLine + 1 + index, message }];
}
