/** What the audit log tells apart: each action's first word belongs to one kind. */

export const AUDIT_KINDS = {
  chapters: ["chapter", "preview"],
  book: ["book", "picture"],
  course: ["lesson"],
  broadcasts: ["broadcast", "letter"],
  people: ["audience", "signup", "course", "companion", "mail", "grant"],
  access: ["editor", "token", "device"],
  operations: ["failure", "incident", "jobs", "faults"],
} as const;

export type AuditKind = keyof typeof AUDIT_KINDS;

export const isAuditKind = (name: string | undefined): name is AuditKind =>
  name !== undefined && Object.hasOwn(AUDIT_KINDS, name);
