/** lib/author/course: who changes the course. */
import type { Row } from "@/tests/support/rights/row";

export const LESSON_ROWS: Row[] = [];
