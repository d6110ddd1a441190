/** lib/desk: who looks at sample letters and at the sender, and sends a test. */
import type { Row } from "@/tests/support/rights/row";

export const LETTER_ROWS: Row[] = [];
