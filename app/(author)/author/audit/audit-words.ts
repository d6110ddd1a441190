/** The audit log in words: what was done, and who did it. */
import { AUDIT_KINDS, type AuditKind } from "@/lib/desk/audit/audit-kinds";

export const KIND_WORDS: Record<AuditKind, string> = {
  chapters: "Chapters",
  book: "Book and images",
  course: "Course",
  broadcasts: "Broadcasts and letters",
  people: "Audience",
  access: "Editors and tokens",
  operations: "Failures and repairs",
};

export const KINDS = Object.keys(AUDIT_KINDS) as AuditKind[];

export const ACTION_WORDS: Record<string, string> = {
  "audience.exported": "Exported the audience",
  "audience.filter-deleted": "Deleted a saved filter",
  "audience.filter-saved": "Saved a filter",
  "audience.imported": "Imported a list of people",
  "audience.mail-stopped": "Stopped all mail",
  "book.imported": "Imported a book",
  "book.ordered": "Changed the order of chapters",
  "book.saved": "Changed the settings",
  "broadcast.cancelled": "Cancelled a broadcast",
  "broadcast.created": "Started a broadcast",
  "broadcast.deleted": "Deleted a broadcast",
  "broadcast.done": "Finished a broadcast",
  "broadcast.paused": "Paused a broadcast",
  "broadcast.resumed": "Resumed a broadcast",
  "broadcast.saved": "Changed a broadcast",
  "broadcast.scheduled": "Scheduled a broadcast",
  "broadcast.started": "Started sending a broadcast",
  "broadcast.tested": "Sent a test of a broadcast",
  "broadcast.unscheduled": "Took a broadcast's schedule back",
  "chapter.access-changed": "Changed who may read",
  "chapter.created": "Started a chapter",
  "chapter.deleted": "Deleted a chapter",
  "chapter.published": "Published",
  "chapter.restored": "Restored an old version",
  "chapter.scheduled": "Scheduled",
  "chapter.undeleted": "Brought a chapter back",
  "chapter.unpublished": "Unpublished",
  "chapter.unscheduled": "Took its schedule back",
  "companion.started": "Started chapters by mail",
  "companion.stopped": "Stopped chapters by mail",
  "course.paused": "Paused the course",
  "course.resumed": "Resumed the course",
  "course.skipped": "Skipped a lesson",
  "device.allowed": "Let a command line in",
  "editor.invited": "Invited an editor",
  "editor.removed": "Removed an editor",
  "failure.replayed": "Put failed work back into its queue",
  "failure.skipped": "Skipped failed work",
  "faults.broken": "Broke a dependency on purpose",
  "faults.mended": "Mended a broken dependency",
  "grant.revoked": "Revoked a right to read",
  "incident.known": "Took note of an incident",
  "jobs.tried-now": "Had waiting work tried at once",
  "lesson.deleted": "Took a lesson out",
  "lesson.imported": "Imported a lesson",
  "lesson.moved": "Moved a lesson",
  "lesson.replaced": "Replaced a lesson",
  "lesson.restored": "Put a lesson back",
  "lesson.saved": "Changed a lesson",
  "lesson.tested": "Sent a test of a lesson",
  "letter.tested": "Sent a test letter",
  "mail.resumed": "Asked for mail again",
  "picture.added": "Added an image",
  "picture.replaced": "Replaced an image",
  "preview.linked": "Made a private link",
  "preview.revoked": "Ended private links",
  "signup.confirmed": "Confirmed a signup",
  "signup.unsubscribed": "Unsubscribed",
  "token.made": "Made an API token",
  "token.revoked": "Revoked an API token",
};

/** A word that is not known yet is still true. */
export const actionWords = (action: string): string => ACTION_WORDS[action] ?? action;

export type ActorWords = { name: string; role?: string; by?: string };

/** `by` is what the filter calls them. */
export function actorWords(actor: string): ActorWords {
  const [, role, address] = /^(author|editor|reader):(.+)$/.exec(actor) ?? [];
  if (role === "reader") return { name: "A reader", by: "readers" };
  if (role && address) return { name: address, role, by: address };
  if (actor === "schedule" || actor === "clock") return { name: "The clock", by: actor };
  return { name: actor, by: actor };
}
