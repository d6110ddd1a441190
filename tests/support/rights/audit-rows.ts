/** lib/desk/audit: who reads who did what. */
import { listAudit, listAuditChoices } from "@/lib/desk/audit/list-audit";
import { ONLY_AUTHORS, type Row } from "@/tests/support/rights/row";

export const AUDIT_ROWS: Row[] = [
  {
    name: "listAudit",
    tells: "reads who did what",
    act: async ({ actor }) => (await listAudit({ actor })).ok,
    expected: ONLY_AUTHORS,
  },
  {
    name: "listAuditChoices",
    tells: "sees who could have",
    act: async ({ actor }) => (await listAuditChoices(actor)).ok,
    expected: ONLY_AUTHORS,
  },
];
