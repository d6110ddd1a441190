/** Which causes the work behind an incident fails by now: the pages that tell why, with the dry run and the button. */
import { type CauseGroup, listCauses } from "@/lib/desk/failures/list-causes";
import { QUEUE_NAMES } from "@/lib/jobs/queues";
import type { Actor } from "@/lib/readers/actor";

type Question = { actor: Actor; cause: string };

/** Those that concern most work first; none where nothing of it fails, or where no button would help. */
export async function findRepairs({ actor, cause }: Question): Promise<string[]> {
  const failing = /^failures:(.+)$/.exec(cause)?.[1];
  if (failing) return [failing];
  const queues = queuesBehind(cause);
  if (queues.length === 0) return [];
  const causes = await listCauses({ actor });
  if (!causes.ok) return [];
  return causes.value
    .filter((group) => queues.some((queue) => group.cause.startsWith(`${queue}: `)))
    .toSorted((a, b) => workOf(b) - workOf(a))
    .map((group) => group.cause);
}

const workOf = ({ failed, retrying, trying }: CauseGroup) => failed + retrying + trying;

const LETTERS = QUEUE_NAMES.filter((queue) => queue.startsWith("letters-"));

const QUEUES: Record<string, string[]> = {
  mail: LETTERS,
  "letters:sign-in": ["letters-sign-in"],
  "letters:signup": ["letters-receipts"],
  "letters:course": ["letters-course"],
};

function queuesBehind(cause: string): string[] {
  const queue = /^(?:jobs|tried):(.+)$/.exec(cause)?.[1];
  return queue ? [queue] : (QUEUES[cause] ?? []);
}
