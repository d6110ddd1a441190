/** Publishes for programs, which see no sheet of findings: what would be broken for readers is refused, with its lines. */
import { checkText, type Finding } from "@/lib/author/chapters/check-text";
import { openVersion } from "@/lib/author/chapters/list-versions";
import { type Published, type PublishProblem, publish } from "@/lib/author/chapters/publish";
import { readChapter } from "@/lib/author/chapters/read-chapters";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

type Request = {
  actor: Actor;
  slug: string;
  version?: number;
  /** Undefined: the time that the text names, if that is to come; null: now, whatever the text names. */
  publishAt?: Date | null;
  note?: string;
  now: Date;
};

export type Outcome = Published | { state: "broken"; findings: Finding[] };

export async function publishChecked(request: Request): Promise<Result<Outcome, PublishProblem>> {
  const { actor, slug, publishAt } = request;
  if (!hasRight(actor, "publish")) return err("forbidden");
  const draft = await readChapter({ actor, slug });
  if (!draft.ok) return draft;
  const number = request.version ?? draft.value.latest.number;
  const text = await openVersion({ actor, slug, number });
  if (!text.ok) return err(text.reason === "not_found" ? "no_such_version" : text.reason);
  const checked = await checkText({ actor, text: text.value });
  if (!checked.ok) return checked;
  const findings = checked.value.filter(({ level }) => level === "stop");
  if (findings.length > 0) return ok({ state: "broken", findings });
  const named = text.value.head.publishAt;
  const wanted = publishAt === undefined && named ? new Date(named) : publishAt;
  return publish({ ...request, version: number, publishAt: wanted ?? undefined });
}
