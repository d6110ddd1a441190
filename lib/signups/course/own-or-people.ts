/** Who may act on a reader's course: the reader themself, and an author who cares for the audience. */
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";

export type ReaderQuestion = { actor: Actor; readerId: string };

export const isThemself = ({ actor, readerId }: ReaderQuestion): boolean =>
  actor.role !== "nobody" && actor.readerId === readerId;

export const mayActFor = (question: ReaderQuestion): boolean =>
  isThemself(question) || hasRight(question.actor, "people");

/** The audit log keeps a reader's id, so that it holds no address after they are deleted. */
export const auditNameOf = (question: ReaderQuestion): string =>
  isThemself(question) ? `reader:${question.readerId}` : nameOf(question.actor);
