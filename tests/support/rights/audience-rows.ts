/** lib/desk: who sees and changes the audience. */
import type { Row } from "@/tests/support/rights/row";

export const AUDIENCE_ROWS: Row[] = [];
