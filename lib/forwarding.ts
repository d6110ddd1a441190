/** The header by which our own server tells the pages that a proxy was on the way; a client's own is always removed. */
export const ARRIVED_FORWARDED = "x-arrived-forwarded";
