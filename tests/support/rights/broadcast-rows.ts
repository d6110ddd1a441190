/** lib/desk: who writes and sends a broadcast. */
import type { Row } from "@/tests/support/rights/row";

export const BROADCAST_ROWS: Row[] = [];
