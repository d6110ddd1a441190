/** What queues, lanes and causes are called in front of people. */
import { inFigures, people } from "@/app/(author)/author/audience/audience-words";
import type { CauseGroup } from "@/lib/desk/failures/list-causes";

const QUEUES: Record<string, string> = {
  "letters-sign-in": "Login letters",
  "letters-receipts": "Welcome letters and receipts",
  "letters-course": "Course letters",
  "letters-broadcast": "Broadcast letters",
  course: "Planning the course",
  broadcasts: "Writing broadcasts",
  "mail-webhooks": "Reports of the mail provider",
  schedules: "Scheduled publishing",
  housekeeping: "Housekeeping",
  answers: "Pages and forms",
};

export const queueWords = (queue: string): string => QUEUES[queue] ?? queue;

export const LANES = ["Login letters", "Welcome letters and receipts", "Course", "Broadcasts"];

const ERRORS: Record<string, string> = {
  Unavailable: "what it needs did not answer",
  TurnedAway: "the mail server refuses them",
  Crash: "the worker died, or took too long",
};

/** "letters-course: TypeError" is where it happened, and by which error. */
export function readCause(cause: string): { where: string; error: string } {
  const [queue = "", ...rest] = cause.split(": ");
  const error = rest.join(": ");
  return { where: queueWords(queue), error: ERRORS[error] ?? error };
}

export function causeTitle(cause: string): string {
  const { where, error } = readCause(cause);
  return error ? `${where}: ${error}` : where;
}

export const causeLink = (cause: string): string =>
  `/author/desk/causes/${encodeURIComponent(cause)}`;

/** "12 failed for good, 3 still tried". */
export function standingWords({
  failed,
  underWay,
  retrying,
  trying,
  answers,
  isMore,
}: Pick<CauseGroup, "failed" | "underWay" | "retrying" | "trying" | "answers" | "isMore">): string {
  const words = [
    failed > 0 && `${inFigures(failed)} failed for good`,
    underWay > 0 && `${inFigures(underWay)} being replayed`,
    retrying + trying > 0 && `${inFigures(retrying + trying)} still tried`,
    answers > 0 && `${counted(answers, "failed answer")} in 24 hours`,
  ].filter((part) => part !== false);
  return `${isMore ? "At least " : ""}${words.join(", ")}`;
}

/** An answer names nobody; its reference may lead to somebody. */
export const affectedWords = ({ kind, people: many }: CauseGroup): string => {
  if (kind === "answers") return "Readers, by reference";
  return many === 0 ? "Nobody by name" : people(many);
};

export const counted = (many: number, one: string, several = `${one}s`): string =>
  `${inFigures(many)} ${many === 1 ? one : several}`;

/** "author:ada@example.com" is Ada's address; "clock" is nobody. */
export const actorWords = (actor: string): string => actor.replace(/^[a-z]+:/, "");

export const percentWords = (part: number, all: number): string => {
  if (all === 0) return "–";
  const share = (100 * part) / all;
  if (share === 0) return "0%";
  return share < 0.01 ? "under 0.01%" : `${share.toFixed(share < 10 ? 2 : 0)}%`;
};
