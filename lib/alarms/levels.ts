/** How loud an alarm is: warn stands on the desk, serious goes to Slack, very serious to a phone. */

export type Level = "warn" | "serious" | "very_serious";

/** What a message is sent for; a warning waits on the desk until somebody looks. */
export type LoudLevel = Exclude<Level, "warn">;

const RANK: Record<Level, number> = { warn: 0, serious: 1, very_serious: 2 };

export const isWorse = (level: Level, than: Level): boolean => RANK[level] > RANK[than];

export const worseOf = (one: Level, other: Level): Level => (isWorse(other, one) ? other : one);

export const isLoud = (level: Level): level is LoudLevel => level !== "warn";
